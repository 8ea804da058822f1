"""The radiomics operation: rows, columns, notes, and what does not change its results."""

from __future__ import annotations

import math
import os
import threading
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Matrix, Segment, Table, Volume
from medaiassist_engine.execution import execute
from medaiassist_engine.features.radiomics.extract import radiomics
from medaiassist_engine.features.radiomics.operation import run_radiomics
from medaiassist_engine.features.radiomics.parameters import RadiomicsParameters

OBLIQUE: Matrix = (
    (0.96, -0.56, 0.0, -31.0), (0.36, 1.08, 0.9, 12.0), (-0.3, 0.3, -1.9, 7.0), (0, 0, 0, 1.0),
)  # fmt: skip
PLAIN = RadiomicsParameters()
SLICE, COLUMN, ROW = (f"original_shape_Maximum2DDiameter{p}" for p in ("Slice", "Column", "Row"))


def picture(shape: tuple[int, ...] = (12, 20, 22)) -> NDArray[np.int16]:
    noise = np.random.default_rng(0).normal(100, 60, shape)
    return (noise + 10 * np.indices(shape)[0]).astype(np.int16)


def ellipsoid(shape: tuple[int, ...] = (12, 20, 22)) -> NDArray[np.uint8]:
    k, j, i = np.indices(shape)
    return ((((k - 5) / 4) ** 2 + ((j - 9) / 6) ** 2 + ((i - 10) / 8) ** 2) < 1).astype(np.uint8)


def scaled(spacing: tuple[float, float, float]) -> Matrix:
    i, j, k = spacing
    return ((i, 0.0, 0.0, 0.0), (0.0, j, 0.0, 0.0), (0.0, 0.0, k, 0.0), (0.0, 0.0, 0.0, 1.0))


def features(table: Table, row: int = 0) -> dict[str, float]:
    return {c.name: float(c.values[row]) for c in table.columns[2:]}


def measure(
    array: NDArray[Any], mask: NDArray[Any], matrix: Matrix, p: RadiomicsParameters = PLAIN
) -> dict[str, float]:
    labels = LabelMap(mask, matrix, (Segment(1, "Tumour"),))
    return features(run_radiomics(Volume(array, matrix), p, Context(), segments=labels))


def test_each_segment_has_a_row_and_each_feature_a_column_with_unit_and_definition() -> None:
    labels = ellipsoid()
    labels[:, :, 12:] *= 2
    segments = (Segment(1, "Left"), Segment(2, "Right"))
    inputs = {
        "volume": Volume(picture(), OBLIQUE, "CT"),
        "segments": LabelMap(labels, OBLIQUE, segments),
    }
    context = Context()
    table = execute(operation("features.radiomics"), inputs, PLAIN, context)["table"]
    assert [c.name for c in table.columns[:2]] == ["case", "segment"]
    assert table.columns[0].texts == ("CT", "CT")
    assert table.columns[1].texts == ("Left", "Right")
    assert len(table.columns) == 2 + 107
    assert all(c.description.endswith(").") and len(c.values) == 2 for c in table.columns[2:])
    units = {c.name: c.unit for c in table.columns}
    assert units["original_shape_MeshVolume"] == "mm³"
    assert units["original_firstorder_TotalEnergy"] == "intensity² mm³"
    assert units["original_glcm_Contrast"] == ""
    assert context.notes == []
    one = np.where(labels == 2, 1, 0)
    expected = radiomics(picture(), one, spacing(OBLIQUE))
    assert features(table, 1) == pytest.approx(expected, rel=1e-9)


def spacing(matrix: Matrix) -> tuple[float, float, float]:
    i, j, k = np.linalg.norm(np.asarray(matrix)[:3, :3], axis=0).tolist()
    return k, j, i


def test_filtered_images_are_named_as_by_pyradiomics() -> None:
    p = RadiomicsParameters(log_sigmas="2 3.5", wavelet=True, other_images="square, Gradient")
    names = set(measure(picture(), ellipsoid(), scaled((1, 1, 2)), p))
    assert len(names) == 14 + 13 * 93
    assert {"log-sigma-2-0-mm-3D_firstorder_Mean", "log-sigma-3-5-mm-3D_ngtdm_Busyness"} <= names
    assert {"wavelet-LLH_glrlm_RunEntropy", "wavelet-LLL_glcm_Contrast"} <= names
    assert {"square_glcm_MCC", "gradient_gldm_DependenceEntropy"} <= names


def test_the_whole_volume_or_a_region_of_it_can_be_measured() -> None:
    volume = Volume(picture(), scaled((1, 1, 2)))
    region = Boxes(np.array([[6.0, 5.0, 8.0]]), np.array([[5.0, 7.0, 8.0]]), np.eye(3)[None])
    whole = run_radiomics(volume, PLAIN, Context())
    part = run_radiomics(volume, PLAIN, Context(), region=region)
    assert whole.columns[1].texts == ("whole volume",)
    assert features(whole)["original_shape_VoxelVolume"] == volume.array.size * 2
    assert features(part)["original_shape_VoxelVolume"] == 5 * 7 * 5 * 2


@pytest.mark.parametrize("turn", ["oblique", "left-handed", "moved"])
def test_directions_and_origin_do_not_matter(turn: str) -> None:
    full = np.array(OBLIQUE)
    steps = spacing(OBLIQUE)
    plain = measure(picture(), ellipsoid(), scaled((steps[2], steps[1], steps[0])))
    if turn == "left-handed":
        full[:3, 0] *= -1
    if turn == "moved":
        full[:3, 3] += 1000
    matrix = tuple(tuple(row) for row in full.tolist())
    assert measure(picture(), ellipsoid(), matrix) == pytest.approx(plain, rel=1e-9)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_flipping_the_array_changes_nothing(axis: int) -> None:
    plain = measure(picture(), ellipsoid(), scaled((1, 1.5, 3)))
    flipped = measure(np.flip(picture(), axis), np.flip(ellipsoid(), axis), scaled((1, 1.5, 3)))
    assert flipped == pytest.approx(plain, rel=1e-9)


def test_swapping_the_arrays_axes_swaps_only_the_diameters_in_planes() -> None:
    plain = measure(picture(), ellipsoid(), scaled((1, 1.5, 3)))
    turned = measure(
        picture().transpose(2, 1, 0), ellipsoid().transpose(2, 1, 0), scaled((3, 1.5, 1))
    )
    plain[SLICE], plain[ROW] = plain[ROW], plain[SLICE]
    assert turned == pytest.approx(plain, rel=1e-9)


def test_the_number_of_threads_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    big = (24, 40, 40)
    p = RadiomicsParameters(bin_width=5, wavelet=True)
    found = []
    for count in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        mask = np.ones(big, np.uint8)
        found.append(measure(picture(big), mask, scaled((1, 1, 1)), p))
    assert found[0] == found[1] == found[2]


def test_a_slice_gets_shape_in_2d() -> None:
    p = RadiomicsParameters()
    mask = np.zeros((1, 20, 30), np.uint8)
    mask[0, 5:9, 10:22] = 1
    found = measure(picture((1, 20, 30)), mask, scaled((2, 3, 5)), p)
    assert not any("_shape_" in name for name in found)
    corner = math.hypot(2, 3) / 2
    expected = {
        "PixelSurface": 4 * 12 * 6,
        "MeshSurface": 4 * 12 * 6 - 4 * 6 / 8,
        "Perimeter": 2 * 11 * 2 + 2 * 3 * 3 + 4 * corner,
        "MaximumDiameter": math.hypot(12 * 2, 3 * 3),
        "MajorAxisLength": 4 * math.sqrt(12 * 4 * (12**2 - 1) / 12 / 47) * 2,
        "MinorAxisLength": 4 * math.sqrt(12 * 4 * (4**2 - 1) / 12 / 47) * 3,
    }
    for name, value in expected.items():
        assert found[f"original_shape2D_{name}"] == pytest.approx(value), name
    assert math.isfinite(found["original_glrlm_RunEntropy"])


def test_the_thin_axis_of_a_slice_may_be_any() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[5:9, 10:22] = 1
    image = picture((1, 20, 30))[0]
    found = [
        measure(np.expand_dims(image, a), np.expand_dims(mask, a), scaled((1, 1, 1)))
        for a in range(3)
    ]
    assert found[1] == pytest.approx(found[0]) and found[2] == pytest.approx(found[0])


def test_progress_rises_and_names_segment_and_image_and_cancel_stops() -> None:
    seen: list[tuple[float, str]] = []
    cancelled = threading.Event()
    volume = Volume(picture(), scaled((1, 1, 1)))
    labels = LabelMap(ellipsoid(), scaled((1, 1, 1)), (Segment(1, "Tumour"),))
    p = RadiomicsParameters(wavelet=True)
    run_radiomics(volume, p, Context(lambda f, t: seen.append((f, t))), segments=labels)
    assert [f for f, _ in seen] == sorted(f for f, _ in seen) and seen[-1][0] == 1
    assert "Tumour: wavelet-LLH" in {t for _, t in seen}
    cancelled.set()
    with pytest.raises(Cancelled):
        run_radiomics(volume, p, Context(cancelled=cancelled), segments=labels)
