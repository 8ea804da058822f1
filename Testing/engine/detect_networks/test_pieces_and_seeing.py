"""Where images and boxes lie after resampling, cutting, turning and mirroring."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import OBLIQUE, blobs, tables, volume_of  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Volume, matrix  # noqa: E402
from medaiassist_engine.detect.applying.searching import Searcher  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import in_slice, to_grid, to_ras  # noqa: E402
from medaiassist_engine.detect.formats.annotations import ImageBoxes  # noqa: E402
from medaiassist_engine.detect.formats.box_table import table_of_images  # noqa: E402
from medaiassist_engine.detect.networks import seeing as preparing  # noqa: E402
from medaiassist_engine.detect.networks.parameters import (  # noqa: E402
    ApplyDetectorParameters,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.networks.seeing import Seeing, _resampled, see  # noqa: E402
from medaiassist_engine.detect.networks.target import Found  # noqa: E402
from medaiassist_engine.detect.training.cases import BoxCases, box_cases  # noqa: E402
from medaiassist_engine.detect.training.pieces import cut, frame_of  # noqa: E402
from medaiassist_engine.detect.training.training import found_in  # noqa: E402

GRIDS = {
    "plain": matrix(np.diag([2.0, 2.0, 2.0, 1.0])),
    "oblique, left-handed": OBLIQUE,
    "LPS": matrix(np.diag([-2.0, -2.0, 2.0, 1.0])),
}


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS.keys())
@pytest.mark.parametrize("spacing", [2.0, 3.1])
@pytest.mark.parametrize("dimensions", [2, 3])
def test_boxes_go_to_what_the_network_sees_and_back(grid, spacing, dimensions) -> None:
    image, boxes = blobs((40, 48, 36)[-dimensions:], 7.0, 2, 5)
    volume = volume_of(image, grid)
    seen = see(volume, Seeing(dimensions, 1, (spacing,) * dimensions))
    whole = boxes if dimensions == 3 else in_slice(boxes, 0)
    theirs = seen.boxes(to_ras(whole, grid))
    # The object is bright where its box says that it is.
    half = dimensions
    middle = ((theirs[:, :half] + theirs[:, half:]) / 2).long()
    assert all(seen.image[(0, *place)] > 0.7 for place in middle.tolist())
    back = seen.in_space(theirs.double().numpy(), ["a"] * len(theirs), np.ones(len(theirs)))
    found = to_grid(back, grid)
    if dimensions == 2:
        found, whole = found[:, [1, 2, 4, 5]], boxes
    assert np.abs(found - whole).max() < 1e-4


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_boxes_move_with_the_pieces(dimensions: int, seed: int, tmp_path: Path) -> None:
    shape = {2: (96, 80), 3: (40, 48, 40)}[dimensions]
    cohort, boxes = tables(tmp_path, shape, 7.0, 4)
    p = TrainDetectorParameters(
        spacing=(2.0,) * 3, patch=None if dimensions == 2 else 32, rotate=20
    )
    case = box_cases(cohort, boxes, p, Context()).cases[0]
    size = tuple(case.seen.image.shape[1:]) if dimensions == 2 else (32,) * 3
    frame = frame_of(case, size, dimensions == 2, p, np.random.default_rng(seed))
    piece, target = cut(case, frame)
    grid = torch.stack(
        torch.meshgrid(*(torch.arange(n) + 0.5 for n in size), indexing="ij"), dim=-1
    )
    inside = torch.zeros(size, dtype=torch.bool)
    for box in target.boxes:
        low, high = box[:dimensions], box[dimensions:]
        inside |= (((grid - (low + high) / 2) / ((high - low) / 2)) ** 2).sum(-1) < 1
    bright = piece[0] > 0.55
    assert len(target.boxes)
    # All that boxes say is bright; what is bright beside them is an object cut at the edge.
    assert (bright & inside).sum() / inside.sum() > 0.75


def test_an_image_of_another_form_is_refused() -> None:
    volume = Volume(np.zeros((4, 30, 30), np.int16))
    with pytest.raises(UserError, match="has 3 dimensions, but the detector was trained on"):
        see(volume, Seeing(2, 1, (1.0, 1.0)))
    with pytest.raises(UserError, match="1 values per voxel, but the detector takes 3"):
        see(volume, Seeing(3, 3, (1.0,) * 3))


class BrightPlaces(torch.nn.Module):  # type: ignore[misc]
    """Finds the one voxel above 0.5 in each window: a detector whose answers are known."""

    multiple = 8

    def detect(self, images: torch.Tensor, proposals: object) -> list[Found]:
        found = []
        for image in images:
            place = torch.nonzero(image[0] > 0.5).float()
            boxes = torch.cat([place - 2, place + 3], dim=1)
            scores = torch.full((len(place),), 0.9)
            found.append(Found(boxes, scores, torch.zeros(len(place), dtype=torch.int64)))
        return found


@pytest.mark.parametrize("patch", [None, 32])
@pytest.mark.parametrize("flips", [False, True])
@pytest.mark.parametrize("merging", ["strongest", "weighted"])
def test_each_object_is_found_once_wherever_windows_meet(patch, flips, merging) -> None:
    p = ApplyDetectorParameters(flips=flips, merging=merging, score=0.1)
    searcher = Searcher(BrightPlaces(), patch, p)
    rng = np.random.default_rng(0)
    for shape in ((70, 45), (50, 33, 40)):
        for _ in range(10):
            image = torch.zeros((1, *shape))
            place = rng.integers(4, np.array(shape) - 4)
            image[(0, *place)] = 1.0
            found = searcher(image, Context())
            assert len(found.scores) == 1
            middle = (found.boxes[0, : len(shape)] + found.boxes[0, len(shape) :]) / 2
            assert np.abs(middle - place - 0.5).max() < 1e-6


class FirstLook(BrightPlaces):
    """Finds what it sees in the first window alone."""

    def detect(self, images: torch.Tensor, proposals: object) -> list[Found]:
        found = super().detect(images, proposals)
        nothing = Found(torch.zeros(0, 4), torch.zeros(0), torch.zeros(0, dtype=torch.int64))
        return [found[0], *(nothing for _ in found[1:])]


@pytest.mark.parametrize(("place", "expected"), [(10, 0.9), (27, 0.45)])
def test_what_one_of_two_windows_does_not_find_is_doubted(place: int, expected: float) -> None:
    """Windows of 32 begin at 0, 22 and 44: the second place is seen by two of them."""
    p = ApplyDetectorParameters(merging="weighted", score=0.1, batch=8)
    image = torch.zeros((1, 76, 16))
    image[0, place, 8] = 1.0
    found = Searcher(FirstLook(), 32, p)(image, Context())
    assert found.scores.tolist() == pytest.approx([expected])
    both = Searcher(BrightPlaces(), 32, p)(image, Context())
    assert both.scores.tolist() == pytest.approx([0.9])


@pytest.mark.parametrize("windows", [0, 25])
def test_no_place_is_left_out_between_windows(windows: int) -> None:
    p = ApplyDetectorParameters(score=0.1, windows=windows)
    searcher = Searcher(BrightPlaces(), 32, p)
    for place in range(4, 124):
        image = torch.zeros((1, 128, 16))
        image[0, place, 8] = 1.0
        assert len(searcher(image, Context()).scores) == 1, place


class TwoBoxes(torch.nn.Module):  # type: ignore[misc]
    """Finds two boxes that overlap by a third, whatever it sees."""

    multiple = 8

    def detect(self, images: torch.Tensor, proposals: object) -> list[Found]:
        boxes = torch.tensor([[4.0, 4, 12, 12], [4.0, 8, 12, 16]])
        return [Found(boxes, torch.tensor([0.9, 0.8]), torch.zeros(2, dtype=torch.int64))]


@pytest.mark.parametrize(("overlap", "count"), [(0.3, 1), (0.4, 2)])
def test_overlap_acts_on_whole_pictures_too(overlap: float, count: int) -> None:
    searcher = Searcher(TwoBoxes(), None, ApplyDetectorParameters(overlap=overlap))
    assert len(searcher(torch.zeros((1, 32, 32)), Context()).scores) == count


def test_a_detector_searches_on_the_device_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads of R-CNN are fitted on the CPU, whatever the training ran on."""
    module, seen = BrightPlaces(), []
    monkeypatch.setattr(module, "to", lambda device: seen.append(device) or module)
    known = BoxCases((), ("spot",), Seeing(2, 1, (1.0, 1.0)))
    found_in(module, [], known, TrainDetectorParameters(), "cuda:1")
    assert set(seen) == {"cuda:1"}


def test_boxes_of_pictures_and_volumes_share_a_table() -> None:
    flat = ImageBoxes("picture", np.array([[1.0, 2, 5, 7]]), ("a",))
    deep = ImageBoxes("volume", np.array([[1.0, 2, 3, 4, 6, 8]]), ("b",))
    table = table_of_images([flat, deep])
    values = {c.name: c.values for c in table.columns}
    assert [values[f"center_{axis}"].tolist() for axis in "ijk"] == [[4.5, 5.5], [3, 4], [0.5, 2.5]]
    assert values["size_k"].tolist() == [1, 3]


@pytest.mark.parametrize("intensities", ["range", "zscore"])
@pytest.mark.parametrize("shape", [(20, 24, 28), (1, 40, 48)])
def test_a_region_is_scaled_as_the_whole_is(intensities: str, shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    array = rng.normal(0, 5, shape).astype(np.float32)
    array[..., :8, :8] += 900  # outside of the region
    whole = volume_of(array, OBLIQUE)
    part = replace(whole, array=array[..., 12:, 12:])
    dimensions = 2 if shape[0] == 1 else 3
    seeing = Seeing(dimensions, 1, (2.0,) * dimensions, intensities)
    seen, known = see(part, seeing, whole).image, see(whole, seeing).image
    assert torch.isin(seen, known).all()
    assert abs(float(seen.mean() - known.median())) < 0.02
    assert abs(float(see(part, seeing).image.mean() - known.median())) > 0.1


@pytest.mark.parametrize(("intensities", "count"), [("range", 2), ("window", 1), ("none", 1)])
def test_the_whole_is_prepared_only_where_it_tells_the_scale(
    monkeypatch: pytest.MonkeyPatch, intensities: str, count: int
) -> None:
    prepared: list[Volume] = []
    monkeypatch.setattr(
        preparing, "_resampled", lambda v, s: prepared.append(v) or _resampled(v, s)
    )
    whole = volume_of(np.ones((8, 10, 12), dtype=np.float32), OBLIQUE)
    part = replace(whole, array=whole.array[:4])
    see(part, Seeing(3, 1, (2.0, 2.0, 2.0), intensities), whole)
    assert len(prepared) == count
