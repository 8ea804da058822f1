"""Where operations act: masks, oriented boxes and inputs that cannot be used."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import GeometryError, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Matrix, Volume, matrix
from medaiassist_engine.preprocess.checks import check_volume
from medaiassist_engine.preprocess.dtypes import saturate, working_dtype
from medaiassist_engine.preprocess.limits import Limit, find_limit
from medaiassist_engine.preprocess.threads import in_blocks


def boxes(*each: tuple[Any, Any, Any]) -> Boxes:
    centres, sizes, axes = (np.array(part, dtype=float) for part in zip(*each, strict=True))
    return Boxes(centres, sizes, axes)


def filled(limit: Limit, shape: tuple[int, ...]) -> np.ndarray:
    whole = np.zeros(shape, bool)
    whole[limit.box] = True if limit.inside is None else limit.inside
    return whole


@st.composite
def grids(draw: Any) -> Matrix:
    angles = [draw(st.floats(-180, 180)) for _ in range(3)]
    full = np.eye(4)
    full[:3, :3] = Rotation.from_euler("xyz", angles, degrees=True).as_matrix()
    full[:3, :3] *= [draw(st.floats(0.5, 3)) * draw(st.sampled_from([1, -1])) for _ in range(3)]
    full[:3, 3] = [draw(st.floats(-50, 50)) for _ in range(3)]
    return matrix(full)


@settings(max_examples=60, deadline=None)
@given(grids(), st.tuples(*(st.floats(1, 12),) * 3), st.tuples(*(st.floats(-180, 180),) * 3))
def test_a_voxel_is_inside_when_its_centre_is(
    ijk_to_ras: Matrix, size: tuple[float, ...], angles: tuple[float, ...]
) -> None:
    shape = (6, 7, 8)
    full = np.asarray(ijk_to_ras)
    axes = Rotation.from_euler("zyx", angles, degrees=True).as_matrix()
    one = full[:3, :3] @ (3, 4, 2) + full[:3, 3]
    two = full[:3, :3] @ (7, 0, 5) + full[:3, 3]
    region = boxes((one, size, axes), (two, (2.0, 2.0, 2.0), np.eye(3)))
    k, j, i = np.indices(shape)
    at = np.stack([i, j, k], -1) @ full[:3, :3].T + full[:3, 3]
    expected = np.zeros(shape, bool)
    for centre, half, turn in ((one, np.array(size) / 2, axes), (two, np.ones(3), np.eye(3))):
        expected |= (np.abs((at - centre) @ turn) <= half + 1e-6).all(-1)
    limit = find_limit(Volume(np.zeros(shape), ijk_to_ras), None, region, Context())
    np.testing.assert_array_equal(filled(limit, shape), expected)
    assert limit.inside is not None
    for axis in range(3):  # the box is the smallest one
        ends = np.take(limit.inside, [0, -1], axis)
        assert ends.any(axis=tuple(a for a in range(3) if a != axis)).all()


def test_mask_and_region_together_mean_their_intersection() -> None:
    volume = Volume(np.zeros((4, 5, 6)))
    mask = np.zeros((2, 4, 5, 6), np.uint8)  # two layers
    mask[0, :2], mask[1, 3] = 1, 7
    region = boxes(((2.0, 2, 1.5), (3.0, 3, 10), np.eye(3)))
    limit = find_limit(volume, LabelMap(mask), region, Context())
    expected = np.zeros((4, 5, 6), bool)
    expected[np.ix_([0, 1, 3], [1, 2, 3], [1, 2, 3])] = True
    np.testing.assert_array_equal(filled(limit, (4, 5, 6)), expected)


def test_without_mask_and_region_the_whole_volume_is_meant() -> None:
    limit = find_limit(Volume(np.zeros((4, 5, 6))), None, None, Context())
    assert limit.inside is None and filled(limit, (4, 5, 6)).all()


def test_a_margin_stays_inside_the_volume() -> None:
    limit = Limit((slice(1, 3), slice(0, 2), slice(4, 6)))
    grown = limit.grown((2, 1, 5), (4, 5, 6))
    assert grown == (slice(0, 4), slice(0, 3), slice(0, 6))
    assert limit.inner(grown) == (slice(1, 3), slice(0, 2), slice(4, 6))


def test_a_region_across_the_border_is_clipped_with_a_note() -> None:
    volume = Volume(np.zeros((4, 5, 6)))
    context = Context()
    region = boxes(((0.0, 2, 2), (4.0, 2, 2), np.eye(3)))
    assert filled(find_limit(volume, None, region, context), (4, 5, 6))[2, 2, :3].all()
    assert len(context.notes) == 1 and "only the part inside" in context.notes[0]
    context = Context()
    exact = boxes(((2.5, 2, 1.5), (6.0, 5, 4), np.eye(3)))
    assert filled(find_limit(volume, None, exact, context), (4, 5, 6)).all()
    assert context.notes == []


@pytest.mark.parametrize(
    ("mask", "region", "problem"),
    [
        (None, boxes(((50.0, 2, 2), (4.0, 2, 2), np.eye(3))), "outside 'Head'; move it"),
        (None, boxes(((2.5, 2, 2), (0.2, 2, 2), np.eye(3))), "no voxel centre of 'Head'; enlarge"),
        (None, Boxes(np.empty((0, 3)), np.empty((0, 3)), np.empty((0, 3, 3))), "no box; place"),
        (np.zeros((4, 5, 6)), None, "'Liver' is empty; draw"),
        (np.arange(6)[None, None] * np.ones((4, 5, 1)) > 4,
         boxes(((1.0, 2, 2), (2.0, 2, 2), np.eye(3))), "'Liver' is empty inside the region"),
    ],
)  # fmt: skip
def test_limits_that_hold_no_voxel_are_refused(mask: Any, region: Any, problem: str) -> None:
    labels = None if mask is None else LabelMap(mask.astype(np.uint8), name="Liver")
    with pytest.raises(UserError, match=problem):
        find_limit(Volume(np.zeros((4, 5, 6)), name="Head"), labels, region, Context())


def test_a_mask_with_another_spacing_is_refused_naming_both() -> None:
    half = ((0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 1.0))
    mask = LabelMap(np.ones((4, 5, 6)), half, name="Liver")
    with pytest.raises(GeometryError, match=r"0\.5 x 0\.5 x 0\.5 mm.*1 x 1 x 1 mm.*resample"):
        find_limit(Volume(np.zeros((4, 5, 6)), name="Head"), mask, None, Context())


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_are_counted(bad: float) -> None:
    array = np.zeros((3, 4, 5), np.float32)
    array[1, 2, 3] = array[2, 0, 0] = bad
    with pytest.raises(UserError, match=r"'Head' holds 2 values"):
        check_volume(Volume(array, name="Head"))


def test_complex_values_and_collapsed_axes_are_refused() -> None:
    with pytest.raises(UserError, match="complex64"):
        check_volume(Volume(np.zeros((3, 4, 5), np.complex64)))
    flat = ((1.0, 1.0, 0, 0), (0, 0, 0, 0), (0, 0, 1.0, 0), (0, 0, 0, 1.0))
    with pytest.raises(GeometryError):
        check_volume(Volume(np.zeros((3, 4, 5)), flat))


@pytest.mark.parametrize(
    "dtype",
    [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64],
)
@pytest.mark.parametrize("real", [np.float32, np.float64])
def test_saturation_never_wraps_around(dtype: Any, real: Any) -> None:
    info = np.iinfo(dtype)
    values = np.array([-1e30, info.min, 0.4, 0.6, 1.5, 2.5, info.max, 1e30], real)
    result = saturate(values, dtype)
    assert result.dtype == dtype
    np.testing.assert_array_equal(result[2:6], [0, 1, 2, 2])
    assert result[0] == result[1] == info.min
    assert result[6] == result[7] and int(result[7]) >= info.max - info.max // 2**22


def test_the_working_type_holds_every_integer() -> None:
    for dtype in (np.uint8, np.int16, np.uint16, np.int32, np.uint32):
        info = np.iinfo(dtype)
        for value in (info.min, info.max):
            assert int(working_dtype(dtype).type(value)) == value


@pytest.mark.parametrize("cost", [1, 1e6, 1e12])
def test_blocks_cover_everything_once_and_errors_come_through(cost: float) -> None:
    seen = np.zeros(1000, int)

    def count(start: int, stop: int) -> None:
        seen[start:stop] += 1

    fractions: list[float] = []
    in_blocks(count, 1000, fractions.append, cost)
    assert (seen == 1).all() and fractions[-1] == 1

    def fail(start: int, stop: int) -> None:
        raise UserError("no")

    with pytest.raises(UserError):
        in_blocks(fail, 10, fractions.append, cost)
