"""Volumes survive the way through a file: voxels, type, colour and position in space."""

from __future__ import annotations

import ast
import math
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
import SimpleITK as sitk
from numpy.typing import NDArray

from medaiassist_engine.contract.errors import GeometryError, UserError
from medaiassist_engine.contract.payloads import Matrix, Volume, matrix
from medaiassist_engine.files.volumes import read_volume, write_volume

Array = NDArray[Any]
FORMATS = (".nrrd", ".nii", ".nii.gz", ".mha")
DTYPES = (
    *("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float32", "float64"),
)


def rotation(x: float, y: float, z: float) -> Array:
    cx, cy, cz = (math.cos(math.radians(a)) for a in (x, y, z))
    sx, sy, sz = (math.sin(math.radians(a)) for a in (x, y, z))
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def grid(
    axes: Array,
    spacing: tuple[float, ...] = (0.7, 1.3, 2.9),
    origin: tuple[float, ...] = (-101.25, 33.123456, 7.5),
) -> Matrix:
    full = np.eye(4)
    full[:3, :3] = axes * np.array(spacing)
    full[:3, 3] = origin
    return matrix(full)


GRIDS = {
    "axial": grid(np.diag([-1.0, -1.0, 1.0])),
    "oblique": grid(rotation(12, -23, 34)),
    "left-handed": grid(rotation(12, -23, 34) @ np.diag([1.0, 1.0, -1.0])),
    "sagittal": grid(np.array([[0.0, 0, 1], [-1, 0, 0], [0, 1, 0]]), (0.5, 0.25, 6.0)),
}


def ramp(shape: tuple[int, ...] = (3, 4, 5), dtype: str = "int16") -> Array:
    return np.arange(math.prod(shape)).reshape(shape).astype(dtype)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("name", GRIDS)
def test_a_volume_reads_back_with_its_grid(tmp_path: Path, extension: str, name: str) -> None:
    path = tmp_path / f"a{extension}"
    write_volume(path, Volume(ramp(), GRIDS[name]))
    back = read_volume(path)
    np.testing.assert_array_equal(back.array, ramp())
    np.testing.assert_allclose(back.ijk_to_ras, GRIDS[name], atol=1e-5)
    assert back.array.dtype == np.int16
    assert not back.colour


@pytest.mark.parametrize("extension", (".nii", ".nii.gz"))
@pytest.mark.parametrize("name", GRIDS)
def test_nibabel_finds_every_voxel_of_a_nifti_file_at_the_same_place(
    tmp_path: Path, extension: str, name: str
) -> None:
    path = tmp_path / f"a{extension}"
    write_volume(path, Volume(ramp(), GRIDS[name]))
    image = nibabel.Nifti1Image.from_filename(path)
    np.testing.assert_array_equal(np.asarray(image.dataobj), ramp().T)
    np.testing.assert_allclose(image.get_sform(), GRIDS[name], atol=1e-5)
    np.testing.assert_allclose(image.get_qform(), GRIDS[name], atol=1e-4)


@pytest.mark.parametrize("name", GRIDS)
def test_a_nifti_file_of_nibabel_is_read_where_nibabel_put_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.nii.gz"
    nibabel.save(nibabel.Nifti1Image(ramp().T, np.array(GRIDS[name])), path)
    back = read_volume(path)
    np.testing.assert_array_equal(back.array, ramp())
    np.testing.assert_allclose(back.ijk_to_ras, GRIDS[name], atol=1e-5)


@pytest.mark.parametrize("name", GRIDS)
def test_an_nrrd_header_states_the_grid_in_lps(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.nrrd"
    write_volume(path, Volume(ramp(), GRIDS[name]))
    header = path.read_bytes().split(b"\n\n")[0].decode()
    fields = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    columns = [ast.literal_eval(vector) for vector in fields["space directions"].split(" ")]
    lps = np.eye(4)
    lps[:3, :3] = np.array(columns).T
    lps[:3, 3] = ast.literal_eval(fields["space origin"])
    assert fields["space"] == "left-posterior-superior"
    np.testing.assert_allclose(np.diag([-1, -1, 1, 1]) @ lps, GRIDS[name], atol=1e-12)


def test_simpleitk_maps_an_index_of_the_written_file_to_the_same_point(tmp_path: Path) -> None:
    path = tmp_path / "a.mha"
    write_volume(path, Volume(ramp(), GRIDS["left-handed"]))
    lps = sitk.ReadImage(str(path)).TransformContinuousIndexToPhysicalPoint((4.0, 2.0, 1.0))
    ras = np.array(GRIDS["left-handed"]) @ [4.0, 2.0, 1.0, 1.0]
    np.testing.assert_allclose(np.array(lps) * [-1, -1, 1], ras[:3], atol=1e-9)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_every_type_of_voxel_reads_back_exactly(tmp_path: Path, extension: str, dtype: str) -> None:
    kind = np.dtype(dtype)
    low, high = (
        (np.finfo(kind).min, np.finfo(kind).max)
        if kind.kind == "f"
        else (np.iinfo(kind).min, np.iinfo(kind).max)
    )
    array = np.array([low, 0, 1, high], dtype=kind).reshape(1, 2, 2)
    path = tmp_path / f"a{extension}"
    write_volume(path, Volume(array, GRIDS["oblique"]))
    back = read_volume(path)
    assert back.array.dtype == kind
    np.testing.assert_array_equal(back.array, array)


@pytest.mark.parametrize(
    ("given", "stored"), [("float16", "float32"), ("bool", "uint8"), (">i2", "int16")]
)
def test_types_that_itk_lacks_are_stored_in_one_that_holds_them(
    tmp_path: Path, given: str, stored: str
) -> None:
    array = np.array([0, 1, 1, 0]).reshape(1, 2, 2).astype(given)
    write_volume(tmp_path / "a.nrrd", Volume(array))
    back = read_volume(tmp_path / "a.nrrd")
    assert back.array.dtype == stored
    np.testing.assert_array_equal(back.array, array)


@pytest.mark.parametrize("extension", (".nrrd", ".nii.gz", ".mha", ".png", ".bmp", ".tif"))
def test_colour_reads_back_as_colour(tmp_path: Path, extension: str) -> None:
    array = ramp((1, 4, 5, 3), "uint8")
    path = tmp_path / f"a{extension}"
    write_volume(path, Volume(array, colour=True))
    back = read_volume(path)
    np.testing.assert_array_equal(back.array, array)
    assert back.colour


def test_a_vector_field_reads_back_as_vectors(tmp_path: Path) -> None:
    array = ramp((2, 4, 5, 3), "float32")
    write_volume(tmp_path / "a.nrrd", Volume(array, GRIDS["oblique"]))
    back = read_volume(tmp_path / "a.nrrd")
    np.testing.assert_array_equal(back.array, array)
    np.testing.assert_allclose(back.ijk_to_ras, GRIDS["oblique"], atol=1e-12)
    assert not back.colour


@pytest.mark.parametrize("extension", (".png", ".bmp", ".tif"))
def test_a_grey_picture_is_one_slice(tmp_path: Path, extension: str) -> None:
    array = ramp((1, 4, 5), "uint8")
    write_volume(tmp_path / f"a{extension}", Volume(array))
    np.testing.assert_array_equal(read_volume(tmp_path / f"a{extension}").array, array)


def test_a_jpeg_looks_like_the_volume_it_was_written_from(tmp_path: Path) -> None:
    smooth = np.tile(np.linspace(0, 255, 64), (64, 1)).astype(np.uint8)[np.newaxis]
    write_volume(tmp_path / "a.jpg", Volume(smooth))
    back = read_volume(tmp_path / "a.jpg").array
    assert np.abs(back.astype(int) - smooth).max() <= 4


@pytest.mark.parametrize(
    ("name", "array", "words"),
    [
        ("a.png", ramp((3, 4, 5), "uint8"), "one slice"),
        ("a.png", ramp((1, 4, 5), "float32"), "uint8 or uint16"),
        ("a.jpg", ramp((1, 4, 5), "uint16"), "holds uint8"),
        ("a.jpg", ramp((1, 4, 5, 4), "uint8"), "4 components"),
        ("a.nrrd", ramp((1, 4, 5)).astype(complex), "complex128"),
        ("a.xyz", ramp(), ".nrrd"),
        ("a.mhd", ramp(), ".mha"),
    ],
)
def test_what_a_format_cannot_hold_is_refused_with_the_remedy(
    tmp_path: Path, name: str, array: Array, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        write_volume(tmp_path / name, Volume(array))
    assert list(tmp_path.iterdir()) == []


def test_sheared_axes_are_kept_by_nrrd_and_refused_by_nifti(tmp_path: Path) -> None:
    axes = np.eye(3)
    axes[:, 2] = (0.0, math.sin(0.3), math.cos(0.3))
    volume = Volume(ramp(), grid(axes))
    write_volume(tmp_path / "a.nrrd", volume)
    np.testing.assert_allclose(
        read_volume(tmp_path / "a.nrrd").ijk_to_ras, volume.ijk_to_ras, atol=1e-12
    )
    with pytest.raises(UserError, match="sheared"):
        write_volume(tmp_path / "a.nii.gz", volume)


def test_a_sheared_nifti_file_is_read_although_itk_refuses_it(tmp_path: Path) -> None:
    affine = np.diag([1.0, 2.0, 3.0, 1.0])
    affine[1, 2] = 0.8
    nibabel.save(nibabel.Nifti1Image(ramp().T, affine), tmp_path / "a.nii")
    back = read_volume(tmp_path / "a.nii")
    np.testing.assert_array_equal(back.array, ramp())
    np.testing.assert_allclose(back.ijk_to_ras, affine, atol=1e-6)


def test_degenerate_axes_are_refused(tmp_path: Path) -> None:
    flat = np.diag([1.0, 1.0, 0.0, 1.0])
    with pytest.raises(GeometryError):
        write_volume(tmp_path / "a.nrrd", Volume(ramp(), matrix(flat)))
    assert list(tmp_path.iterdir()) == []


def test_a_time_series_is_refused_but_a_fourth_axis_of_one_is_not(tmp_path: Path) -> None:
    for frames in (1, 2):
        array = np.stack([ramp().T] * frames, axis=-1)
        nibabel.save(nibabel.Nifti1Image(array, np.eye(4)), tmp_path / f"{frames}.nii")
    np.testing.assert_array_equal(read_volume(tmp_path / "1.nii").array, ramp())
    with pytest.raises(UserError, match="2 volumes"):
        read_volume(tmp_path / "2.nii")


@pytest.mark.parametrize("extension", (*FORMATS, ".png"))
def test_names_with_spaces_and_other_alphabets_work(tmp_path: Path, extension: str) -> None:
    folder = tmp_path / "größe 测试 Ω"
    folder.mkdir()
    path = folder / f"Läsion № 1 é{extension}"
    write_volume(path, Volume(ramp((1, 4, 5), "uint8")))
    np.testing.assert_array_equal(read_volume(path).array, ramp((1, 4, 5), "uint8"))
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_header_entries_are_written_into_nrrd_files_word_for_word(tmp_path: Path) -> None:
    text = '{"a": "b = c; ä", "d": [1.5]}'
    write_volume(tmp_path / "a.nrrd", Volume(ramp()), {"MedAIAssist.HowMade": text})
    image = sitk.ReadImage(str(tmp_path / "a.nrrd"))
    assert image.GetMetaData("MedAIAssist.HowMade") == text
