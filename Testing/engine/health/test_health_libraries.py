"""Libraries that are there, missing or broken in the ways they break on users' machines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from medaiassist_engine.health import check
from medaiassist_engine.health.libraries import check_library
from medaiassist_engine.health.modules import module_of
from medaiassist_engine.versions import LIBRARIES, versions


class Site:
    """A folder on Python's path that libraries can be put into as pip would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, files: dict[str, str], metadata: str | None = "") -> None:
        for path, text in files.items():
            target = self._folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        info = self._folder / f"{name.replace('-', '_')}-1.2.3.dist-info"
        info.mkdir()
        if metadata is not None:
            header = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2.3\n"
            (info / "METADATA").write_text(metadata or header)
        (info / "RECORD").write_text("".join(f"{path},,\n" for path in files))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.syspath_prepend(str(tmp_path))
    return Site(tmp_path)


@pytest.mark.parametrize(
    "name", ["numpy", "SimpleITK", "simpleitk", "scikit-image", "Scikit_Image"]
)
def test_a_library_is_found_by_any_spelling_of_its_name(name: str) -> None:
    library = check_library(name)
    assert library.problem == ""
    assert library.version[0].isdigit()


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("scikit-image", "skimage.filters"),
        ("opencv-contrib-python-headless", "cv2"),
        ("hypothesis", "hypothesis"),
        ("no-such-library", "no_such_library"),
    ],
)
def test_the_module_of_a_library_is_found(name: str, module: str) -> None:
    assert module_of(name) == module


def test_of_several_modules_the_one_with_the_most_files_counts(site: Site) -> None:
    files = ["inner/__init__.py", "inner/more.py", "_inner/__init__.py", "tests.py", "x.libs/l.so"]
    site.add("outer-name", dict.fromkeys(files, ""))
    assert module_of("outer-name") == "inner"


def test_a_library_that_is_not_installed_is_named_with_the_way_to_get_it() -> None:
    library = check_library("no-such-library")
    assert library.version == ""
    assert "no-such-library is not installed" in library.problem
    assert library.problem.endswith("pip install no-such-library")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise ImportError('libGL.so.1: cannot open shared object file: No such file')",
         ["ImportError", "the system's package that has 'libGL.so.1'"]),
        ("raise ImportError('DLL load failed while importing _core')", ["Visual C++"]),
        ("raise ImportError('advice') from OSError('the cause')", ["(OSError: the cause)"]),
        ("raise OSError('[WinError 126] The specified module was not found')", ["Visual C++"]),
        ("raise RuntimeError('built for\\n\\n   numpy 1')", ["RuntimeError: built for numpy 1)"]),
        ("import missing_friend.part", ["needs 'missing_friend', which is missing"]),
        ("def f(:", ["SyntaxError"]),
        ("raise SystemExit('no licence')", ["SystemExit: no licence"]),
        ("raise ImportError('x' * 5000)", ["xxx…"]),
    ],
)  # fmt: skip
def test_a_library_that_cannot_be_loaded_becomes_a_sentence(
    site: Site, code: str, words: list[str]
) -> None:
    site.add("broken-one", {"broken_one/__init__.py": code})
    library = check_library("broken-one")
    assert library.version == "1.2.3"
    assert library.problem.startswith("broken-one 1.2.3 ")
    assert all(word in library.problem for word in words), library.problem
    assert library.problem.endswith("pip install --force-reinstall broken-one")
    assert len(library.problem) < 600 and "\n" not in library.problem
    sys.modules.pop("broken_one", None)


def test_a_library_that_came_with_the_broken_one_is_not_sought_in_the_system(site: Site) -> None:
    text = "libblas-32a4b2a6.so: cannot open shared object file: No such file or directory"
    site.add("own-blas", {"own_blas/__init__.py": f"raise ImportError({text!r})"})
    problem = check_library("own-blas").problem
    assert "libblas-32a4b2a6.so" in problem and "system" not in problem


def test_a_library_whose_files_were_deleted_is_called_incomplete(site: Site) -> None:
    site.add("half-gone", {})
    assert "half-gone 1.2.3 is installed incompletely" in check_library("half-gone").problem


@pytest.mark.parametrize("metadata", [None, "Metadata-Version: 2.1\n"])
def test_a_library_with_damaged_metadata_is_judged_by_its_import(
    site: Site, metadata: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.add("nameless", {"nameless/__init__.py": "__version__ = '9'"}, metadata)
    monkeypatch.delitem(sys.modules, "nameless", raising=False)
    library = check_library("nameless")
    assert (library.version, library.problem) == ("9", "")


def test_versions_and_extras_of_a_requirement_are_not_looked_at() -> None:
    health = check(["numpy>=1", "scipy[dev] ; python_version > '3'", "numpy"])
    assert [library.name for library in health.libraries] == ["numpy", "scipy"]
    assert health.ok


def test_by_default_all_libraries_of_the_engine_are_checked() -> None:
    names = {library.name for library in check().libraries}
    assert {*LIBRARIES, "psutil", "rich", "tyro"} - names <= {"torch"}
    assert ("torch" in names) == ("torch" in versions())
