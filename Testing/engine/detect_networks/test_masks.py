"""Mask R-CNN: which voxels belong to an object, from the masks of a cohort to segments in space."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from blob_images import OBLIQUE, blobs, tables, volume_of  # noqa: E402

from medaiassist_engine.cohort.columns import MASK, with_column  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Boxes,
    Column,
    LabelMap,
    Segment,
    Table,
    Volume,
    matrix,
)
from medaiassist_engine.detect.applying.operation import run_apply_detector  # noqa: E402
from medaiassist_engine.detect.applying.painting import Outline, paint  # noqa: E402
from medaiassist_engine.detect.boxes.geometry import to_grid, to_ras  # noqa: E402
from medaiassist_engine.detect.boxes.grid import as_slices  # noqa: E402
from medaiassist_engine.detect.networks.mask_head import MaskHead  # noqa: E402
from medaiassist_engine.detect.networks.parameters import (  # noqa: E402
    ApplyDetectorParameters,
    DetectorChoices,
    TrainDetectorParameters,
)
from medaiassist_engine.detect.networks.seeing import Seeing, see  # noqa: E402
from medaiassist_engine.detect.networks.target import Target  # noqa: E402
from medaiassist_engine.detect.training.cases import Case  # noqa: E402
from medaiassist_engine.detect.training.masks import instances_of  # noqa: E402
from medaiassist_engine.detect.training.operation import run_train_detector  # noqa: E402
from medaiassist_engine.detect.training.pieces import cut, frame_of  # noqa: E402
from medaiassist_engine.files.labels import write_labels  # noqa: E402
from medaiassist_engine.files.volumes import write_volume  # noqa: E402

RADIUS, SHAPE = 9.0, (96, 80)
TRAINING = TrainDetectorParameters(
    detector="mask_rcnn", epochs=40, batch=2, width=16, spacing=(2.0, 2.0, 2.0),
    learning_rate=3e-3, averaging=0.8, zoom=10, device="cpu",
)  # fmt: skip
APPLY = ApplyDetectorParameters(score=0.5, device="cpu")


def rings(seed: int, count: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A picture with bright hollow objects, their mask with a value each, and their boxes."""
    image, boxes = blobs(SHAPE, RADIUS, count, seed)
    mask = np.zeros(SHAPE, np.uint8)
    grid = np.stack(np.meshgrid(*(np.arange(n) + 0.5 for n in SHAPE), indexing="ij"))
    for number, box in enumerate(boxes, 1):
        middle, radius = (box[:2] + box[2:]) / 2, (box[2] - box[0]) / 2
        away = np.sqrt(((grid - middle[:, None, None]) ** 2).sum(axis=0))
        image[away < radius / 2] -= 100
        mask[(away < radius) & (away >= radius / 2)] = number
    return image, mask, boxes


def cohort_of_rings(folder: Path, cases: int) -> tuple[Table, Table]:
    """A cohort with masks on disk."""
    cohort, boxes = tables(folder, SHAPE, RADIUS, cases, OBLIQUE)
    for n in range(cases):
        image, mask, _ = rings(n, 0 if n == 1 else 3)
        write_volume(folder / f"c{n}.nrrd", volume_of(image, OBLIQUE))
        write_labels(folder / f"m{n}.nrrd", LabelMap(mask[None], OBLIQUE))
    paths = tuple(str(folder / f"m{n}.nrrd") for n in range(cases))
    return with_column(cohort, Column(MASK, texts=paths)), boxes


def dice(first: np.ndarray, second: np.ndarray) -> float:
    return 2 * float((first & second).sum()) / max(int(first.sum() + second.sum()), 1)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("rings")
    cohort, boxes = cohort_of_rings(folder, 10)
    p = replace(TRAINING, folder=str(folder), resume_folder=str(folder / "resume"))
    return run_train_detector(cohort, boxes, p, Context())


def test_segments_follow_the_objects_rather_than_their_boxes(trained: dict[str, object]) -> None:
    image, mask, truth = rings(99)
    found = run_apply_detector(trained["model"], APPLY, Context(), volume_of(image, OBLIQUE))
    boxes, segments = found["boxes"], found["segments"]
    assert isinstance(boxes, Boxes) and isinstance(segments, LabelMap)
    assert segments.ijk_to_ras == OBLIQUE and segments.array.shape == (1, *SHAPE)
    assert len(segments.segments) == len(boxes.centres) >= 3
    assert segments.segments[0].name == "ball 1"
    filled = np.zeros(SHAPE, bool)
    for box in truth:
        filled[as_slices(box, SHAPE)] = True
    drawn = segments.array[0] > 0
    assert dice(drawn, mask > 0) > 0.85 > dice(filled, mask > 0)
    grid = to_grid(boxes, OBLIQUE)
    for number, box in enumerate(grid, 1):  # each object has the value of its own box
        inside = np.zeros(SHAPE, bool)
        inside[as_slices(box[[1, 2, 4, 5]], SHAPE)] = True
        own = segments.array[0] == number
        assert own.any() and not (own & ~inside).any()


def test_slices_of_an_object_become_one_segment(trained: dict[str, object]) -> None:
    image, mask, _ = rings(98, 2)
    volume = Volume(np.stack([image] * 3), OBLIQUE)
    each = run_apply_detector(trained["model"], APPLY, Context(), volume)
    for n, box in enumerate(to_grid(each["boxes"], OBLIQUE), 1):
        own = each["segments"].array == n
        assert own.any(axis=(1, 2)).sum() == round(box[3] - box[0])
    assert (each["segments"].array == 1).any(axis=(1, 2)).all()
    both = run_apply_detector(trained["model"], replace(APPLY, segments="class"), Context(), volume)
    segments = both["segments"]
    assert [s.name for s in segments.segments] == ["ball"]
    assert dice(segments.array > 0, np.stack([mask] * 3) > 0) > 0.8
    np.testing.assert_array_equal(segments.array > 0, each["segments"].array > 0)


def test_a_part_of_a_volume_is_outlined_on_the_whole_volumes_voxels(
    trained: dict[str, object],
) -> None:
    image, mask, truth = rings(97)
    start = int(truth[:, 0].min()) - 4  # all of the objects, but not all of the picture
    region = to_ras(np.array([[0.0, start, 4, 1, SHAPE[0], SHAPE[1]]]), OBLIQUE)
    found = run_apply_detector(
        trained["model"], APPLY, Context(), volume_of(image, OBLIQUE), region=region
    )
    segments = found["segments"]
    assert segments.array.shape == (1, *SHAPE)
    assert dice(segments.array[0] > 0, mask > 0) > 0.8


@pytest.mark.parametrize("dimensions", [2, 3])
def test_masks_move_with_the_boxes(dimensions: int) -> None:
    shape = {2: SHAPE, 3: (40, 44, 36)}[dimensions]
    image, boxes = blobs(shape, 6.0, 3, 5)
    labels = np.zeros(shape, np.uint8)
    labels[image > 50] = 1
    volume = volume_of(image, OBLIQUE)
    seen = see(volume, Seeing(dimensions, 1, (2.0,) * dimensions))
    there = seen.boxes(to_ras(_in_volume(boxes), OBLIQUE))
    known = instances_of(volume, LabelMap(volume_of(labels, OBLIQUE).array, OBLIQUE), seen, there)
    codes = torch.zeros(len(there), dtype=torch.int64)
    case = Case("c", "p", "train", seen, there, codes, OBLIQUE, masks=known)
    p, rng = DetectorChoices(rotate=30, zoom=20), np.random.default_rng(1)
    compared = 0
    for _ in range(10):
        _, target = cut(case, frame_of(case, (32,) * dimensions, False, p, rng))
        for number, box in enumerate(target.boxes.numpy(), 1):
            place = torch.nonzero(target.masks == number).numpy()
            tight = np.concatenate([place.min(axis=0), place.max(axis=0) + 1])
            assert np.abs(tight - box).max() < 2.5
            compared += 1
    assert compared > 5


def test_touching_objects_keep_their_own_voxels() -> None:
    labels = np.zeros((1, 20, 20), np.uint8)
    labels[0, 2:8, 2:8], labels[0, 2:8, 8:14] = 1, 2
    volume = Volume(np.zeros((1, 20, 20), np.float32))
    seen = see(volume, Seeing(2, 1, (1.0, 1.0)))
    boxes = torch.tensor([[8.0, 2, 14, 8], [2, 2, 8, 8], [15, 15, 19, 19]])  # i, j
    segments = (Segment(1, "left"), Segment(2, "right"))
    found = instances_of(volume, LabelMap(labels, segments=segments), seen, boxes).numpy().T
    np.testing.assert_array_equal(found == 2, labels[0] == 1)
    np.testing.assert_array_equal(found == 1, labels[0] == 2)
    assert not (found == 3).any()  # nothing is drawn in the third box


@pytest.mark.parametrize("grid", [OBLIQUE, matrix(np.diag([-1.5, 0.8, -3.0, 1.0]))])
def test_painting_fills_the_voxels_of_a_box_in_any_grid(
    grid: tuple[tuple[float, ...], ...],
) -> None:
    volume = Volume(np.zeros((14, 16, 18), np.float32), grid)
    box = np.array([[3.0, 4, 5, 9, 12, 11]])  # k, j, i
    seen = see(volume, Seeing(3, 1, (1.1, 0.7, 2.3)))
    there = seen.boxes(to_ras(box, grid)).double().numpy()[0]
    labels = np.zeros(volume.array.shape, np.uint8)
    outline = Outline(there, np.ones((4, 4, 4)), seen.ijk_to_ras)
    paint(labels, grid, outline, 7)
    expected = np.zeros_like(labels)
    expected[3:9, 4:12, 5:11] = 7
    np.testing.assert_array_equal(labels, expected)


def test_half_of_a_mask_is_half_of_the_object() -> None:
    mask = np.zeros((4, 4, 1))
    mask[:2] = 1.0
    labels = np.zeros((1, 10, 12), np.uint8)
    box = np.array([2.0, 1, 0, 10, 9, 1])  # i, j, k
    paint(labels, matrix(np.eye(4)), Outline(box, mask, np.eye(4)), 1)
    expected = np.zeros_like(labels)
    expected[0, 1:9, 2:6] = 1
    np.testing.assert_array_equal(labels, expected)


@pytest.mark.parametrize("dimensions", [2, 3])
def test_the_mask_head_learns_the_voxels_it_is_shown(dimensions: int) -> None:
    torch.manual_seed(0)
    shape = (32,) * dimensions
    head = MaskHead(dimensions, 8, 2, 4)
    maps = [torch.randn(1, 8, *(8,) * dimensions)]
    masks = torch.zeros(shape, dtype=torch.int64)
    masks[(slice(4, 12), *[slice(4, 20)] * (dimensions - 1))] = 1  # half of the box
    box = torch.tensor([[4.0] * dimensions + [20.0] * dimensions])
    target = Target(box, torch.tensor([1]), masks=masks)
    optimiser = torch.optim.Adam(head.parameters(), 0.01)
    for _ in range(60):
        optimiser.zero_grad()
        head.losses(maps, [target])["masks"].backward()
        optimiser.step()
    with torch.no_grad():
        (found,) = head.masks(maps, [box], [torch.tensor([1])])
    bins = found.shape[1]
    assert found.shape == (1, *(bins,) * dimensions)
    assert found[0, : bins // 2 - 1].mean() > 0.7 > 0.3 > found[0, bins // 2 + 1 :].mean()


def test_an_image_without_known_voxels_teaches_no_masks() -> None:
    head = MaskHead(2, 8, 1, 4)
    maps = [torch.randn(1, 8, 8, 8)]
    target = Target(torch.tensor([[4.0, 4, 20, 20]]), torch.tensor([0]))
    assert float(head.losses(maps, [target])["masks"]) == 0


def test_a_cohort_without_usable_masks_is_refused(tmp_path: Path) -> None:
    cohort, boxes = tables(tmp_path, SHAPE, RADIUS, 4)
    with pytest.raises(UserError, match=r"no column 'mask'.*finds boxes only"):
        run_train_detector(cohort, boxes, TRAINING, Context())
    empty = with_column(cohort, Column(MASK, texts=("",) * 4))
    with pytest.raises(UserError, match="No case with boxes has a mask"):
        run_train_detector(empty, boxes, TRAINING, Context())
    node = with_column(cohort, Column(MASK, texts=("node:Segmentation", "", "", "")))
    with pytest.raises(UserError, match="mask of case 'c0' is a node"):
        run_train_detector(node, boxes, TRAINING, Context())
    write_labels(tmp_path / "m.nrrd", LabelMap(np.ones((1, 5, 5), np.uint8)))
    other = with_column(cohort, Column(MASK, texts=(str(tmp_path / "m.nrrd"), "", "", "")))
    with pytest.raises(UserError, match=r"mask of case 'c0' cannot be used.*other voxels"):
        run_train_detector(other, boxes, TRAINING, Context())


def _in_volume(boxes: np.ndarray) -> np.ndarray:
    return boxes if boxes.shape[1] == 6 else np.insert(np.insert(boxes, 0, 0, 1), 3, 1, 1)
