"""Each method of heat maps against an independent reference."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
monai_visualize = pytest.importorskip("monai.visualize")

from torch import nn  # noqa: E402

from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import Form, definition_of  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.explain.heat_maps.attention import attention  # noqa: E402
from medaiassist_engine.explain.heat_maps.class_activation import (  # noqa: E402
    WEIGH,
    class_activation,
)
from medaiassist_engine.explain.heat_maps.integrated_gradients import (  # noqa: E402
    integrated_gradients,
)
from medaiassist_engine.explain.heat_maps.occlusion import boxes, occlusion  # noqa: E402
from medaiassist_engine.explain.heat_maps.subject import Subject  # noqa: E402


def subject(network: str, size: tuple[int, ...], code: int = 1) -> Subject:
    """A network with random weights and a random image."""
    torch.manual_seed(3)
    module = build(definition_of(network, Form(len(size), 1, size, 2))).eval()
    return Subject(module, torch.rand(1, 1, *size), code)


def linear(size: tuple[int, int]) -> Subject:
    """Convolution and one dense layer: every score is a sum over voxels of its maps."""
    torch.manual_seed(4)
    dense = nn.Linear(3 * size[0] * size[1], 2)
    module = nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.Flatten(), dense).eval()
    return Subject(module, torch.rand(1, 1, *size), 0)


@pytest.mark.parametrize("size", [(32, 40), (32, 32, 32)])
def test_grad_cam_is_as_monais(size: tuple[int, ...]) -> None:
    seen = subject("cnn", size)
    ours = class_activation(seen, WEIGH["grad_cam"], 1, Context())
    layer = "features.4"  # the third convolution, whose maps are a quarter of the image
    cam = monai_visualize.GradCAM(nn_module=seen.module, target_layers=layer)
    theirs = cam.compute_map(seen.image, class_idx=1)[0, 0].detach().numpy()
    assert ours.shape == tuple(n // 4 for n in size)
    np.testing.assert_allclose(ours, theirs, atol=1e-6 * theirs.max())


def test_grad_cam_plus_plus_is_the_papers_sum() -> None:
    rng = np.random.default_rng(0)
    maps, gradient = rng.random((3, 4, 5)), rng.normal(size=(3, 4, 5))
    expected = np.zeros((4, 5))
    for a, g in zip(maps, gradient, strict=True):
        weight = 0.0
        for place in np.ndindex(4, 5):
            alpha = g[place] ** 2 / (2 * g[place] ** 2 + a.sum() * g[place] ** 3)
            weight += alpha * max(g[place], 0)
        expected += weight * a
    found = WEIGH["grad_cam_plus_plus"](torch.tensor(maps)[None], torch.tensor(gradient)[None])
    np.testing.assert_allclose(found[0], expected)


def test_hires_cam_gives_each_voxel_its_part_of_the_score() -> None:
    seen = linear((9, 11))
    convolution, _, dense = seen.module
    maps = convolution(seen.image)[0].detach().numpy()
    share = (maps * dense.weight[0].detach().numpy().reshape(maps.shape)).sum(axis=0)
    score = float(seen.module(seen.image)[0, 0].detach())
    assert share.sum() + float(dense.bias[0].detach()) == pytest.approx(score, abs=1e-5)
    speaks_for = class_activation(seen, WEIGH["hires_cam"], 1, Context())
    speaks_against = class_activation(seen, WEIGH["hires_cam"], -1, Context())
    np.testing.assert_allclose(speaks_for - speaks_against, share, atol=1e-6)


@pytest.mark.parametrize("network", ["resnet18", "densenet121", "googlenet", "efficientnet_b0"])
def test_maps_inside_of_the_usual_networks_are_found(network: str) -> None:
    heat = class_activation(subject(network, (64, 64)), WEIGH["hires_cam"], 1, Context())
    assert heat.shape == (8, 8) and heat.dtype == np.float32 and heat.min() >= 0


def test_a_recurrent_network_has_a_map_for_each_slice() -> None:
    heat = class_activation(subject("cnn_lstm", (32, 32, 5)), WEIGH["hires_cam"], 1, Context())
    assert heat.shape == (8, 8, 5)
    assert (heat.max(axis=(0, 1)) > 0).any()


def test_a_network_without_maps_names_other_methods() -> None:
    signal = subject("lstm", (6, 20))
    with pytest.raises(UserError, match="Occlusion or Integrated gradients"):
        class_activation(signal, WEIGH["grad_cam"], 1, Context())
    assert occlusion(signal, Context()).shape == (6, 20)


@pytest.mark.parametrize("network", ["cnn", "cnn_lstm", "lstm"])
def test_integrated_gradients_are_complete(network: str) -> None:
    seen = subject(network, {"lstm": (6, 20), "cnn": (16, 16)}.get(network, (8, 8, 4)))
    shares, lacking = integrated_gradients(seen, Context(), 40)
    mean = torch.full_like(seen.image, float(seen.image.mean()))
    with torch.no_grad():
        gap = float(seen.module(seen.image)[0, 1] - seen.module(mean)[0, 1])
    assert shares.sum() == pytest.approx(gap, rel=0.02, abs=1e-4)
    assert lacking < 0.02


def test_integrated_gradients_follow_finite_differences() -> None:
    torch.manual_seed(5)
    module = nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 2)).double()
    image = torch.rand(1, 1, 3, 4, dtype=torch.float64)
    shares, _ = integrated_gradients(Subject(module, image, 1), Context(), 40, "black")
    start, voxel, step = image.amin(), (0, 0, 2, 1), 1e-6
    slopes = []
    for alpha in (np.arange(400) + 0.5) / 400:
        ends = []
        for sign in (1, -1):
            at = start + alpha * (image - start)
            at[voxel] += sign * step
            ends.append(float(module(at)[0, 1]))
        slopes.append((ends[0] - ends[1]) / (2 * step))
    assert shares[2, 1] == pytest.approx(float(image[voxel] - start) * np.mean(slopes), abs=1e-6)


@pytest.mark.parametrize("overlap", [False, True])
def test_occlusion_is_the_drop_of_the_probability(overlap: bool) -> None:
    seen = subject("cnn", (18, 16))
    heat = occlusion(seen, Context(), 0.25, overlap)

    def probability(image: Any) -> float:
        with torch.no_grad():
            return float(torch.softmax(seen.module(image), dim=1)[0, 1])

    drops: list[float] = []
    for rows, columns in boxes(seen.size, 0.25, overlap):
        if rows.start <= 5 < rows.stop and columns.start <= 9 < columns.stop:
            hidden = seen.image.clone()
            hidden[:, :, rows, columns] = seen.image.mean()
            drops.append(probability(seen.image) - probability(hidden))
    assert len(drops) == (4 if overlap else 1)
    assert heat[5, 9] == pytest.approx(np.mean(drops), abs=1e-6)


@pytest.mark.parametrize("size", [(5,), (64, 33), (7, 10, 1)])
@pytest.mark.parametrize("overlap", [False, True])
def test_boxes_cover_every_voxel(size: tuple[int, ...], overlap: bool) -> None:
    covered = np.zeros(size, dtype=int)
    for box in boxes(size, 0.3, overlap):
        covered[box] += 1
    assert covered.min() >= 1


def test_attention_is_what_the_network_weighs_slices_with() -> None:
    seen = subject("cnn_gru", (16, 16, 7))
    module = seen.module
    with torch.no_grad():
        frames = module.features(seen.image[0].permute(3, 0, 1, 2)).mean(dim=(2, 3))
        change = torch.diff(frames, dim=0, prepend=frames[:1])
        steps = module.recurrent(module.step(torch.cat([frames, change], dim=1))[None])[0]
        weights = torch.softmax(module.pooling.score(steps)[0, :, 0], dim=0)
        answer = module.dense((weights[:, None] * steps[0]).sum(dim=0))
        np.testing.assert_allclose(answer, module(seen.image)[0], atol=1e-6)
    found = attention(seen, Context())
    assert found.sum() == pytest.approx(1)
    np.testing.assert_allclose(found, weights, atol=1e-6)
