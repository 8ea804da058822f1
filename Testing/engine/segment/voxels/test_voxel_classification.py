"""Voxel classification as a whole: from strokes to labels, on any geometry, and what it refuses."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled, UserError
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Segment, Volume
from medaiassist_engine.contract.payloads import matrix as as_matrix
from medaiassist_engine.segment.voxels.cache import Cache, fingerprint
from medaiassist_engine.segment.voxels.operation import run_voxels
from medaiassist_engine.segment.voxels.parameters import VoxelsParameters

SEGMENTS = (
    Segment(1, "Background", id="b", color=(0.1, 0.2, 0.9)),
    Segment(2, "Ball", id="o", color=(0.9, 0.8, 0.1)),
)
SHAPE = (20, 30, 32)
OBLIQUE_LEFT_HANDED = (
    (0.96, -0.56, 0.0, -31.0),
    (0.36, 1.08, 0.9, 12.0),
    (-0.3, 0.3, -1.9, 7.0),
    (0.0, 0.0, 0.0, 1.0),
)
QUICK = VoxelsParameters(scales=2, trees=15)
DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[5] / "shared" / "data"))


def ball() -> np.ndarray:
    k, j, i = np.ogrid[:20, :30, :32]
    return (k - 10) ** 2 * 2 + (j - 14) ** 2 + (i - 17) ** 2 < 90


def volume(matrix=None) -> Volume:
    noise = np.random.default_rng(0).normal(0, 12, SHAPE)
    array = (100 * ball() + 20 + noise).astype(np.int16)
    return Volume(array, matrix or as_matrix(np.diag([1.0, 1.0, 1.4, 1.0])), "Phantom")


def strokes(of: Volume | None = None) -> LabelMap:
    array = np.zeros(SHAPE, np.uint8)
    array[10, 14, 12:23] = 2
    array[10, 2, 3:29] = 1
    array[4, 25, 3:29] = 1
    return LabelMap(array, (of or volume()).ijk_to_ras, SEGMENTS, "Strokes")


def run(parameters=QUICK, on=None, painted=None, context=None, region=None, cache=None):
    on = on or volume()
    painted = painted or strokes(on)
    return run_voxels(on, painted, parameters, context or Context(), region, cache or Cache())


def dice(a, b) -> float:
    return 2 * np.count_nonzero(a & b) / (np.count_nonzero(a) + np.count_nonzero(b))


@pytest.mark.parametrize("classifier", ["forest", "svm", "logistic"])
@pytest.mark.parametrize("mode", ["3d", "2d"])
def test_finds_the_ball_from_three_strokes(classifier, mode):
    found = run(replace(QUICK, classifier=classifier, mode=mode))["segmentation"]
    assert dice(found.array == 2, ball()) > 0.9
    assert [(s.value, s.name, s.color) for s in found.segments] == [
        (s.value, s.name, s.color) for s in SEGMENTS
    ]
    assert found.ijk_to_ras == volume().ijk_to_ras


@pytest.mark.parametrize("axis, plane", [("k", 9), ("j", 0), ("i", 31)])
def test_a_plane_has_the_labels_of_the_whole(axis, plane):
    whole = run(replace(QUICK, structure=True))["segmentation"].array
    number = "kji".index(axis)
    found = run(replace(QUICK, structure=True, plane_axis=axis, plane=plane))["segmentation"]
    np.testing.assert_array_equal(np.take(whole, [plane], number), found.array)
    corner = [0.0, 0.0, 0.0, 1.0]
    corner[2 - number] = plane
    expected = np.asarray(volume().ijk_to_ras) @ corner
    np.testing.assert_allclose(np.asarray(found.ijk_to_ras)[:, 3], expected)


def test_what_was_computed_before_changes_nothing():
    cache, more = Cache(), strokes()
    plane = replace(QUICK, plane_axis="k", plane=10)
    run(plane, cache=cache)
    more.array[12, 6, 5:20] = 1
    kept = run(plane, painted=more, cache=cache)["segmentation"].array
    fresh = run(plane, painted=more)["segmentation"].array
    np.testing.assert_array_equal(kept, fresh)
    assert cache.bytes > 0


def test_another_volume_of_the_same_shape_is_not_taken_for_the_first():
    cache, first = Cache(), volume()
    other = replace(first, array=first.array[::-1].copy())
    plane = replace(QUICK, plane_axis="k", plane=8)
    run(plane, first, strokes(), cache=cache)
    kept = run(plane, other, strokes(), cache=cache)["segmentation"].array
    fresh = run(plane, other, strokes())["segmentation"].array
    np.testing.assert_array_equal(kept, fresh)


def test_the_cache_holds_no_more_than_it_may():
    cache = Cache(most_bytes=100)
    for n in range(20):
        cache.get(n, lambda: np.zeros(30, np.uint8), lambda a: a.nbytes)
    assert cache.bytes <= 100
    assert cache.find(0) is None and cache.find(19) is not None


def test_an_idle_cache_is_emptied():
    cache = Cache(idle_s=0.01)
    cache.get("key", lambda: 1, lambda _v: 8)
    cache.rest()
    done = threading.Event()
    for _ in range(200):
        if cache.bytes == 0:
            break
        done.wait(0.01)
    assert cache.bytes == 0


def test_a_fingerprint_tells_arrays_apart():
    array = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    changed = array.copy()
    changed[2, 3, 4] += 1
    others = [changed, array.astype(np.int32), array.reshape(5, 4, 3), array[::-1]]
    assert fingerprint(array) == fingerprint(array.copy())
    assert len({fingerprint(a) for a in [array, *others]}) == 5


def test_the_same_seed_gives_the_same_result():
    one, same = (run(replace(QUICK, seed=3))["segmentation"].array for _ in range(2))
    np.testing.assert_array_equal(one, same)


def test_one_thread_gives_the_same_as_several(monkeypatch):
    several = run()["segmentation"].array
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    np.testing.assert_array_equal(run()["segmentation"].array, several)


def test_an_oblique_left_handed_grid_gives_the_labels_of_a_straight_one():
    spacing = np.linalg.norm(np.asarray(OBLIQUE_LEFT_HANDED)[:3, :3], axis=0)
    straight = volume(as_matrix(np.diag([*spacing, 1.0])))
    found = run(on=volume(OBLIQUE_LEFT_HANDED))["segmentation"]
    np.testing.assert_array_equal(found.array, run(on=straight)["segmentation"].array)
    assert found.ijk_to_ras == OBLIQUE_LEFT_HANDED


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_flipping_an_axis_flips_the_result(axis):
    on, painted = volume(), strokes()
    matrix = np.asarray(on.ijk_to_ras, dtype=float)
    matrix[:3, 3] += matrix[:3, 2 - axis] * (SHAPE[axis] - 1)
    matrix[:3, 2 - axis] *= -1
    flipped = Volume(np.flip(on.array, axis).copy(), as_matrix(matrix))
    turned = LabelMap(np.flip(painted.array, axis).copy(), as_matrix(matrix), SEGMENTS)
    found = run(on=flipped, painted=turned)["segmentation"].array
    expected = run(on=on, painted=painted)["segmentation"].array
    assert (np.flip(found, axis) == expected).mean() > 0.98


def test_strokes_on_another_grid_are_sampled_on_the_volumes():
    on, context = volume(OBLIQUE_LEFT_HANDED), Context()
    shift = np.eye(4)
    shift[:3, 3] = (5, 1, 2)
    cropped = LabelMap(
        strokes().array[2:18, 1:, 5:], as_matrix(np.asarray(OBLIQUE_LEFT_HANDED) @ shift), SEGMENTS
    )
    kept = strokes(on)
    outside = np.ones(SHAPE, bool)
    outside[2:18, 1:, 5:] = False
    kept.array[outside] = 0
    found = run(on=on, painted=cropped, context=context)["segmentation"].array
    np.testing.assert_array_equal(found, run(on=on, painted=kept)["segmentation"].array)
    assert "The strokes were sampled on the volume's voxels." in context.notes


def test_strokes_of_twice_the_voxel_size_paint_blocks():
    on = volume()
    doubled = np.diag([2.0, 2.0, 2.0, 1.0])
    doubled[:3, 3] = 0.5
    coarse = LabelMap(
        strokes().array[::2, ::2, ::2], as_matrix(np.asarray(on.ijk_to_ras) @ doubled), SEGMENTS
    )
    fine = strokes().array[::2, ::2, ::2].repeat(2, 0).repeat(2, 1).repeat(2, 2)
    expected = run(on=on, painted=LabelMap(fine, on.ijk_to_ras, SEGMENTS))["segmentation"].array
    np.testing.assert_array_equal(run(on=on, painted=coarse)["segmentation"].array, expected)


def test_voxels_of_two_classes_are_left_out_and_shared_values_told_apart():
    layers = np.zeros((2, *SHAPE), np.uint8)
    layers[0] = strokes().array == 1
    layers[1] = strokes().array == 2
    layers[1, 10, 2, 3:9] = 1
    segments = tuple(replace(s, value=1, layer=n) for n, s in enumerate(SEGMENTS))
    context = Context()
    found = run(painted=LabelMap(layers, volume().ijk_to_ras, segments), context=context)[
        "segmentation"
    ]
    assert any("6 voxels lie in strokes of several classes" in note for note in context.notes)
    assert [s.value for s in found.segments] == [1, 2]
    assert dice(found.array == 2, ball()) > 0.9


def test_probabilities_belong_to_the_labels():
    found = run(replace(QUICK, probability="all"))
    chances, labels = found["probability"].array, found["segmentation"].array
    assert chances.shape == (*SHAPE, 2)
    np.testing.assert_allclose(chances.sum(axis=-1), 1, atol=1e-5)
    np.testing.assert_array_equal(chances.argmax(axis=-1) + 1, labels)
    one = run(replace(QUICK, probability="class", shown="Background"))["probability"]
    np.testing.assert_array_equal(one.array, chances[..., 0])
    doubt = run(replace(QUICK, probability="uncertainty"))["probability"].array
    np.testing.assert_allclose(doubt, 1 - np.abs(chances[..., 0] - chances[..., 1]), atol=1e-5)


def test_only_the_region_is_classified():
    on = volume()
    region = Boxes(
        centres=np.array([[17.0, 14.0, 14.0]]),
        sizes=np.array([[9.0, 11.0, 7.1]]),
        axes=np.eye(3)[None],
    )
    everywhere = run(on=on)["segmentation"].array
    limited = run(replace(QUICK, probability="class"), on=on, region=region)
    inside = np.zeros(SHAPE, bool)
    inside[8:13, 9:20, 13:22] = True
    expected = np.where(inside, everywhere, 0)
    np.testing.assert_array_equal(limited["segmentation"].array, expected)
    assert (limited["probability"].array[~inside] == 0).all()


def test_the_importance_names_every_feature():
    table = run(replace(QUICK, importance=True))["importance"]
    names, shares = table.columns
    assert "Intensity" in names.texts and len(set(names.texts)) == len(names.texts)
    assert shares.values.sum() == pytest.approx(100)
    assert (np.diff(shares.values) <= 0).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.float32, np.float64])
def test_every_voxel_type_is_taken(dtype):
    on = volume()
    on = replace(on, array=np.clip(on.array, 0, 200).astype(dtype))
    assert dice(run(on=on)["segmentation"].array == 2, ball()) > 0.9


def test_a_single_slice_and_a_colour_picture_are_taken():
    on = volume()
    colours = np.repeat(np.clip(on.array[10:11, ..., None], 0, 255), 3, axis=3).astype(np.uint8)
    picture = Volume(colours, on.ijk_to_ras, colour=True)
    painted = replace(strokes(), array=strokes().array[10:11])
    found = run(on=picture, painted=painted)["segmentation"]
    assert found.array.shape == (1, *SHAPE[1:])
    assert dice(found.array[0] == 2, ball()[10]) > 0.9


def test_many_painted_voxels_are_sampled():
    painted = strokes()
    painted.array[:, :4] = 1
    found = run(replace(QUICK, samples=50), painted=painted)["segmentation"].array
    assert dice(found == 2, ball()) > 0.85


def test_one_voxel_of_a_class_is_enough():
    painted = strokes()
    painted.array[painted.array == 2] = 0
    painted.array[10, 14, 17] = 2
    assert run(painted=painted)["segmentation"].array[10, 14, 17] == 2


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda a: a * 0, "Nothing is painted in 'Strokes'"),
        (lambda a: np.where(a == 2, 0, a), "Only segment 'Background' is painted"),
        (lambda a: np.where(a == 2, 7, a), "Only segment 'Background' is painted"),
    ],
)
def test_too_few_strokes_are_refused_with_the_remedy(change, words):
    painted = strokes()
    painted = replace(painted, array=change(painted.array).astype(np.uint8))
    with pytest.raises(UserError, match=words) as refused:
        run(painted=painted)
    assert "aint" in str(refused.value).split(". ")[1]


def test_strokes_elsewhere_in_space_are_refused():
    away = np.asarray(volume().ijk_to_ras, dtype=float)
    away[0, 3] = 500
    with pytest.raises(UserError, match="within the volume"):
        run(painted=replace(strokes(), ijk_to_ras=as_matrix(away)))


def test_an_unknown_class_and_plane_are_refused():
    with pytest.raises(UserError, match=r"no class 'Bal'.*Background, Ball"):
        run(replace(QUICK, probability="class", shown="Bal"))
    with pytest.raises(UserError, match="30 planes along j"):
        run(replace(QUICK, plane_axis="j", plane=30))


def test_a_segment_without_strokes_is_left_out_with_a_note():
    context = Context()
    painted = replace(strokes(), segments=(*SEGMENTS, Segment(3, "Tube")))
    found = run(painted=painted, context=context)["segmentation"]
    assert len(found.segments) == 2
    assert "Segment 'Tube' has no strokes and was left out." in context.notes


def test_it_stops_when_cancelled():
    for moment in (0.0, 0.2, 0.6):
        cancelled = threading.Event()

        def report(fraction, _phase, moment=moment, event=cancelled):
            if fraction > moment:
                event.set()

        on = replace(volume(), array=np.tile(volume().array, (2, 3, 4)))
        painted = replace(strokes(), array=np.tile(strokes().array, (2, 3, 4)))
        with pytest.raises(Cancelled):
            run(on=on, painted=painted, context=Context(report, cancelled))


@pytest.mark.skipif(not (DATA / "head_mr").exists(), reason="the real head MR is not here")
def test_the_brain_is_told_from_the_background_in_a_real_head():
    import SimpleITK as sitk

    path = next((DATA / "head_mr").glob("*.nii.gz"))
    head = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))[::2, ::2, ::2]
    bright, dark = head > 80, head < 10
    array = np.zeros(head.shape, np.uint8)
    rng = np.random.default_rng(0)
    for value, mask in ((1, dark), (2, bright)):
        for j, i in rng.permutation(np.argwhere(mask[64]))[:5]:
            row = array[64, j, max(i - 5, 0) : i + 6]
            row[mask[64, j, max(i - 5, 0) : i + 6]] = value
    found = run(on=Volume(head), painted=LabelMap(array, segments=SEGMENTS))["segmentation"].array
    assert dice(found == 2, bright) > 0.8
