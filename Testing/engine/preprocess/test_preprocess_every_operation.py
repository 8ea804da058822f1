"""What holds for every preprocessing operation, whatever it computes."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys
import threading
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, GeometryError, UserError
from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import parameters_of
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Matrix, Volume
from medaiassist_engine.contract.validation import check

CATALOGS = [f"medaiassist_engine.preprocess.{g}catalog" for g in
            ("denoise.", "enhance.", "edges.", "prepare.", "")]  # fmt: skip
OPERATIONS = [op for name in CATALOGS for op in importlib.import_module(name).OPERATIONS]
RUNNABLE = [op for op in OPERATIONS if op.id != "preprocess.pipeline"]
NEW_GRID = ("preprocess.resample", "preprocess.reorient", "preprocess.crop")
SAME_GRID = [op for op in RUNNABLE if op.id not in NEW_GRID]
EDGES = ("preprocess.canny", "preprocess.gradient", "preprocess.log")
# These change voxels outside the mask: it only says where to measure.
MEASURES_IN_MASK = ("preprocess.n4", "preprocess.normalize")
LIMITED = [op for op in SAME_GRID if op.id not in MEASURES_IN_MASK]

OBLIQUE_LEFT_HANDED: Matrix = (
    (0.96, -0.56, 0.0, -31.0),
    (0.36, 1.08, 0.9, 12.0),
    (-0.3, 0.3, -1.9, 7.0),
    (0.0, 0.0, 0.0, 1.0),
)


def picture(shape: tuple[int, ...], dtype: Any = np.int16) -> np.ndarray:
    """A bright blob on a dark ground with noise."""
    axes = np.meshgrid(*(np.linspace(-1, 1, n) for n in shape[:3]), indexing="ij")
    blob = 150.0 * (sum(a**2 for a in axes) < 0.5) + 30
    blob = blob.reshape(*blob.shape, *(1 for _ in shape[3:]))
    noisy = blob + np.random.default_rng(1).normal(0, 5, shape)
    return np.clip(noisy, 1, 250).astype(dtype)


def box_region(volume: Volume, low: tuple[int, ...], high: tuple[int, ...]) -> Boxes:
    """The box of voxels low..high (i, j, k, inclusive) of a grid with orthogonal axes."""
    full = np.asarray(volume.ijk_to_ras)
    spacing = np.linalg.norm(full[:3, :3], axis=0)
    middle = (np.array(low) + high) / 2
    return Boxes(
        centres=np.array([full[:3, :3] @ middle + full[:3, 3]]),
        sizes=np.array([(np.array(high) - low + 1) * spacing]),
        axes=np.array([full[:3, :3] / spacing]),
    )


def run(operation: Operation, volume: Volume, context: Context | None = None, **more: Any) -> Any:
    module, name = operation.run.split(":")
    limits = {key: more.pop(key) for key in ("mask", "region") if key in more}
    if any(p.name == "output" for p in parameters_of(operation.parameters)):
        more.setdefault("output", "volume")
    function = getattr(importlib.import_module(module), name)
    result = function(
        volume=volume,
        parameters=operation.parameters(**more),
        context=context or Context(),
        **limits,
    )
    return result["volume"] if isinstance(result, dict) else result


each = pytest.mark.parametrize("operation", RUNNABLE, ids=lambda op: op.id)
each_on_same_grid = pytest.mark.parametrize("operation", SAME_GRID, ids=lambda op: op.id)
each_limited = pytest.mark.parametrize("operation", LIMITED, ids=lambda op: op.id)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda op: op.id)
def test_its_function_takes_exactly_its_slots_parameters_and_context(operation: Operation) -> None:
    module, name = operation.run.split(":")
    taken = inspect.signature(getattr(importlib.import_module(module), name)).parameters
    slots = {slot.name for slot in operation.inputs}
    assert set(taken) == slots | {"parameters", "context"}
    for slot in operation.inputs:
        assert (taken[slot.name].default is None) == slot.optional


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda op: op.id)
def test_its_defaults_are_allowed_and_its_choices_have_titles(operation: Operation) -> None:
    assert [op.id for op in OPERATIONS].count(operation.id) == 1
    for parameter in parameters_of(operation.parameters):
        assert check(parameter, parameter.default) == parameter.default
        assert parameter.spec.label and parameter.spec.help
        if parameter.choices and parameter.name != "axes":
            assert len(parameter.spec.titles) == len(parameter.choices)


def test_the_catalogs_import_nothing_but_the_standard_library() -> None:
    code = (
        f"import sys\nfor name in {CATALOGS!r} + ['medaiassist_engine.contract.pipelines']:\n"
        "    __import__(name)\n"
        "heavy = {'numpy', 'scipy', 'SimpleITK', 'skimage', 'numba'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr


@each
@pytest.mark.parametrize(
    ("shape", "colour"),
    [
        ((12, 14, 13), False), ((1, 20, 18), False), ((20, 1, 18), False),
        ((10, 12, 11, 3), True), ((10, 12, 11, 4), True), ((1, 12, 11, 3), True),
        ((10, 12, 11, 2), False),
    ],
)  # fmt: skip
def test_it_runs_with_defaults_on(
    operation: Operation, shape: tuple[int, ...], colour: bool
) -> None:
    volume = Volume(picture(shape, np.uint8), OBLIQUE_LEFT_HANDED, "Blob", colour)
    result = run(operation, volume)
    assert result.array.dtype != object
    assert np.all(np.isfinite(result.array.astype(float)))
    if operation.id not in NEW_GRID:
        assert result.ijk_to_ras == volume.ijk_to_ras
        assert result.array.shape[:3] == shape[:3]
    if shape[-1] == 4 and colour and operation.id in {op.id for op in LIMITED} - set(EDGES):
        np.testing.assert_array_equal(result.array[..., 3], volume.array[..., 3])


@each
@pytest.mark.parametrize(
    "dtype",
    [bool, np.float16, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.int64, np.float32,
     np.float64],
)  # fmt: skip
def test_it_keeps_or_declares_the_voxel_type_and_never_changes_its_input(
    operation: Operation, dtype: type
) -> None:
    values = picture((8, 11, 9), np.float64)
    array = (values > 100) if dtype is bool else (values / 2).astype(dtype)
    array.setflags(write=False)
    before = array.copy()
    result = run(operation, Volume(array, OBLIQUE_LEFT_HANDED))
    np.testing.assert_array_equal(array, before)
    if operation.id in ("preprocess.gradient", "preprocess.log", "preprocess.normalize"):
        assert result.array.dtype == np.float32
    elif operation.id == "preprocess.canny":
        assert result.array.dtype == np.uint8
    else:
        assert result.array.dtype == dtype


@each
def test_it_stops_when_cancelled(operation: Operation) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        run(operation, Volume(picture((8, 9, 10))), Context(cancelled=cancelled))


@each
def test_it_gives_the_same_result_twice_and_reports_rising_progress(operation: Operation) -> None:
    volume = Volume(picture((9, 12, 10)), OBLIQUE_LEFT_HANDED)
    fractions: list[float] = []
    first = run(operation, volume, Context(report=lambda f, _: fractions.append(f)))
    np.testing.assert_array_equal(first.array, run(operation, volume).array)
    assert fractions == sorted(fractions) and fractions[-1] <= 1


@each
def test_it_refuses_a_volume_with_nan_and_one_without_voxels(operation: Operation) -> None:
    holed = picture((5, 6, 7), np.float32)
    holed[2, 3, 4] = np.nan
    with pytest.raises(UserError, match=r"'Holed' holds 1 values that are NaN.*replace"):
        run(operation, Volume(holed, name="Holed"))
    with pytest.raises(UserError, match="no voxels"):
        run(operation, Volume(np.zeros((0, 4, 4), np.int16)))


@each_on_same_grid
def test_it_refuses_a_mask_on_another_grid(operation: Operation) -> None:
    volume = Volume(picture((5, 6, 7)), name="Head")
    mask = LabelMap(np.ones((5, 6, 8), np.uint8), name="Tumour")
    with pytest.raises(GeometryError, match=r"'Tumour'.*8 x 6 x 5.*'Head'.*7 x 6 x 5.*resample"):
        run(operation, volume, mask=mask)


@each_limited
@pytest.mark.parametrize("colour", [False, True])
def test_outside_the_mask_nothing_changes(operation: Operation, colour: bool) -> None:
    volume = Volume(picture((9, 12, 10, 3) if colour else (9, 12, 10), np.uint8), colour=colour)
    mask = np.zeros((9, 12, 10), np.uint8)
    mask[3:7, 4:9, 2:8] = 3
    mask[4, 5, 5] = 0
    result = run(operation, volume, mask=LabelMap(mask)).array
    outside = mask == 0
    expected = 0 if operation.id in EDGES else volume.array[outside]
    np.testing.assert_array_equal(result[outside], np.broadcast_to(expected, result[outside].shape))


@each_limited
def test_outside_the_region_nothing_changes(operation: Operation) -> None:
    volume = Volume(picture((9, 12, 10)), ((0, 0, 2.0, 5), (-1, 0, 0, 3), (0, 1.5, 0, 1), (0,) * 4))
    volume = Volume(volume.array, (*volume.ijk_to_ras[:3], (0.0, 0.0, 0.0, 1.0)))
    result = run(operation, volume, region=box_region(volume, (2, 4, 3), (7, 8, 6))).array
    inside = np.zeros(result.shape, bool)
    inside[3:7, 4:9, 2:8] = True
    expected = np.zeros_like(result) if operation.id in EDGES else volume.array
    np.testing.assert_array_equal(result[~inside], expected[~inside])
