"""Removing and measuring folders, in short steps and within their bounds."""

from __future__ import annotations

import os
import sys
import time

import pytest

from MedAIAssistLib.environment import folders
from MedAIAssistLib.environment.folders import measuring, removing
from MedAIAssistLib.environment.task import Task

FILES = 20_000


def _remove(folder):
    for _ in removing(folder):
        pass


def _measure(*folders):
    steps = measuring(folders)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def _large(folder):
    for n in range(20):
        inner = folder / f"package{n}" / "deep"
        inner.mkdir(parents=True)
        # One flat folder holds half of all.
        for k in range(FILES // 2 if n == 0 else FILES // 38):
            (inner / f"{k}.py").write_bytes(b"x")
    return folder


@pytest.fixture
def file_by_file(monkeypatch):
    """As on Windows."""
    monkeypatch.setattr(folders, "_by_the_system", lambda folder: iter(()))


@pytest.mark.parametrize(
    "how", ["by the system", pytest.param("file by file", marks=pytest.mark.slow)]
)
def test_a_large_folder_is_removed_in_short_steps(tmp_path, request, how):
    if how == "file by file":
        request.getfixturevalue("file_by_file")
    folder = _large(tmp_path / "e1")
    longest, polls, start = 0.0, 0, time.perf_counter()

    def steps(report):
        yield from removing(folder)
        return "removed"

    task = Task("Remove", steps)
    while not task.ended:
        before = time.perf_counter()
        task.poll()
        longest = max(longest, time.perf_counter() - before)
        polls += 1
        time.sleep(0.002)
    whole = time.perf_counter() - start
    print(
        f"{FILES} files {how}: longest poll {1000 * longest:.1f} ms, {polls} polls, {whole:.2f} s"
    )
    assert task.message == "removed" and not folder.exists()
    assert polls > 1


def test_the_size_counts_a_file_with_several_names_once(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 1000)
    (tmp_path / "deep").mkdir()
    os.link(tmp_path / "a", tmp_path / "deep" / "b")
    (tmp_path / "deep" / "c").write_bytes(b"x" * 10)
    assert _measure(tmp_path, tmp_path / "missing") == 1010


@pytest.fixture
def outside(tmp_path):
    """Something precious that links lead to."""
    folder = tmp_path / "precious"
    folder.mkdir()
    (folder / "data").write_text("precious")
    try:
        (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    except OSError as error:
        pytest.skip(f"links cannot be made here: {error}")
    return folder


@pytest.mark.parametrize("how", ["by the system", "file by file"])
def test_links_are_removed_and_not_followed(tmp_path, outside, request, how):
    if how == "file by file":
        request.getfixturevalue("file_by_file")
    environment = tmp_path / "e1"
    environment.mkdir()
    (environment / "folder").symlink_to(outside, target_is_directory=True)
    (environment / "file").symlink_to(outside / "data")
    (environment / "nowhere").symlink_to(outside / "missing")
    _remove(environment)
    _remove(tmp_path / "link")
    assert not environment.exists() and not (tmp_path / "link").is_symlink()
    assert (outside / "data").read_text() == "precious"


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_the_mode_of_what_a_link_leads_to_is_left_alone(
    tmp_path, outside, monkeypatch, file_by_file
):
    """As bin/python of an environment leads to the Python of the system."""
    environment = tmp_path / "e1"
    environment.mkdir()
    (outside / "data").chmod(0o640)
    (environment / "python").symlink_to(outside / "data")
    environment.chmod(0o500)
    refused = []
    unlink = os.unlink

    def first_refused(path):  # as for users who are not root
        if not refused:
            refused.append(path)
            raise PermissionError(13, "Permission denied", path)
        unlink(path)

    monkeypatch.setattr(os, "unlink", first_refused)
    _remove(environment)
    assert refused and not environment.exists()
    assert (outside / "data").stat().st_mode & 0o777 == 0o640


def test_a_file_where_a_folder_was_expected_is_removed(tmp_path):
    (tmp_path / "e1").write_text("")
    _remove(tmp_path / "e1")
    _remove(tmp_path / "e2")  # was never there
    assert list(tmp_path.iterdir()) == []
