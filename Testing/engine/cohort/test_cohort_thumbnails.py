"""Thumbnails show the slice that matters the way the slice views do."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from medaiassist_engine.cohort.load import run_load
from medaiassist_engine.cohort.parameters import LoadParameters, ThumbnailParameters
from medaiassist_engine.cohort.thumbnails import run_thumbnails
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, LabelMap, Segment, Table, Volume
from medaiassist_engine.files.labels import write_labels
from medaiassist_engine.files.volumes import write_volume

SIZE = 32


def matrix(*diagonal: float) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, np.diag([*diagonal, 1.0]).tolist()))


def pictures(images: list[str], masks: list[str] | None = None) -> tuple[np.ndarray, list[str]]:
    names = tuple(str(n) for n in range(len(images)))
    columns = [Column("case", texts=names), Column("image", texts=tuple(images))]
    if masks:
        columns.append(Column("mask", texts=tuple(masks)))
    context = Context()
    stack = run_thumbnails(Table(tuple(columns)), ThumbnailParameters(SIZE), context)
    return np.asarray(stack.array), context.notes


def corner(folder: Path, name: str, *diagonal: float) -> str:
    """A volume whose patient right anterior quarter is bright."""
    array = np.zeros((3, 16, 16), np.int16)
    j, i = np.indices((16, 16))
    right = (i < 8) == (diagonal[0] < 0)
    front = (j < 8) == (diagonal[1] < 0)
    array[:, right & front] = 100
    write_volume(folder / name, Volume(array, matrix(*diagonal)))
    return str(folder / name)


def test_patient_right_is_left_and_anterior_is_up_however_the_image_is_stored(
    tmp_path: Path,
) -> None:
    grids = ((-1, -1, 1), (1, -1, 1), (-1, 1, 1), (1, 1, 1))
    files = [corner(tmp_path, f"{n}.nrrd", *grid) for n, grid in enumerate(grids)]
    stack, _ = pictures(files)
    for picture in stack[..., 0]:
        bright = picture > 127
        rows, columns = np.nonzero(bright)
        assert bright.sum() == SIZE * SIZE / 4
        assert rows.max() < SIZE / 2
        assert columns.max() < SIZE / 2
    assert all((picture == stack[0]).all() for picture in stack)


def test_proportions_follow_the_spacing(tmp_path: Path) -> None:
    array = np.full((1, 16, 16), 50, np.int16)
    array[0, :, ::2] = 80
    write_volume(tmp_path / "a.nrrd", Volume(array, matrix(-1, -0.5, 1)))
    stack, _ = pictures([str(tmp_path / "a.nrrd")])
    filled = np.flatnonzero(stack[0, ..., 0].any(axis=1))
    assert (filled.min(), filled.max()) == (8, 23)


def test_the_slice_with_most_of_the_mask_is_outlined(tmp_path: Path) -> None:
    array = np.zeros((5, 16, 16), np.int16)
    array[4, 4:12, 4:12] = 100
    write_volume(tmp_path / "a.nrrd", Volume(array, matrix(-1, -1, 1)))
    labels = LabelMap((array > 0).astype(np.uint8), matrix(-1, -1, 1), (Segment(1, "s"),))
    write_labels(tmp_path / "m.seg.nrrd", labels)
    stack, _ = pictures([str(tmp_path / "a.nrrd")], [str(tmp_path / "m.seg.nrrd")])
    outlined = (stack[0] == (255, 200, 0)).all(axis=2)
    assert outlined.sum() == 4 * 15
    assert (stack[0][~outlined] == 255).any()


def test_colours_stay_and_bad_files_are_black_and_noted(tmp_path: Path) -> None:
    red = np.zeros((1, 8, 8, 3), np.uint8)
    red[..., 0] = 200
    write_volume(tmp_path / "red.png", Volume(red, colour=True))
    (tmp_path / "bad.nrrd").write_text("no image")
    files = [str(tmp_path / "red.png"), str(tmp_path / "bad.nrrd"), "", "node:vtk1"]
    stack, notes = pictures(files)
    assert (stack[0] == (200, 0, 0)).all()
    assert not stack[1:].any()
    assert notes == ["1 images could not be read: 1."]


def test_a_case_is_loaded_with_its_mask(tmp_path: Path) -> None:
    array = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    write_volume(tmp_path / "a.nrrd", Volume(array, matrix(-1, -1, 2)))
    labels = LabelMap((array > 30).astype(np.uint8), matrix(-1, -1, 2), (Segment(1, "tumour"),))
    write_labels(tmp_path / "m.seg.nrrd", labels)
    asked = LoadParameters(str(tmp_path / "a.nrrd"), str(tmp_path / "m.seg.nrrd"))
    outputs = run_load(asked, Context())
    np.testing.assert_array_equal(outputs["volume"].array, array)
    assert outputs["segments"].segments[0].name == "tumour"
