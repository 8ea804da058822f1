"""Blobs against references, in mm, in awkward volumes, and in real ones."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage
from skimage.feature import blob_log

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, GeometryError, ParameterError, UserError
from medaiassist_engine.contract.payloads import LabelMap, Volume, matrix
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras
from medaiassist_engine.detect.classical.blobs.operation import run_blobs
from medaiassist_engine.detect.classical.blobs.search import Wanted, find_blobs
from medaiassist_engine.detect.classical.parameters import BlobParameters
from medaiassist_engine.files.volumes import read_volume

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "shared" / "data"))
CHEST, HEAD = DATA / "chest_ct", DATA / "head_mr"
METHODS = ("log", "dog", "doh")

SPACING = (1.5, 0.8, 0.7)
PLANTED = [  # middle in mm along k, j, i, diameter in mm, contrast
    ((20, 20, 20), 10, 100),
    ((45, 50, 20), 16, -80),
    ((60, 20, 55), 6, 60),
    ((30, 60, 55), 24, 100),
    ((65, 60, 60), 8, 50),
]


def whole(image):
    return tuple(slice(0, n) for n in image.shape)


def balls(shape=(56, 96, 108), spacing=SPACING, planted=PLANTED, noise=5.0):
    image = np.random.default_rng(0).normal(0, noise, shape)
    for axis_mm, diameter, contrast in planted:
        grid = [(np.arange(n) + 0.5) * s for n, s in zip(shape, spacing, strict=True)]
        away = sum(
            (g.reshape([-1 if a == n else 1 for n in range(3)]) - m) ** 2
            for a, (g, m) in enumerate(zip(grid, axis_mm, strict=True))
        )
        image[away <= diameter**2 / 4] += contrast
    return image.astype(np.float32)


def along_axes(spacing):
    k, j, i = spacing
    return matrix(np.diag([i, j, k, 1.0]))


@pytest.mark.parametrize("method", METHODS)
def test_place_size_and_contrast_of_balls_are_found(method):
    wanted = Wanted(4, 30, 20, 0, method)
    image = balls()
    found = find_blobs(image, SPACING, wanted, whole(image), Context())
    for middle, diameter, contrast in PLANTED:
        apart = np.linalg.norm(found.centres * SPACING - middle, axis=1)
        nearest = int(np.argmin(apart + np.abs(found.diameters - diameter)))
        assert apart[nearest] < 0.25
        assert found.diameters[nearest] == pytest.approx(diameter, rel=0.04)
        assert found.contrasts[nearest] == pytest.approx(contrast, rel=0.06)
        assert found.roundness[nearest] > 0.85


def direct(image, spacing, sigmas, least):
    """(n, 3) voxels and scale of maxima over space and scale, all at full resolution."""
    stack = []
    for sigma in sigmas:
        widths = [sigma / s for s in spacing]
        response = np.zeros_like(image, dtype=float)
        for axis in range(image.ndim):
            order = [2 if a == axis else 0 for a in range(image.ndim)]
            bent = ndimage.gaussian_filter(image.astype(float), widths, order, mode="nearest")
            response -= widths[axis] ** 2 * bent
        stack.append(response)
    stack = np.array(stack)
    peaks = (stack == ndimage.maximum_filter(stack, 3, mode="constant")) & (stack >= least)
    found = np.argwhere(peaks)
    inner = (found[:, 0] > 0) & (found[:, 0] < len(sigmas) - 1)
    return found[inner, 1:], np.array(sigmas)[found[inner, 0]]


def test_the_same_blobs_as_by_the_definition_in_3d():
    """All of the definition's on smoothed noise, within a voxel and a step of scale.

    But for the outermost voxels: what lies beyond them is made up, by each in its own way.
    """
    spacing = (1.2, 1.0, 0.8)
    image = ndimage.gaussian_filter(np.random.default_rng(3).normal(0, 100, (40, 50, 60)), 1.5)
    sigmas = [1.5 * 2 ** (n / 4) for n in range(-1, 8)]
    least = 8.0
    places, scales = direct(image, spacing, sigmas, least * 0.925)
    wanted = Wanted(2 * 3**0.5 * 1.5, 2 * 3**0.5 * sigmas[-2], least * 0.9, 1)
    found = find_blobs(image, spacing, wanted, whole(image), Context())
    inner = ((places > 1) & (places < np.array(image.shape) - 2)).all(axis=1)
    places, scales = places[inner], scales[inner]
    assert len(places) > 80
    for place, scale in zip(places, scales, strict=True):
        apart = np.abs(found.centres - 0.5 - place).max(axis=1)
        steps = np.abs(np.log2(found.diameters / (2 * 3**0.5 * scale))) * 4
        assert ((apart <= 1) & (steps <= 1)).any()


def test_the_same_blobs_as_scikit_image_in_2d():
    rng = np.random.default_rng(1)
    image = rng.normal(0, 2, (200, 240))
    j, i = np.mgrid[:200, :240]
    for y, x, r in [(30, 40, 5), (30, 150, 9), (100, 60, 14), (110, 180, 20), (170, 40, 7)]:
        image[(j - y) ** 2 + (i - x) ** 2 <= r * r] += 60
    theirs = blob_log(image, min_sigma=2.5, max_sigma=16, num_sigma=14, threshold=30)
    wanted = Wanted(2 * 2**0.5 * 2.5, 2 * 2**0.5 * 16, 35, 1, planar=True)
    ours = find_blobs(image[None], (1, 1, 1), wanted, whole(image[None]), Context())
    round_ones = ours[ours.roundness > 0.5]
    assert len(theirs) == len(round_ones) == 5
    for y, x, sigma in theirs:
        apart = np.hypot(round_ones.centres[:, 1] - 0.5 - y, round_ones.centres[:, 2] - 0.5 - x)
        nearest = int(np.argmin(apart))
        assert apart[nearest] < 1
        # Their scales come in steps of about one pixel.
        assert abs(round_ones.diameters[nearest] / (2 * 2**0.5) - sigma) < 1


def test_boxes_lie_around_balls_and_carry_scores():
    volume = Volume(balls(), along_axes(SPACING), name="phantom")
    context = Context()
    found = run_blobs(volume, BlobParameters(contrast="both", largest=30), context)
    assert len(found.centres) == 5
    assert set(found.labels) == {"bright blob", "dark blob"}
    assert found.labels.count("dark blob") == 1
    assert (np.diff(found.scores) <= 0).all() and 0.5 < found.scores[0] < 1
    grid = to_grid(found, volume.ijk_to_ras)
    for middle, diameter, _ in PLANTED:
        low, high = np.subtract(middle, diameter / 2), np.add(middle, diameter / 2)
        truth = np.concatenate([low, high]) / np.tile(SPACING, 2)
        assert np.abs(grid - truth).max(axis=1).min() < 0.75  # voxels
    assert any("noise" in note for note in context.notes)


def test_tubes_are_left_out_unless_elongation_is_allowed():
    image = balls(planted=PLANTED[:1])
    image[:, 60:66, 60:67] += 100
    volume = Volume(image, along_axes(SPACING))
    few = run_blobs(volume, BlobParameters(), Context())
    assert len(few.centres) == 1
    many = run_blobs(volume, BlobParameters(elongation=100.0), Context())
    assert len(many.centres) > 1


@pytest.mark.parametrize("contrast", ["bright", "dark"])
def test_only_the_wanted_contrast_is_found(contrast):
    volume = Volume(balls(), along_axes(SPACING))
    found = run_blobs(volume, BlobParameters(contrast=contrast), Context())
    assert len(found.centres) == (4 if contrast == "bright" else 1)


def test_segments_and_regions_limit_where_middles_lie():
    image = balls()
    volume = Volume(image, along_axes(SPACING))
    drawn = np.zeros(image.shape, np.uint8)
    drawn[:24] = 1
    segments = LabelMap(drawn, volume.ijk_to_ras)
    found = run_blobs(volume, BlobParameters(contrast="both"), Context(), segments=segments)
    assert {round(s) for s in found.sizes[:, 0]} == {10, 24}  # middles at 20 and 30 mm along k
    region = to_ras(np.array([[5.0, 15, 18, 22, 35, 40]]), volume.ijk_to_ras)
    inside = run_blobs(volume, BlobParameters(contrast="both"), Context(), region=region)
    assert len(inside.centres) == 1
    best = np.abs(found.centres - inside.centres[0]).max(axis=1).min()
    assert best < 0.05, "the region changes little about what is found in it"


def test_slice_by_slice_discs_are_one_slice_thick():
    volume = Volume(balls(), along_axes(SPACING))
    found = run_blobs(volume, BlobParameters(mode="2d", largest=30), Context())
    grid = to_grid(found, volume.ijk_to_ras)
    assert np.allclose(grid[:, 3] - grid[:, 0], 1) and np.allclose(grid[:, 0] % 1, 0)
    assert len(found.centres) > 20


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_single_slice_is_searched_in_2d_whichever_axis_it_is_thin_along(axis):
    image = np.random.default_rng(0).normal(0, 5, (90, 100)).astype(np.float32)
    j, i = np.mgrid[:90, :100] + 0.5
    image[(j - 40) ** 2 + (i - 30) ** 2 <= 64] += 100
    volume = Volume(np.expand_dims(image, axis))
    found = run_blobs(volume, BlobParameters(), Context())
    truth = np.insert([32.0, 22, 48, 38], [0, 2], [0, 1])
    order = {0: [0, 1, 2], 1: [1, 0, 2], 2: [1, 2, 0]}[axis]
    expected = truth[[*order, *(3 + n for n in order)]]
    assert np.abs(to_grid(found, volume.ijk_to_ras) - expected).max() < 0.3


def test_the_same_whichever_way_the_volume_is_stored():
    volume = Volume(balls(), along_axes(SPACING))
    turned = np.ascontiguousarray(volume.array.transpose(2, 0, 1)[::-1])
    to = np.zeros((4, 4))
    to[0, 2], to[2, 1], to[1, 0], to[3, 3] = -0.7, 1.5, 0.8, 1.0
    to[0, 3] = 0.7 * (volume.array.shape[2] - 1)
    other = Volume(turned, matrix(to))
    first, second = (
        run_blobs(v, BlobParameters(contrast="both"), Context()) for v in (volume, other)
    )
    assert len(first.centres) == len(second.centres)
    for place in first.centres:
        assert np.linalg.norm(second.centres - place, axis=1).min() < 0.2


def test_nothing_found_is_an_answer_with_a_remedy():
    volume = Volume(np.random.default_rng(0).normal(size=(20, 30, 30)))
    context = Context()
    found = run_blobs(volume, BlobParameters(threshold=100.0), context)
    assert len(found.centres) == 0 and found.scores.shape == (0,)
    assert any("lower the contrast" in note for note in context.notes)


def test_what_cannot_be_searched_is_refused_with_the_reason():
    image = balls()
    colour = Volume(np.zeros((3, 8, 8, 3), np.uint8), colour=True)
    with pytest.raises(UserError, match="colour picture"):
        run_blobs(colour, BlobParameters(), Context())
    with pytest.raises(UserError, match="4D"):
        run_blobs(replace(colour, colour=False), BlobParameters(), Context())
    with pytest.raises(UserError, match="same value everywhere"):
        run_blobs(Volume(np.zeros((8, 8, 8))), BlobParameters(), Context())
    with pytest.raises(ParameterError, match="exchange"):
        run_blobs(Volume(image), BlobParameters(smallest=9, largest=8), Context())
    with pytest.raises(GeometryError):
        mask = LabelMap(np.ones((2, 2, 2), np.uint8))
        run_blobs(Volume(image), BlobParameters(), Context(), segments=mask)


@pytest.mark.parametrize("shape", [(2, 2, 2), (1, 1, 5), (3, 1, 40), (4, 5, 6)])
def test_tiny_volumes_are_no_crash(shape):
    volume = Volume(np.random.default_rng(0).normal(size=shape))
    run_blobs(volume, BlobParameters(smallest=1, contrast="both", threshold=0.1), Context())


def test_it_can_be_cancelled():
    cancelled = threading.Event()

    def report(fraction, phase):
        if fraction > 0.1:
            cancelled.set()

    with pytest.raises(Cancelled):
        run_blobs(Volume(balls()), BlobParameters(), Context(report, cancelled))


@pytest.mark.skipif(not HEAD.is_dir(), reason=f"{HEAD} is not there")
def test_balls_planted_in_an_oblique_left_handed_head_are_found_within_a_voxel():
    head = read_volume(HEAD / "t1_crop.nii.gz")
    array = head.array[60:190:2, 40:200, 40:200].astype(np.float32)
    turn = np.array([[0.8, -0.6, 0.0], [0.6, 0.8, 0.0], [0.0, 0.0, -1.0]])
    to = np.eye(4)
    to[:3, :3] = turn * [1.0, 1.0, 2.0]
    to[:3, 3] = (-30.0, 12.0, 40.0)
    rng = np.random.default_rng(5)
    bright = float(np.percentile(array, 99.5))
    indices = np.moveaxis(np.indices(array.shape), 0, -1)[..., ::-1]
    places = indices @ to[:3, :3].T + to[:3, 3]
    planted = []
    for _ in range(6):
        index = rng.uniform([15, 15, 8], [145, 145, 57])
        middle = to[:3, :3] @ index + to[:3, 3]
        array[np.linalg.norm(places - middle, axis=-1) <= 5] = 2 * bright
        planted.append(middle)
    volume = Volume(array, matrix(to))
    found = run_blobs(volume, BlobParameters(smallest=7, largest=14), Context())
    for middle in planted:
        apart = np.linalg.norm(found.centres[:6] - middle, axis=1)
        assert apart.min() < 1.0


@pytest.mark.skipif(not CHEST.is_dir(), reason=f"{CHEST} is not there")
def test_the_real_nodule_is_the_first_of_the_blobs_around_it():
    """In the whole CT, without any mask, it is the first of 81 candidates (see the benchmark)."""
    volume = read_volume(CHEST / "lidc_0314.nii.gz")
    mask = read_volume(CHEST / "lidc_0314_nodule_mask.nii.gz").array > 0
    middle = np.argwhere(mask).mean(axis=0) + 0.5
    around = to_ras(np.array([[100.0, 150, 60, 220, 350, 290]]), volume.ijk_to_ras)
    found = run_blobs(volume, BlobParameters(smallest=6), Context(), region=around)
    box = to_grid(found, volume.ijk_to_ras)[0]
    apart = ((box[:3] + box[3:]) / 2 - middle) * (1.0, 0.78, 0.78)
    assert np.linalg.norm(apart) < 3
