"""What holds for HOG, LBP and Gabor alike: geometry, bad inputs, cancelling, repeatability."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import Cancelled, GeometryError, UserError
from medaiassist_engine.contract.params import parameters_of
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.contract.validation import check, validate
from medaiassist_engine.execution import execute

IDS = ("features.hog", "features.lbp", "features.gabor")
CASES = [(name, mode) for name in IDS for mode in ("2d", "3d")]
EVERY = pytest.mark.parametrize(("name", "mode"), CASES)
SPACING = np.array([1.0, 1.5, 2.0])


def run(name: str, mode: str, volume: Volume, context: Context | None = None, **slots: Any) -> Any:
    settings: dict[str, Any] = {"mode": mode}
    if name == "features.hog":
        settings |= {"cells_across": 3}
    found = operation(name)
    return execute(
        found,
        {"volume": volume, **slots},
        validate(found.parameters, settings),
        context or Context(),
    )


def numbers(table: Table) -> np.ndarray:
    return np.array([c.values for c in table.columns if c.values is not None])


def scan(ijk_to_ras: np.ndarray | None = None) -> tuple[Volume, LabelMap]:
    array = np.random.default_rng(0).normal(100, 20, (16, 24, 28))
    labels = np.zeros(array.shape, np.uint8)
    labels[2:13, 3:20, 5:22] = 1
    grid = matrix(np.diag([*SPACING, 1.0]) if ijk_to_ras is None else ijk_to_ras)
    return Volume(array, grid, "Scan"), LabelMap(labels, grid, (Segment(1, "tumour"),), "Seg")


def rotation() -> np.ndarray:
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]
    return turn * np.sign(np.linalg.det(turn))


@EVERY
@pytest.mark.parametrize("kind", ["rotated", "left-handed", "moved", "all"])
def test_turning_mirroring_or_moving_the_axes_changes_no_number(
    name: str, mode: str, kind: str
) -> None:
    volume, segments = scan()
    full = np.diag([*SPACING, 1.0])
    if kind in ("rotated", "all"):
        full[:3, :3] = rotation() @ full[:3, :3]
    if kind in ("left-handed", "all"):
        full[:3, 1] *= -1
    if kind in ("moved", "all"):
        full[:3, 3] = (-310.0, 42.0, 1000.0)
    other, other_segments = scan(full)
    expected = run(name, mode, volume, segments=segments)
    found = run(name, mode, other, segments=other_segments)
    np.testing.assert_allclose(
        numbers(found["features"]), numbers(expected["features"]), rtol=1e-6, atol=1e-9
    )
    np.testing.assert_allclose(found["picture"].array, expected["picture"].array, atol=1e-4)
    assert found["picture"].ijk_to_ras == other.ijk_to_ras


@EVERY
def test_a_region_limits_the_whole_volume(name: str, mode: str) -> None:
    volume, _ = scan()
    region = Boxes(np.array([[14.0, 18, 16]]), np.array([[16.0, 21, 16]]), np.eye(3)[None])
    labels = np.zeros(volume.array.shape, np.uint8)
    labels[4:13, 5:20, 6:23] = 1
    expected = run(name, mode, volume, segments=LabelMap(labels, volume.ijk_to_ras))
    found = run(name, mode, volume, region=region)
    assert found["features"].columns[1].texts[0] == "whole volume"
    np.testing.assert_array_equal(numbers(found["features"]), numbers(expected["features"]))


@EVERY
def test_a_segment_that_touches_the_border_is_measured(name: str, mode: str) -> None:
    volume, segments = scan()
    labels = np.zeros_like(segments.array)
    labels[:, :12] = 1
    table = run(name, mode, volume, segments=LabelMap(labels, volume.ijk_to_ras))["features"]
    assert np.isfinite(numbers(table)).all()


@EVERY
def test_bad_inputs_are_refused_in_words(name: str, mode: str) -> None:
    volume, segments = scan()
    colour = Volume(np.zeros((4, 5, 6, 3), np.uint8), name="Photo", colour=True)
    with pytest.raises(UserError, match=r"'Photo' is a colour picture with 3 values per voxel"):
        run(name, mode, colour)
    with pytest.raises(UserError, match="4D volume"):
        run(name, mode, Volume(np.zeros((4, 5, 6, 2))))
    with pytest.raises(UserError, match=r"NaN or infinite"):
        run(name, mode, Volume(np.full((4, 5, 6), np.nan)))
    with pytest.raises(UserError, match=r"'Seg' has no voxels; draw a segment first"):
        empty = LabelMap(np.zeros_like(segments.array), volume.ijk_to_ras, segments.segments, "Seg")
        run(name, mode, volume, segments=empty)
    with pytest.raises(GeometryError, match="other voxels"):
        run(name, mode, volume, segments=LabelMap(segments.array[1:], volume.ijk_to_ras))
    far = Boxes(np.array([[900.0, 0, 0]]), np.ones((1, 3)), np.eye(3)[None])
    with pytest.raises(UserError, match="region lies outside 'Scan'"):
        run(name, mode, volume, region=far)
    with pytest.raises(UserError, match="region lies outside 'Scan'"):
        run(name, mode, volume, segments=segments, region=far)


@EVERY
def test_one_voxel_is_undefined_or_refused_but_never_a_crash(name: str, mode: str) -> None:
    volume, segments = scan()
    labels = np.zeros_like(segments.array)
    labels[5, 6, 7] = 1
    labels[8:, 9:, 9:] = 2
    context = Context()
    one = LabelMap(labels, volume.ijk_to_ras)
    table = run(name, mode, volume, context, segments=one)["features"]
    if name == "features.hog":
        assert np.isnan(numbers(table)[:, 0]).all() and "too small" in context.notes[0]
        with pytest.raises(UserError, match="nowhere"):
            run(name, mode, Volume(np.zeros((1, 1, 1))))
    else:
        assert np.isfinite(numbers(table)).all()
        run(name, mode, Volume(np.zeros((1, 1, 1))))


@EVERY
def test_a_constant_image_gives_numbers_and_a_note(name: str, mode: str) -> None:
    context = Context()
    table = run(name, mode, Volume(np.full((18, 24, 24), 40, np.int16)), context)["features"]
    undefined = [c.name for c in table.columns if c.values is not None and np.isnan(c.values).any()]
    assert all(name.endswith("anisotropy") for name in undefined)
    assert any("constant" in note for note in context.notes)


@EVERY
def test_it_stops_when_cancelled_and_repeats_itself(name: str, mode: str) -> None:
    volume, segments = scan()
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        run(name, mode, volume, Context(cancelled=cancelled))
    fractions: list[float] = []
    context = Context(report=lambda f, _: fractions.append(f))
    volume.array.setflags(write=False)
    first = run(name, mode, volume, context, segments=segments)
    again = run(name, mode, volume, segments=segments)
    np.testing.assert_array_equal(numbers(first["features"]), numbers(again["features"]))
    assert fractions == sorted(fractions) and fractions[-1] == 1


@pytest.mark.parametrize("name", IDS)
def test_defaults_are_allowed_and_choices_have_titles(name: str) -> None:
    for parameter in parameters_of(operation(name).parameters):
        assert check(parameter, parameter.default) == parameter.default
        assert parameter.spec.label and parameter.spec.help
        assert len(parameter.spec.titles) == len(parameter.choices)


@EVERY
@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int16, np.float16, np.float32, np.int64])
def test_every_voxel_type_is_taken(name: str, mode: str, dtype: Any) -> None:
    array = (np.random.default_rng(0).random((10, 20, 20)) * 2).astype(dtype)
    found = run(name, mode, Volume(array))
    assert np.isfinite(found["picture"].array).all()
