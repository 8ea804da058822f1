"""Where images and boxes lie after resampling, cutting, turning and mirroring."""

from __future__ import annotations

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
from medaiassist_engine.detect.networks.parameters import (  # noqa: E402
    ApplyDetectorParameters,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.networks.seeing import Seeing, see  # noqa: E402
from medaiassist_engine.detect.networks.target import Found  # noqa: E402
from medaiassist_engine.detect.training.cases import box_cases  # noqa: E402
from medaiassist_engine.detect.training.pieces import cut, frame_of  # noqa: E402

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
