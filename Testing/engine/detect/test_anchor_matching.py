"""Anchors, their sizes, which box each learns, and which of them a step learns from."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="deep learning is not installed")

from medaiassist_engine.detect.learning.anchor_sizes import (  # noqa: E402
    concentric_iou,
    propose_sizes,
)
from medaiassist_engine.detect.learning.anchors import (  # noqa: E402
    anchors_of_level,
    anchors_of_levels,
    with_ratios,
)
from medaiassist_engine.detect.learning.matching import (  # noqa: E402
    BACKGROUND,
    BETWEEN,
    match_by_atss,
    match_by_iou,
)
from medaiassist_engine.detect.learning.overlaps import pairwise_iou  # noqa: E402
from medaiassist_engine.detect.learning.sampling import sample_balanced, sample_hard  # noqa: E402


def boxes_of(seed: int, count: int, dimensions: int, spread: float = 64) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    low = torch.rand((count, dimensions), generator=generator) * spread * 0.7
    size = 4 + torch.rand((count, dimensions), generator=generator) * spread * 0.3
    return torch.cat([low, low + size], dim=1)


def pyramid(dimensions: int, image: int = 64) -> list[torch.Tensor]:
    sizes = [torch.tensor([[8.0] * dimensions, [12.0] * dimensions]),
             torch.tensor([[16.0] * dimensions, [24.0] * dimensions])]  # fmt: skip
    grids = [(image // 8,) * dimensions, (image // 16,) * dimensions]
    return anchors_of_levels(sizes, grids, (image,) * dimensions)


def iou_by_loop(anchors, boxes, foreground, background, every_box):
    """Faster R-CNN's rule, anchor by anchor."""
    shared = pairwise_iou(anchors, boxes)
    best = [float(shared[:, m].max()) for m in range(len(boxes))]
    found = []
    for n in range(len(anchors)):
        most = float(shared[n].max())
        top = any(float(shared[n, m]) == best[m] > 0 for m in range(len(boxes)))
        if most >= foreground or (every_box and top):
            found.append(int(shared[n].argmax()))
        else:
            found.append(BACKGROUND if most < background else BETWEEN)
    return found


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("every_box", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_matching_by_overlap_is_that_of_a_direct_loop(dimensions, every_box, seed) -> None:
    anchors, boxes = torch.cat(pyramid(dimensions)), boxes_of(seed, 7, dimensions)
    found = match_by_iou(anchors, boxes, 0.5, 0.3, every_box)
    assert found.tolist() == iou_by_loop(anchors, boxes, 0.5, 0.3, every_box)
    if every_box:
        assert (found >= 0).any()


def atss_by_loop(levels, boxes, candidates, a_place, inside):
    """ATSS as its paper lists the steps, box by box."""
    anchors = torch.cat(levels)
    half = anchors.shape[1] // 2
    middle = (anchors[:, :half] + anchors[:, half:]) / 2
    found, strongest = [BACKGROUND] * len(anchors), [-1.0] * len(anchors)
    for m, box in enumerate(boxes):
        distance = ((middle - (box[:half] + box[half:]) / 2) ** 2).sum(dim=1).sqrt()
        near, start = [], 0
        for level in levels:
            order = sorted(range(len(level)), key=lambda n: float(distance[start + n]))
            near += [start + n for n in order[: candidates * a_place]]
            start += len(level)
        shared = [float(pairwise_iou(box[None], anchors[n : n + 1])) for n in near]
        least = np.mean(shared) + np.std(shared, ddof=1)
        for n, overlap in zip(near, shared, strict=True):
            within = bool(((middle[n] > box[:half]) & (middle[n] < box[half:])).all())
            if overlap >= least and (within or not inside) and overlap > strongest[n]:
                found[n], strongest[n] = m, overlap
    return found


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_matching_by_atss_is_that_of_a_direct_loop(dimensions, inside, seed) -> None:
    levels = pyramid(dimensions, 32 if dimensions == 3 else 64)
    boxes = boxes_of(seed, 5, dimensions, 32 if dimensions == 3 else 64)
    found = match_by_atss(levels, boxes, 4, a_place=2, inside=inside)
    assert found.tolist() == atss_by_loop(levels, boxes, 4, 2, inside)
    assert (found >= 0).any()


def test_without_boxes_everything_is_background() -> None:
    levels = pyramid(2)
    for found in (match_by_iou(torch.cat(levels), torch.zeros(0, 4)),
                  match_by_atss(levels, torch.zeros(0, 4))):  # fmt: skip
        assert found.tolist() == [BACKGROUND] * sum(map(len, levels))


def test_a_box_that_no_anchor_meets_makes_none_learn_it() -> None:
    far = torch.tensor([[1000.0, 1000, 1010, 1010]])
    assert (match_by_iou(torch.cat(pyramid(2)), far) == BACKGROUND).all()
    assert (match_by_atss(pyramid(2), far) == BACKGROUND).all()


def test_levels_with_fewer_places_than_candidates_are_taken_whole() -> None:
    found = match_by_atss(pyramid(2, 16), torch.tensor([[2.0, 2, 12, 12]]), 9, a_place=2)
    assert (found == 0).any()


def test_anchors_are_centred_on_the_places_of_the_map() -> None:
    anchors = anchors_of_level(torch.tensor([[4.0, 8.0], [2.0, 2.0]]), (2, 3), (16, 30))
    assert anchors.shape == (12, 4)
    assert anchors[0].tolist() == [2, 1, 6, 9]  # around (4, 5), the middle of the first place
    assert anchors[1].tolist() == [3, 4, 5, 6]
    middle = (anchors[::2, :2] + anchors[::2, 2:]) / 2
    assert middle.tolist() == [[4, 5], [4, 15], [4, 25], [12, 5], [12, 15], [12, 25]]


def test_ratios_keep_the_volume() -> None:
    sizes = with_ratios(8.0, ((1, 1, 1), (1, 2, 4), (4, 1, 1)))
    assert torch.allclose(sizes.prod(dim=1), torch.tensor(512.0))
    assert torch.allclose(sizes[1] / sizes[1, 0], torch.tensor([1.0, 2, 4]))


def test_proposed_sizes_fit_groups_of_boxes() -> None:
    rng = np.random.default_rng(0)
    groups = np.array([[8.0, 8], [30, 12], [60, 60]])
    lengths = np.concatenate([g * np.exp(rng.normal(0, 0.05, (40, 2))) for g in groups])
    found, fit = propose_sizes(lengths, 3)
    assert np.allclose(found, groups, rtol=0.05) and fit > 0.9
    again, _ = propose_sizes(lengths[rng.permutation(120)], 3)
    assert np.array_equal(found, again)
    one, less = propose_sizes(lengths, 1)
    assert one.shape == (1, 2) and less < fit


def test_proposals_of_few_or_odd_boxes() -> None:
    found, fit = propose_sizes(np.array([[5.0, 5], [5, 5], [0, 3]]), 4)
    assert found.shape == (1, 2) and found == pytest.approx(5) and fit == pytest.approx(1)
    with pytest.raises(ValueError, match="no box"):
        propose_sizes(np.zeros((2, 3)), 2)
    assert concentric_iou(np.array([[2.0, 4]]), np.array([[4.0, 2]]))[0, 0] == pytest.approx(1 / 3)


def matches(positive: int, background: int, between: int) -> torch.Tensor:
    parts = [torch.arange(positive), torch.full((background,), BACKGROUND),
             torch.full((between,), BETWEEN)]  # fmt: skip
    return torch.cat(parts)[torch.randperm(positive + background + between,
                                           generator=torch.Generator().manual_seed(0))]  # fmt: skip


@pytest.mark.parametrize(("positive", "count", "expected"),
                         [(100, 64, (32, 32)), (5, 64, (5, 59)), (0, 64, (0, 64))])  # fmt: skip
def test_steps_learn_from_a_balance_of_both(positive, count, expected) -> None:
    given = matches(positive, 1000, 200)
    generator = torch.Generator().manual_seed(3)
    with_box, others = sample_balanced(given, count, 0.5, generator)
    assert (len(with_box), len(others)) == expected
    assert (given[with_box] >= 0).all() and (given[others] == BACKGROUND).all()
    assert len(set(with_box.tolist()) | set(others.tolist())) == count
    again = sample_balanced(given, count, 0.5, torch.Generator().manual_seed(3))
    assert all(map(torch.equal, (with_box, others), again))


def test_less_background_than_wanted_is_taken_whole() -> None:
    with_box, others = sample_balanced(matches(50, 10, 30), 64)
    assert (len(with_box), len(others)) == (32, 10)


def test_hard_background_is_what_the_network_takes_for_boxes() -> None:
    given = matches(4, 2000, 100)
    scores = torch.rand(len(given), generator=torch.Generator().manual_seed(1))
    with_box, others = sample_hard(given, scores, 32, 0.5, pool=3,
                                   generator=torch.Generator().manual_seed(2))  # fmt: skip
    assert (len(with_box), len(others)) == (4, 4)
    background = torch.nonzero(given == BACKGROUND)[:, 0]
    hardest = background[scores[background].topk(12).indices]
    assert set(others.tolist()) <= set(hardest.tolist())


def test_hard_sampling_without_any_box_still_learns_background() -> None:
    given = matches(0, 500, 0)
    with_box, others = sample_hard(given, torch.rand(500), 32, fewest=16)
    assert (len(with_box), len(others)) == (0, 16)
    nothing = sample_hard(torch.full((5,), BETWEEN), torch.rand(5), 4)
    assert [len(part) for part in nothing] == [0, 0]
