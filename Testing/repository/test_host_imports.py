"""The extension needs nothing that Slicer does not bring, and does nothing when it is imported."""

from __future__ import annotations

import ast
import sys
from functools import cache

import pytest

from Testing.repository.import_time import imported, run_at_import
from Testing.repository.tree import MODULE, name_of, python_files, syntax

SLICER_BRINGS = {"slicer", "qt", "ctk", "vtk", "SimpleITK", "numpy", "scipy"}
OURS = {"MedAIAssist", "MedAIAssistLib", "medaiassist_engine"}
# Looked for at run time only, where it is handled that they are missing.
LATER = {"SampleData", "PyTorchUtils", "uv"}
CONTRACT = "medaiassist_engine.contract"

HOST = [MODULE / "MedAIAssist.py", *python_files("MedAIAssist", "MedAIAssistLib")]
LOADED_IN_SLICER = [*HOST, *python_files("MedAIAssist", "medaiassist_engine", "contract")]

STATEMENTS = (
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.FunctionDef,
    ast.ClassDef,
    ast.If,
    ast.Try,
    ast.Pass,
)
# What makes constants and types; none has an effect outside.
CALLS = {
    *("bytes.fromhex", "dict", "float", "frozenset", "object", "range", "set", "tuple"),
    *("dataclass", "dataclasses.field", "enum.auto", "field", "itertools.count", "namedtuple"),
    *("NewType", "Path", "TypeVar", "re.compile", "struct.Struct"),
    *("np.dtype", "np.finfo", "np.iinfo"),
}


def package_of(path):
    return ".".join(path.relative_to(MODULE).parent.parts)


def unknown(names, known):
    tops = {name.split(".")[0] for name in names}
    return tops - known - OURS - SLICER_BRINGS - sys.stdlib_module_names


@pytest.mark.parametrize("path", HOST, ids=name_of)
def test_a_host_file_imports_what_slicer_brings_and_the_contract(path):
    everywhere = imported(ast.walk(syntax(path)), package_of(path))
    at_import = imported(run_at_import(syntax(path)), package_of(path))
    assert not unknown(at_import, set())
    assert not unknown(everywhere, LATER)
    inside = {name for name in everywhere if name.startswith("medaiassist_engine.")}
    allowed = {name for name in inside if f"{name}.".startswith(f"{CONTRACT}.")}
    assert inside - allowed <= {"medaiassist_engine.__version__"}


@pytest.mark.parametrize("path", HOST, ids=name_of)
def test_a_relative_import_stays_in_the_host(path):
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level < len(path.relative_to(MODULE).parts), ast.unparse(node)


@pytest.mark.parametrize("path", HOST, ids=name_of)
def test_a_host_file_hides_no_import(path):
    names = {ast.unparse(n.func) for n in ast.walk(syntax(path)) if isinstance(n, ast.Call)}
    assert not names & {"__import__", "import_module", "importlib.import_module", "exec", "eval"}


@cache
def own_classes():
    trees = (syntax(path) for path in python_files("MedAIAssist"))
    return {n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}


@pytest.mark.parametrize("path", LOADED_IN_SLICER, ids=name_of)
def test_importing_a_file_runs_nothing(path):
    for node in run_at_import(syntax(path)):
        where = f"line {getattr(node, 'lineno', '?')}"
        if isinstance(node, ast.Expr):
            assert isinstance(node.value, ast.Constant), where  # a docstring
        elif isinstance(node, ast.stmt):
            assert isinstance(node, STATEMENTS), where
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name in CALLS or name in own_classes(), f"{where}: {name}()"
