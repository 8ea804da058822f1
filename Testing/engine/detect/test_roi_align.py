"""RoIAlign against interpolation written out, bin by bin, and its gradients against differences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="deep learning is not installed")

from medaiassist_engine.detect.learning.roi_align import roi_align  # noqa: E402
from medaiassist_engine.detect.learning.roi_align_cpu import align_on_cpu  # noqa: E402
from medaiassist_engine.detect.learning.roi_align_torch import align_by_torch  # noqa: E402


def by_the_book(features, boxes, size, scale, samples) -> np.ndarray:
    """The mean of linearly interpolated values in each bin; voxel n's centre lies at n + 0.5."""
    features = features.double().numpy()
    shape, dimensions = features.shape[2:], features.ndim - 2
    scale = np.tile(np.broadcast_to(scale, dimensions), 2)
    found = []
    for image, own in zip(features, boxes, strict=True):
        for box in own.double().numpy() * scale:
            low, length = box[:dimensions], box[dimensions:] - box[:dimensions]
            bins = np.zeros((features.shape[1], *size))
            for place in itertools.product(*map(range, size)):
                for sample in itertools.product(range(samples), repeat=dimensions):
                    part = np.array(place) + (np.array(sample) + 0.5) / samples
                    value = _value(image, shape, low + part / size * length)
                    bins[(slice(None), *place)] += value
            found.append(bins / samples**dimensions)
    return np.array(found)


def _value(image, shape, place):
    """Interpolated at one place; beyond the outermost centres their value goes on."""
    low, part = [], []
    for at, length in zip(place, shape, strict=True):
        at = min(max(at - 0.5, 0.0), length - 1.0)
        low.append(min(int(np.floor(at)), max(length - 2, 0)))
        part.append(at - low[-1])
    total = 0.0
    for corner in itertools.product((0, 1), repeat=len(shape)):
        weight = np.prod([p if c else 1 - p for p, c in zip(part, corner, strict=True)])
        if weight:
            total = (
                total
                + weight * image[(slice(None), *(a + c for a, c in zip(low, corner, strict=True)))]
            )
    return total


def drawn(seed: int, shape, counts, scale=1.0, dtype=torch.float32):
    """Features and boxes; some reach beyond the map, lie outside it, or are very small."""
    generator = torch.Generator().manual_seed(seed)
    features = torch.randn((len(counts), 3, *shape), generator=generator, dtype=dtype)
    whole = torch.tensor(shape, dtype=torch.float32) / torch.as_tensor(scale)
    boxes = []
    for count in counts:
        ends = torch.rand((count, 2, len(shape)), generator=generator) * (whole * 1.4) - whole * 0.2
        boxes.append(ends.sort(dim=1).values.reshape(count, 2 * len(shape)))
    if counts[0] > 2:
        boxes[0][0, len(shape) :] = boxes[0][0, : len(shape)] + 0.05
        boxes[0][1] += 10 * whole.max()
    return features, boxes


CASES = [
    ((9, 13), (5, 0, 3), (3, 2), 1.0, 2),
    ((20, 17), (6,), (7, 7), 0.25, 2),
    ((8, 8), (4, 2), (4, 4), (0.5, 0.125), 1),
    ((1, 6), (3,), (2, 3), 1.0, 3),
    ((6, 9, 7), (4, 2), (3, 2, 4), 1.0, 2),
    ((5, 8, 8), (4,), (3, 3, 3), (0.25, 0.5, 0.5), 2),
    ((1, 5, 6), (3,), (2, 2, 2), 1.0, 1),
]
METHODS = {"compiled": align_on_cpu, "torch": align_by_torch}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_values_are_those_of_direct_interpolation(case) -> None:
    shape, counts, size, scale, samples = case
    features, boxes = drawn(0, shape, counts, scale)
    expected = by_the_book(features, boxes, size, scale, samples)
    found = roi_align(features, boxes, size, scale, samples)
    assert found.shape == (sum(counts), 3, *size)
    assert np.abs(found.numpy() - expected).max() < 1e-5


@pytest.mark.parametrize("case", CASES, ids=str)
def test_other_devices_get_the_same(case) -> None:
    shape, counts, size, scale, samples = case
    features, boxes = drawn(1, shape, counts, scale, torch.float64)
    dimensions = len(shape)
    factor = torch.as_tensor(scale, dtype=torch.float64).expand(dimensions).repeat(2)
    scaled = torch.cat(boxes).double() * factor
    image = torch.repeat_interleave(torch.tensor(counts))
    found = [method(features, scaled, image, size, samples) for method in METHODS.values()]
    assert torch.allclose(*found, atol=1e-9)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", [(6, 7), (4, 5, 6)])
def test_gradients_are_those_of_small_differences(name: str, shape) -> None:
    features, boxes = drawn(2, shape, (3, 2), dtype=torch.float64)
    features.requires_grad_()
    image = torch.repeat_interleave(torch.tensor([3, 2]))
    scaled, size = torch.cat(boxes).double(), (2,) * len(shape)
    assert torch.autograd.gradcheck(
        lambda f: METHODS[name](f, scaled, image, size, 2), (features,), fast_mode=True
    )


def test_the_gradient_is_the_transpose_whatever_the_number_of_channels() -> None:
    """<A x, y> = <x, A' y>, with more channels than one thread takes."""
    generator = torch.Generator().manual_seed(0)
    features = torch.randn((2, 150, 9, 8), generator=generator, requires_grad=True)
    _, boxes = drawn(3, (9, 8), (40, 30))
    found = roi_align(features, boxes, (5, 4))
    given = torch.randn(found.shape, generator=generator)
    found.backward(given)
    assert torch.allclose((found * given).sum(), (features * features.grad).sum(), rtol=1e-4)


def test_a_box_on_voxels_gives_the_voxels() -> None:
    features = torch.arange(24.0).reshape(1, 1, 4, 6)
    boxes = [torch.tensor([[1.0, 2, 3, 5]])]
    found = roi_align(features, boxes, (2, 3), samples=1)
    assert torch.equal(found[0, 0], features[0, 0, 1:3, 2:5])


def test_a_constant_map_stays_constant_even_outside() -> None:
    features, boxes = drawn(4, (7, 7, 7), (6,))
    found = roi_align(torch.full_like(features, 3.5), boxes, (2, 2, 2))
    assert torch.allclose(found, torch.tensor(3.5))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_come_back_as_they_were_given(dtype) -> None:
    features, boxes = drawn(5, (8, 8), (4,))
    found = roi_align(features.to(dtype), boxes, (3, 3))
    assert found.dtype == dtype
    assert torch.allclose(found.double(), roi_align(features, boxes, (3, 3)).double(), atol=0.05)


def test_no_box_at_all_still_has_a_gradient() -> None:
    features = torch.randn(2, 3, 5, 5, requires_grad=True)
    found = roi_align(features, [torch.zeros(0, 4)] * 2, (7, 7))
    assert found.shape == (0, 3, 7, 7)
    found.sum().backward()
    assert torch.equal(features.grad, torch.zeros_like(features))


def test_features_laid_out_otherwise_give_the_same() -> None:
    features, boxes = drawn(6, (8, 9), (4, 3))
    laid = features.to(memory_format=torch.channels_last)
    assert torch.equal(roi_align(laid, boxes, (3, 3)), roi_align(features, boxes, (3, 3)))


def test_shapes_that_do_not_fit_are_refused() -> None:
    features, boxes = drawn(7, (8, 8), (4, 2))
    for wrong in (
        (features, boxes[:1], (2, 2)),
        (features, boxes, (2, 2, 2)),
        (features[0], boxes, (2,)),
    ):
        with pytest.raises(ValueError, match="features"):
            roi_align(*wrong)
