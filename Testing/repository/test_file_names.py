"""File names say what is inside, and paths are short enough for Windows."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from Testing.repository.tree import MODULE, files, name_of, python_files, read

SAYS_NOTHING = {"util", "utils", "helper", "helpers", "misc", "common", "tools", "stuff", "base"}
FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*\\]|[ .]$')

# C:\Users\<20 letters>\AppData\Local\slicer.org\3D Slicer 5.12.3\slicer.org\Extensions-34000\
# MedAIAssist\lib\Slicer-5.12\qt-scripted-modules\ has about 150 characters, and compiling
# x.py makes __pycache__\x.cpython-312.pyc, 25 more, of the 260 that Windows allows.
LONGEST = 260 - 150 - 25


def test_installed_paths_fit_windows():
    installed = [path.relative_to(MODULE).as_posix() for path in files() if MODULE in path.parents]
    longest = max(installed, key=len)
    assert len(longest) <= LONGEST, longest


def test_names_are_possible_on_every_system():
    names = [name_of(path) for path in files()]
    for name in names:
        assert name.isascii(), name
        assert not any(FORBIDDEN_ON_WINDOWS.search(part) for part in name.split("/")), name
    folded = Counter(name.lower() for name in names)
    assert max(folded.values()) == 1  # else two files are one where case does not count


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_file_name_says_what_is_inside(path):
    assert path.stem.lower() not in SAYS_NOTHING


def test_test_files_have_names_of_their_own():
    names = Counter(p.name for p in python_files("Testing") if p.name.startswith("test_"))
    assert [name for name, count in names.items() if count > 1] == []


# Where somebody's home or a project on a build machine lies; not a place on every system.
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(home|Users|root|opt|work|mnt)/\w|[A-Z]:\\+Users\\+\w")
INDEX_OPTION = re.compile(r"--(extra-)?index-url|--find-links[ =]\S|registry=http")


def texts():
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            yield pytest.param(path, id=name_of(path))


@pytest.mark.parametrize("path", list(texts()))
def test_a_file_names_no_machine(path):
    found = OF_ONE_MACHINE.search(read(path))
    assert not found, found.group()


def test_pinned_packages_come_from_no_particular_index():
    for path in files():
        if path.suffix == ".txt" and path.name != "CMakeLists.txt":
            assert not INDEX_OPTION.search(read(path)), name_of(path)
