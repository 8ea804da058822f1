"""DICOM series are read where the scanner put them; what is ambiguous is asked, not guessed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Volume
from medaiassist_engine.files import dicom_series
from medaiassist_engine.files.dicom_series import series_in
from medaiassist_engine.files.volumes import read_volume

ROW, COLUMN = np.array([0.0, 0.8, -0.6]), np.array([0.0, 0.6, 0.8])  # oblique, LPS
STEP = np.array([-2.5, 0.0, 0.0])  # left-handed: against the normal
SPACING = (0.75, 0.5)
FIRST = np.array([10.0, -20.0, 30.0])
VOXELS = np.arange(4 * 6 * 5, dtype=np.int16).reshape(4, 6, 5) - 60


def write_series(
    folder: Path, uid: str, step: NDArray[np.float64] = STEP, skip: int = -1, suffix: str = ".dcm"
) -> None:
    """Slices with names in the wrong order, so that only their positions tell the right one."""
    folder.mkdir(exist_ok=True)
    writer = sitk.ImageFileWriter()
    writer.KeepOriginalImageUIDOn()
    for index, pixels in enumerate(VOXELS):
        if index == skip:
            continue
        image = sitk.GetImageFromArray(pixels[np.newaxis])
        image.SetSpacing((*SPACING, 1.0))
        position = FIRST + index * step
        tags = {
            "0008|0016": "1.2.840.10008.5.1.4.1.1.2",
            "0008|0018": f"{uid}.{index + 1}",
            "0008|0060": "CT",
            "0010|0010": "Secret^Name",
            "0020|000d": "1.2.3",
            "0020|000e": uid,
            "0020|0013": str(index),
            "0020|0032": "\\".join(f"{v:.6f}" for v in position),
            "0020|0037": "\\".join(f"{v:.6f}" for v in (*ROW, *COLUMN)),
            "0028|1052": "0",
            "0028|1053": "1",
        }
        for key, value in tags.items():
            image.SetMetaData(key, value)
        name = folder / f"{uid}-{9 - index}.dcm"
        writer.SetFileName(str(name))
        writer.Execute(image)
        name.rename(name.with_suffix(suffix))


def expected_points() -> NDArray[np.float64]:
    """RAS of every voxel by the DICOM equation (PS3.3 C.7.6.2.1.1), shape (k, j, i, 3)."""
    k, j, i = np.indices(VOXELS.shape)[..., np.newaxis]
    lps = FIRST + i * SPACING[0] * ROW + j * SPACING[1] * COLUMN + k * STEP
    return lps * [-1, -1, 1]


def assert_placed(volume: Volume, points: NDArray[np.float64]) -> None:
    """Every voxel value lies where the equation puts it, in whatever order the slices are."""
    k, j, i = np.indices(volume.array.shape)
    found = np.stack([i, j, k, np.ones_like(i)], -1) @ np.array(volume.ijk_to_ras).T
    order = np.argsort(volume.array, axis=None)
    np.testing.assert_array_equal(volume.array.ravel()[order], VOXELS.ravel())
    np.testing.assert_allclose(
        found[..., :3].reshape(-1, 3)[order], points.reshape(-1, 3), atol=1e-4
    )


@pytest.mark.parametrize("suffix", (".dcm", ""))
def test_every_voxel_lies_where_dicom_puts_it(tmp_path: Path, suffix: str) -> None:
    write_series(tmp_path / "ct ä", "1.2.3.4", suffix=suffix)
    assert_placed(read_volume(tmp_path / "ct ä"), expected_points())


def test_a_tilted_gantry_gives_the_sheared_grid_that_was_scanned(tmp_path: Path) -> None:
    tilted = STEP + 0.4 * COLUMN
    write_series(tmp_path / "ct", "1.2.3.4", tilted)
    k = np.arange(4).reshape(4, 1, 1, 1)
    assert_placed(read_volume(tmp_path / "ct"), expected_points() + k * 0.4 * COLUMN * [-1, -1, 1])


def test_a_missing_slice_is_refused(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", "1.2.3.4", skip=2)
    with pytest.raises(UserError, match="not evenly spaced"):
        read_volume(tmp_path / "ct")


def test_one_of_several_series_must_be_chosen_by_its_uid(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", "1.2.3.4")
    write_series(tmp_path / "ct", "1.2.3.5")
    with pytest.raises(UserError, match=r"2 series.*#1\.2\.3\.4.*1\.2\.3\.5") as caught:
        read_volume(tmp_path / "ct")
    assert "Secret" not in str(caught.value)
    assert_placed(read_volume(f"{tmp_path / 'ct'}#1.2.3.5"), expected_points())
    with pytest.raises(UserError, match=r"no series 9\.9"):
        read_volume(f"{tmp_path / 'ct'}#9.9")


def test_a_single_file_is_one_slice(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", "1.2.3.4")
    volume = read_volume(tmp_path / "ct" / "1.2.3.4-7.dcm")
    np.testing.assert_array_equal(volume.array, VOXELS[2:3])


def test_a_folder_without_dicom_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no DICOM images"):
        read_volume(tmp_path)


def test_a_slice_that_is_cut_short_is_reported(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", "1.2.3.4")
    slice_file = tmp_path / "ct" / "1.2.3.4-8.dcm"
    slice_file.write_bytes(slice_file.read_bytes()[:-30])
    with pytest.raises(UserError, match="ct"):
        read_volume(tmp_path / "ct")


def test_odd_files_do_not_hinder_the_series_beside_them(tmp_path: Path) -> None:
    folder = tmp_path / "ct"
    write_series(folder, "1.2.3.4")
    whole = (folder / "1.2.3.4-8.dcm").read_bytes()
    (folder / "notes.txt").write_text("CT of 1.2.3.4")
    (folder / "empty.dcm").touch()
    (folder / "DICOMDIR").write_bytes(b"\0" * 128 + b"DICM" + b"1.2.840.10008.1.3.10 1.2.3.4")
    assert_placed(read_volume(folder), expected_points())
    write_series(folder, "1.2.3.5")
    (folder / "cut.dcm").write_bytes(whole[:-10])
    assert_placed(read_volume(f"{folder}#1.2.3.5"), expected_points())
    with pytest.raises(UserError, match="a slice is damaged"):
        read_volume(f"{folder}#1.2.3.4")


def test_a_folder_that_itk_gives_up_on_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_series(tmp_path / "ct", "1.2.3.4")

    def fails(*_: object) -> None:
        raise RuntimeError("a file is odd")

    monkeypatch.setattr(sitk.ImageSeriesReader, "GetGDCMSeriesIDs", fails)
    monkeypatch.setattr(sitk.ImageSeriesReader, "GetGDCMSeriesFileNames", fails)
    assert_placed(read_volume(tmp_path / "ct"), expected_points())


def test_slices_are_ordered_as_itk_orders_them(tmp_path: Path) -> None:
    for uid, step in (("1.2.3.4", STEP), ("1.2.3.5", -STEP), ("1.2.3.6", STEP + COLUMN)):
        write_series(tmp_path, uid, step)
    for uid, files in series_in(tmp_path).files.items():
        names = sitk.ImageSeriesReader.GetGDCMSeriesFileNames(str(tmp_path), uid)
        assert [Path(name) for name in names] == list(files)


def test_many_series_in_a_folder_are_looked_for_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = dicom_series.read_header

    def counted(path: Path) -> sitk.ImageFileReader | None:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(dicom_series, "read_header", counted)
    for n in range(5):
        write_series(tmp_path, f"1.2.3.{n}")
    for n in range(5):
        read_volume(f"{tmp_path}#1.2.3.{n}")
    assert len(read) == len(set(read)) == 5 * len(VOXELS)
    (tmp_path / "1.2.3.0-9.dcm").unlink()
    assert read_volume(f"{tmp_path}#1.2.3.0").array.shape[0] == len(VOXELS) - 1


def test_looking_for_series_can_be_stopped_at_every_file(tmp_path: Path) -> None:
    write_series(tmp_path, "1.2.3.4")
    seen: list[float] = []

    def stop(fraction: float) -> None:
        seen.append(fraction)
        if len(seen) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_volume(tmp_path, stop)
    assert seen == [0, 0.25, 0.5]
    assert_placed(read_volume(tmp_path), expected_points())
