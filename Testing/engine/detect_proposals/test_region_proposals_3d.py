"""Region proposals in volumes: recall on planted spheres and a real nodule, and their parts."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import Cancelled
from medaiassist_engine.detect.boxes.overlap import overlap
from medaiassist_engine.detect.proposals.graph_kernel import segmented, sorted_edges
from medaiassist_engine.detect.proposals.merging_kernel import merged
from medaiassist_engine.detect.proposals.propose import propose
from medaiassist_engine.detect.proposals.region_kernel import measured, touching
from medaiassist_engine.detect.proposals.sums import BoxSums
from medaiassist_engine.detect.proposals.tones import shrunk_shape
from medaiassist_engine.files.volumes import read_volume

DATA = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[4] / "shared" / "data"))
CHEST = DATA / "chest_ct"
SPACING = (2.0, 1.0, 1.0)


def spheres():
    """Four spheres of 6 to 20 mm on noise, in voxels of 2 x 1 x 1 mm, and their boxes."""
    image = np.random.default_rng(0).normal(0, 10, (30, 64, 64))
    grid = np.moveaxis(np.indices(image.shape) + 0.5, 0, -1) * SPACING
    places = [((20, 20, 20), 10), ((40, 45, 20), 6), ((16, 44, 50), 5), ((44, 16, 46), 3)]
    boxes = []
    for centre, radius in places:
        image[np.linalg.norm(grid - centre, axis=-1) <= radius] += 100
        low, high = np.subtract(centre, radius), np.add(centre, radius)
        boxes.append(np.concatenate([low / SPACING, high / SPACING]))
    return image, np.array(boxes)


def recall(truth, boxes, threshold=0.5):
    return float((overlap(truth, boxes).max(axis=1) >= threshold).mean())


def test_the_first_proposals_hold_every_sphere():
    image, truth = spheres()
    assert recall(truth, propose(image, SPACING)[:150]) == 1.0


def test_dark_spheres_and_whole_numbers_are_found_as_well():
    image, truth = spheres()
    found = propose(np.rint(-image).astype(np.int16), SPACING)
    assert recall(truth, found[:150]) == 1.0


def test_the_same_volume_gives_the_same_boxes_in_the_same_order():
    image, _ = spheres()
    first, second = (propose(image, SPACING) for _ in range(2))
    assert np.array_equal(first, second)
    assert np.array_equal(propose(image, SPACING, most=9), first[:9])


def test_a_large_volume_is_searched_small():
    image, truth = spheres()
    found = propose(image, SPACING, voxels=40_000)
    assert recall(truth[:3], found[:40]) == 1.0
    assert (found >= 0).all() and (found[:, 3:] <= image.shape).all()


@pytest.mark.parametrize("shape", [(1, 1, 1), (2, 2, 2), (1, 9, 9), (5, 1, 7)])
def test_tiny_volumes_give_few_boxes_or_none(shape):
    found = propose(np.random.default_rng(0).normal(size=shape), SPACING)
    assert found.shape[1] == 6 and (found[:, 3:] <= shape).all()


def test_a_constant_volume_gives_no_box():
    assert propose(np.zeros((9, 9, 9)), SPACING).shape == (0, 6)


def test_an_image_with_too_few_spacings_is_refused():
    with pytest.raises(ValueError, match="does not go with"):
        propose(np.zeros((9, 9, 9)), (1.0,))


def test_it_can_be_cancelled():
    cancelled = threading.Event()
    context = Context(lambda fraction, phase: cancelled.set(), cancelled)
    with pytest.raises(Cancelled):
        propose(spheres()[0], SPACING, context=context)


@pytest.mark.skipif(not CHEST.is_dir(), reason=f"{CHEST} is not there")
def test_a_real_nodule_is_among_the_first_proposals_of_its_surroundings():
    volume = read_volume(CHEST / "lidc_0314.nii.gz")
    mask = read_volume(CHEST / "lidc_0314_nodule_mask.nii.gz").array > 0
    around = (slice(128, 192), slice(213, 277), slice(154, 218))
    (nodule,) = ndimage.find_objects(mask[around].astype(np.int8))
    truth = np.array([[s.start for s in nodule] + [s.stop for s in nodule]], dtype=float)
    found = propose(volume.array[around], (1.0, 0.78, 0.78))
    assert recall(truth, found[:200]) == 1.0


def test_edges_are_sorted_and_regions_are_flat_zones_where_nothing_may_join():
    """With no tolerance regions are the zones of equal tone, which scipy labels as well."""
    tones = np.random.default_rng(0).integers(0, 3, (5, 6, 7)).astype(np.int16)
    edges, ends = sorted_edges(tones, 8)
    flat = tones.ravel()
    steps = np.array([42, 7, 1])
    weight = np.abs(flat[edges // 3] - flat[edges // 3 + steps[edges % 3]])
    assert (np.diff(weight) >= 0).all() and len(edges) == 4 * 42 + 5 * 5 * 7 + 5 * 6 * 6
    assert ends[-1] == len(edges) and ends[0] == (weight == 0).sum()
    labels, count = segmented(tones.shape, edges, ends, 0.0, 0)
    zones = sum(ndimage.label(tones == value)[1] for value in range(3))
    assert count == zones
    for n in range(count):
        assert len(np.unique(flat[labels == n])) == 1


def test_joining_ends_with_the_whole_and_follows_the_likeness():
    """Against joining by the definition: all likenesses anew after each step."""
    labels = np.random.default_rng(1).integers(0, 12, (4, 4, 4)).astype(np.int32)
    tones = np.random.default_rng(2).integers(0, 256, labels.shape).astype(np.uint8)
    count = 12
    size, boxes, shares = measured(labels, tones, count, 8)
    codes = np.unique(touching(labels, count))
    pairs = np.column_stack([codes // count, codes % count])

    def room(values):
        return np.concatenate([values, np.zeros((count - 1, *values.shape[1:]), values.dtype)])

    found = merged(room(size), room(boxes), room(shares), pairs, labels.size, True)
    assert np.array_equal(found, joined_directly(labels, tones, pairs))
    assert found[-1].tolist() == [0, 0, 0, 4, 4, 4]


def joined_directly(labels, tones, pairs):
    members = {n: labels == n for n in range(labels.max() + 1)}
    near = {frozenset(pair) for pair in pairs.tolist()}

    def box(mask):
        (s,) = ndimage.find_objects(mask.astype(np.int8))
        return [e.start for e in s] + [e.stop for e in s]

    def likeness(a, b):
        low_a, low_b = np.array(box(members[a])), np.array(box(members[b]))
        around = np.prod(np.maximum(low_a, low_b)[3:] - np.minimum(low_a, low_b)[:3])
        both = (members[a] | members[b]).sum()
        shares = [np.bincount(tones[members[x]] >> 5, minlength=8) for x in (a, b)]
        alike = np.minimum(*(s / s.sum() for s in shares)).sum()
        return (1 - both / labels.size) + (1 - (around - both) / labels.size) + alike

    boxes = [box(members[n]) for n in members]
    while near:
        a, b = max((sorted(p) for p in near), key=lambda p: (round(likeness(*p), 5), -p[0], -p[1]))
        new = len(members)
        members[new] = members[a] | members[b]
        near = {frozenset(new if x in (a, b) else x for x in p) for p in near}
        near = {p for p in near if len(p) == 2}
        boxes.append(box(members[new]))
    return np.array(boxes)


def test_sums_of_boxes_are_exact():
    image = np.random.default_rng(0).integers(-1000, 1000, (6, 7, 8))
    boxes = np.array([[0, 0, 0, 6, 7, 8], [1, 2, 3, 4, 4, 8], [2, 2, 2, 2, 5, 5]])
    direct = [image[a:d, b:e, c:f].sum() for a, b, c, d, e, f in boxes]
    assert BoxSums(image).of(boxes).tolist() == direct


def test_shrinking_evens_out_the_spacing_and_leaves_coarse_axes():
    assert shrunk_shape((10, 100, 100), (5.0, 1.0, 1.0), 10**6) == (10, 100, 100)
    assert shrunk_shape((10, 100, 100), (5.0, 1.0, 1.0), 25_000) == (10, 50, 50)
