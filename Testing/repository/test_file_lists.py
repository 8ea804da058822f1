"""What Slicer installs is what the tree holds."""

from __future__ import annotations

from Testing.repository.tree import MODULE, files, read
from tools.list_files import cmake_lists, listed


def test_cmake_lists_every_file():
    assert read(MODULE / "CMakeLists.txt") == cmake_lists(), "run tools/list_files.py"


def test_every_listed_file_is_under_version_control():
    tracked = {path.relative_to(MODULE).as_posix() for path in files() if MODULE in path.parents}
    for names in listed().values():
        assert set(names) <= tracked
