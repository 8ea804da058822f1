"""Files that are missing, cut short or no images end in a sentence that names them."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.files.volumes import read_volume, write_volume

VOLUMES = (".nrrd", ".nii", ".nii.gz", ".mha")
PICTURES = (".png", ".jpg", ".bmp", ".tif")


def noise(extension: str) -> Volume:
    slices = 1 if extension in PICTURES else 12
    random = np.random.default_rng(0)
    return Volume(random.integers(0, 255, (slices, 64, 64)).astype(np.uint8))


@pytest.mark.parametrize("kept", (0.98, 0.6, 0.05))
@pytest.mark.parametrize("extension", VOLUMES + PICTURES)
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, extension: str, kept: float) -> None:
    path = tmp_path / f"scan{extension}"
    write_volume(path, noise(extension))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(UserError, match=rf"scan{extension}"):
        read_volume(path)


@pytest.mark.parametrize("extension", VOLUMES + PICTURES)
def test_an_empty_file_is_called_empty(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"scan{extension}"
    path.touch()
    with pytest.raises(UserError, match="is empty"):
        read_volume(path)


@pytest.mark.parametrize("extension", VOLUMES + PICTURES)
def test_a_text_with_the_name_of_an_image_is_refused(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"scan{extension}"
    path.write_text("this is no image, but long enough to be mistaken for a header\n" * 40)
    with pytest.raises(UserError, match="cannot be read"):
        read_volume(path)


def test_a_missing_file_and_a_missing_series_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no file .*gone\.nrrd"):
        read_volume(tmp_path / "gone.nrrd")
    with pytest.raises(UserError, match=r"no folder .*gone"):
        read_volume(f"{tmp_path / 'gone'}#1.2.3")


def test_an_unknown_extension_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(UserError, match=r"\.nrrd.*\.nii\.gz"):
        read_volume(tmp_path / "a.docx")


def test_gzip_files_of_several_members_are_whole(tmp_path: Path) -> None:
    write_volume(tmp_path / "a.nii", noise(".nii"))
    data = (tmp_path / "a.nii").read_bytes()
    split = gzip.compress(data[:5000]) + gzip.compress(data[5000:])
    (tmp_path / "b.nii.gz").write_bytes(split)
    np.testing.assert_array_equal(read_volume(tmp_path / "b.nii.gz").array, noise(".nii").array)
    (tmp_path / "b.nii.gz").write_bytes(split[:-4000])
    with pytest.raises(UserError, match="cut short"):
        read_volume(tmp_path / "b.nii.gz")
