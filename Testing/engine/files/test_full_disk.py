"""A write that fails leaves what was there before, nothing else, and says why."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, LabelMap, Report, Segment, Table, Volume
from medaiassist_engine.files import atomic
from medaiassist_engine.files.payloads import write_payload
from medaiassist_engine.files.volumes import read_volume, write_volume

NAMES = ("a.nrrd", "a.nii", "a.nii.gz", "a.mha", "a.png", "a.jpg", "a.bmp", "a.tif")
SMALL = Volume(np.arange(24, dtype=np.int16).reshape(2, 3, 4))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 200 kB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root on Linux")
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this system refuses to mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_really_full_disk_is_reported_and_the_old_file_stays(tiny_disk: Path, name: str) -> None:
    (tiny_disk / name).write_bytes(b"the old result")
    (tiny_disk / "other").write_bytes(bytes(100_000))
    random = np.random.default_rng(0)
    flat = name.split(".")[-1] in ("png", "jpg", "bmp", "tif")
    shape = (1, 700, 700) if flat else (20, 128, 128)
    volume = Volume(random.integers(0, 255, shape).astype(np.uint8))
    with pytest.raises(UserError, match=r"disk is full.*needs about .* kB and [1-9].* kB are free"):
        write_volume(tiny_disk / name, volume)
    assert sorted(p.name for p in tiny_disk.iterdir()) == sorted([name, "other"])
    assert (tiny_disk / name).read_bytes() == b"the old result"


def test_compressed_labels_may_be_larger_than_the_free_space_when_unpacked(
    tiny_disk: Path,
) -> None:
    labels = LabelMap(np.zeros((20, 128, 128), np.uint8), segments=(Segment(1, "none"),))
    write_payload(tiny_disk / "a.seg.nrrd", labels)
    assert (tiny_disk / "a.seg.nrrd").stat().st_size < 10_000


@pytest.mark.parametrize("number", (errno.ENOSPC, errno.EACCES))
def test_a_failing_replace_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    words = "disk is full" if number == errno.ENOSPC else "cannot be written"
    for name, payload in (
        ("a.nrrd", SMALL),
        ("a.csv", Table((Column("x", np.arange(3)),))),
        ("a.html", Report("t", "<p>x</p>")),
    ):
        with pytest.raises(UserError, match=words):
            write_payload(tmp_path / name, payload)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_writer_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(image: sitk.Image, path: str, useCompression: bool) -> None:
        Path(path).write_bytes(b"half")
        raise RuntimeError("ITK ERROR: NrrdImageIO(0x55): the writer broke")

    monkeypatch.setattr(sitk, "WriteImage", refuse)
    with pytest.raises(UserError, match=r"a\.nrrd' cannot be written: the writer broke"):
        write_volume(tmp_path / "a.nrrd", SMALL)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(KeyboardInterrupt), atomic.replacing(tmp_path / "a.txt") as temporary:
        temporary.write_text("new")
        raise KeyboardInterrupt
    assert [p.read_text() for p in tmp_path.iterdir()] == ["old"]


def test_a_missing_folder_and_a_folder_as_target_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        write_volume(tmp_path / "gone" / "a.nrrd", SMALL)
    (tmp_path / "b.nrrd").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_volume(tmp_path / "b.nrrd", SMALL)


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.nrrd"
    path.write_bytes(b"old")
    write_volume(path, SMALL)
    np.testing.assert_array_equal(read_volume(path).array, SMALL.array)
