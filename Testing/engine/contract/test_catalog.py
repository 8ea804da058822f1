"""The catalog: importable anywhere, complete, and consistent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import describe
from medaiassist_engine.contract.params import parameters_of
from medaiassist_engine.contract.validation import validate

MODULE = Path(__file__).parents[3] / "MedAIAssist"
EVERY = list(operations().values())


def test_the_catalog_needs_the_standard_library_only():
    program = (
        f"import sys; sys.path.insert(0, {str(MODULE)!r})\n"
        "from medaiassist_engine.contract.catalog import operations\n"
        "assert operations()\n"
        "names = {m.split('.')[0] for m in sys.modules}\n"
        "print(sorted(names - set(sys.stdlib_module_names) - {'medaiassist_engine'}))\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert [n for n in eval(run.stdout) if not n.startswith("_") and n != "sitecustomize"] == []


@pytest.mark.parametrize("entry", EVERY, ids=lambda e: e.id)
def test_an_operation_is_complete(entry):
    assert entry.title and entry.group and entry.help.endswith(".")
    assert entry.id == entry.id.lower() and "." in entry.id
    validate(entry.parameters, {})
    for parameter in parameters_of(entry.parameters):
        assert parameter.spec.label[0].isupper()
        assert parameter.spec.help
        assert not parameter.spec.titles or len(parameter.spec.titles) == len(parameter.choices)
    assert describe(entry)["parameters"] is not None


def test_an_unknown_operation_gets_close_names():
    with pytest.raises(UserError, match=r"preprocess\.gaussian"):
        operation("preprocess.gausian")
