"""The operation: its outputs, their geometry, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import cohort, picture, quick  # noqa: E402

from medaiassist_engine.classify.deep.bundle_reading import ImageClassifier  # noqa: E402
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    OWN,
    definition_of,
)
from medaiassist_engine.classify.deep.preparation import Preparation  # noqa: E402
from medaiassist_engine.classify.deep.train_network import run_train_network  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.catalog import operation  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Chart,
    LabelMap,
    Segment,
    Table,
    Volume,
    matrix,
)
from medaiassist_engine.execution import execute  # noqa: E402
from medaiassist_engine.explain.heat_maps.operation import heat_map  # noqa: E402
from medaiassist_engine.explain.heat_maps.parameters import HeatMapParameters  # noqa: E402

SIZE = (16, 16, 8)
QUICK: dict[str, Any] = {"device": "cpu", "orders": 3, "parts": 3, "steps": 8}


def classifier(network: str = "cnn", size: tuple[int, ...] = SIZE) -> ImageClassifier:
    """With random weights."""
    torch.manual_seed(1)
    preparation = Preparation(len(size), 1, size, intensities="none")
    definition = definition_of(network, preparation.form(2))
    module = build(definition).eval()
    assert network == "vit" or definition["_target_"].startswith(OWN)
    return ImageClassifier(module, "test", "0" * 64, preparation, ("dark", "bright"), definition)


def leaning(shape: tuple[int, int, int] = (10, 20, 18)) -> Volume:
    """Oblique and left-handed."""
    angle = np.deg2rad(25)
    full = np.eye(4)
    full[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    full[:3, :3] = full[:3, :3] @ np.diag([1.0, 1.2, -2.0])
    full[:3, 3] = (10, -20, 30)
    array = np.random.default_rng(0).random(shape).astype(np.float32)
    return Volume(array, matrix(full), "patient")


def texts(notes: list[str]) -> str:
    return " ".join(notes)


@pytest.mark.parametrize("method", ["hires_cam", "grad_cam", "grad_cam_plus_plus", "occlusion",
                                    "integrated_gradients"])  # fmt: skip
@pytest.mark.parametrize("sign", ["for", "against"])
def test_every_method_lies_on_the_volumes_own_voxels(method: Any, sign: Any) -> None:
    volume, context = leaning(), Context()
    p = HeatMapParameters(method=method, sign=sign, **QUICK)
    found = heat_map(classifier(), volume, p, context)
    heat = found["heat_map"]
    assert isinstance(heat, Volume)
    assert heat.ijk_to_ras == volume.ijk_to_ras and heat.array.shape == volume.array.shape
    assert heat.array.dtype == np.float32 and heat.array.min() >= 0
    assert 0.5 < heat.array.max() <= 1 or "map is empty" in texts(context.notes)
    assert found["attention"] is None


def test_a_recurrent_network_shows_its_attention() -> None:
    p = HeatMapParameters(method="attention", **QUICK)
    volume = leaning()
    found = heat_map(classifier("cnn_lstm"), volume, p, Context())
    heat, chart = found["heat_map"], found["attention"]
    assert isinstance(heat, Volume) and isinstance(chart, Chart)
    columns = {c.name: np.asarray(c.values) for c in chart.table.columns}
    assert columns["weight"].sum() == pytest.approx(1) and len(columns["weight"]) == SIZE[2]
    assert np.ptp(heat.array, axis=(1, 2)).max() < 1e-6  # the same all over a slice
    corners = np.array(volume.ijk_to_ras) @ np.array([[8.5, 9.5, k, 1] for k in (0, 9)]).T
    assert min(corners[2]) < columns["S"].min() < columns["S"].max() < max(corners[2])
    np.testing.assert_allclose(columns["R"], corners[0, 0], atol=1e-6)


def test_attention_of_a_network_without_it_is_refused() -> None:
    with pytest.raises(UserError, match="no attention"):
        heat_map(classifier(), leaning(), HeatMapParameters(method="attention", **QUICK), Context())


def test_an_unknown_class_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="dark, bright, not 'grey'"):
        heat_map(classifier(), leaning(), HeatMapParameters(label="grey", **QUICK), Context())


def test_a_transformer_is_explained_by_occlusion() -> None:
    pytest.importorskip("einops")
    transformer, volume = classifier("vit", (16, 16)), leaning((1, 20, 18))
    with pytest.raises(UserError, match="Occlusion"):
        heat_map(transformer, volume, HeatMapParameters(**QUICK), Context())
    p = HeatMapParameters(method="occlusion", faithfulness=False, **QUICK)
    found = heat_map(transformer, volume, p, Context())
    assert isinstance(found["heat_map"], Volume) and found["faithfulness"] is None


def test_segments_are_explained_one_by_one_in_their_boxes() -> None:
    volume = leaning()
    drawn = np.zeros(volume.array.shape, np.uint8)
    drawn[1:5, 2:9, 3:9] = 1
    drawn[6:9, 12:19, 10:17] = 2
    segments = LabelMap(drawn, volume.ijk_to_ras, (Segment(1, "left"), Segment(2, "right")))
    p = HeatMapParameters(method="occlusion", label="bright", **QUICK)
    found = heat_map(classifier(), volume, p, Context(), segments)
    heat, table, chart = found["heat_map"], found["probabilities"], found["curves"]
    assert isinstance(heat, Volume) and isinstance(table, Table) and isinstance(chart, Chart)
    assert heat.array[drawn == 0].max() == 0
    assert table.columns[1].texts == ("left", "right")
    assert heat.array[1:5, 2:9, 3:9].max() > 0 or heat.array[6:9, 12:19, 10:17].max() > 0


def test_an_ensemble_is_explained_as_one_network() -> None:
    one = classifier()
    definition = {"_target_": f"{OWN}ensemble.Ensemble", "members": [one.definition] * 2}
    torch.manual_seed(2)
    several = ImageClassifier(build(definition).eval(), "test", "0" * 64, one.preparation,
                              one.classes, definition)  # fmt: skip
    for method in ("hires_cam", "integrated_gradients"):
        p = HeatMapParameters(method=method, **QUICK)  # type: ignore[arg-type]
        heat = heat_map(several, leaning(), p, Context())["heat_map"]
        assert isinstance(heat, Volume) and np.isfinite(heat.array).all()


def test_a_trained_network_of_pictures_looks_at_what_tells_them_apart(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    choices = quick(size=(16, 16, 1), epochs=8, folder=str(tmp_path), flip="none", rotate=0.0)
    model = run_train_network(cohort(tmp_path / "images"), choices, Context())["model"]
    volume, context = picture(True, 1000), Context()
    p = HeatMapParameters(method="integrated_gradients", device="cpu")
    inputs = {"model": model, "volume": volume}
    found = execute(operation("explain.heat_map"), inputs, p, context)  # type: ignore[arg-type]
    heat = found["heat_map"].array[0]
    square = heat[4:12, 4:12].sum()
    assert square > 0.7 * heat.sum()
    assert "The map is faithful" in texts(context.notes)
    scores = {c.name: c for c in found["faithfulness"].columns}
    assert scores["faithful"].texts == ("yes",)
    assert scores["deletion"].values[0] < scores["deletion_random"].values[0]
