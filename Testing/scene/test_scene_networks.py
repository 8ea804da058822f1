"""Networks in the scene: what bundles say, what was answered and where, charts that pass."""

from __future__ import annotations

import json
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")

from mrml_scene import add_volume, ramp  # noqa: E402

from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Chart,
    Column,
    Curve,
    LabelMap,
    Segment,
    Table,
    Volume,
)
from MedAIAssistLib.scene import answer_label, bridge, heat_maps, layouts  # noqa: E402
from MedAIAssistLib.scene.network_answers import (  # noqa: E402
    answers_of,
    classes_of,
    is_answers,
    places_of,
)
from MedAIAssistLib.scene.network_files import read_facts  # noqa: E402
from MedAIAssistLib.scene.passing_charts import PassingChart  # noqa: E402
from MedAIAssistLib.scene.provenance import HowMade, set_how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402

METADATA = {
    "name": "trial",
    "description": "Tells apart: hand, head.",
    "medaiassist": {
        "classes": ["hand", "head"],
        "network": "cnn",
        "preparation": {"size": [64, 48]},
        "best_epoch": 7,
        "epochs": 12,
        "metrics": {"accuracy": 0.985},
        "clinical": [{"name": "age", "kind": "numeric"}],
    },
}


def bundle(path: Path, metadata: Any, root: str = "trial/") -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{root}configs/metadata.json", json.dumps(metadata))
        file.writestr(f"{root}models/old/configs/metadata.json", "{}")
    return path


def written(scene: Any, payload: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload)))


def probabilities(rows: tuple[str, ...]) -> Table:
    hand = np.array([0.97, 0.5])[: len(rows)]
    entropy = -(hand * np.log(hand) + (1 - hand) * np.log(1 - hand))
    return Table(
        (
            Column("case", texts=("V",) * len(rows)),
            Column("segment", texts=rows),
            Column("predicted", texts=("hand",) * len(rows)),
            Column("p_hand", hand),
            Column("p_head", 1 - hand),
            Column("entropy", entropy, unit="nat"),
            Column("mutual_information", entropy / 4, unit="nat"),
        )
    )


def curve(epochs: int) -> Chart:
    numbers = np.arange(1.0, epochs + 1)
    table = Table((Column("epoch", numbers), Column("loss", 1 / numbers)), "Training")
    return Chart(table, (Curve("epoch", "loss", "loss"),), "Training so far")


@pytest.mark.parametrize("root", ["trial/", ""])
def test_a_bundle_says_what_it_is_for(tmp_path: Path, root: str) -> None:
    facts = read_facts(bundle(tmp_path / "trial.zip", METADATA, root))
    assert (facts.name, facts.network, facts.classes) == ("trial", "cnn", ("hand", "head"))
    assert (facts.size, facts.epoch, facts.epochs) == ((64, 48), 7, 12)
    assert (facts.accuracy, facts.clinical, facts.ours) == (0.985, ("age",), True)


def test_a_bundle_from_elsewhere_says_it_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "spleen" / "configs").mkdir(parents=True)
    text = json.dumps({"task": "Spleen\n  segmentation"})
    (tmp_path / "spleen" / "configs" / "metadata.json").write_text(text)
    facts = read_facts(tmp_path / "spleen")
    assert (facts.name, facts.purpose, facts.ours) == ("spleen", "Spleen segmentation", False)


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_bundle_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(UserError, match=r"'x\.zip' is no MONAI bundle"):
        read_facts(tmp_path / "x.zip")
    with pytest.raises(UserError, match="There is no network"):
        read_facts(tmp_path / "y.zip")
    with pytest.raises(UserError, match="is no MONAI bundle"):
        read_facts(bundle(tmp_path / "z.zip", [1, 2]))


def test_answers_tell_doubt_as_a_share_of_the_largest_and_where_they_belong(scene: Any) -> None:
    volume = add_volume(scene, ramp((9, 9, 9)), np.eye(4))
    array = np.zeros((9, 9, 9), np.uint8)
    array[1:4, 2:5, 3:6], array[5:8, 5:8, 5:8] = 1, 2
    labels = LabelMap(array, segments=(Segment(1, "left", "L"), Segment(2, "right", "R")))
    segments = written(scene, labels)
    node = written(scene, probabilities(("left", "right")))
    assert not is_answers(node)
    how = HowMade("classify.apply_network")
    set_how_made(node, how, {"volume": volume, "segments": segments})
    assert is_answers(node)
    assert classes_of(node) == ["hand", "head"]
    first, second = answers_of(node)
    assert (first.part, first.label, first.probability) == ("left", "hand", 0.97)
    assert second.doubt == pytest.approx(1.0)
    assert first.doubt == pytest.approx(-(0.97 * math.log2(0.97) + 0.03 * math.log2(0.03)))
    assert first.ignorance == pytest.approx(0.25)
    places = places_of(node, [first, second])
    np.testing.assert_allclose(places[0], (4, 3, 2), atol=0.1)
    np.testing.assert_allclose(places[1], (6, 6, 6), atol=0.1)
    shown = answer_label.write_labels(
        scene, None, [("hand 97 %", places[0]), ("hand 50 %", places[1])]
    )
    assert [shown.GetNthControlPointLabel(n) for n in range(2)] == ["hand 97 %", "hand 50 %"]


def test_answers_of_a_whole_volume_lie_in_its_middle_and_of_a_table_nowhere(scene: Any) -> None:
    node = written(scene, probabilities(("whole volume",)))
    set_how_made(node, HowMade("classify.apply_network"), {})
    assert places_of(node, answers_of(node)) == [None]
    volume = add_volume(scene, ramp((9, 9, 9)), np.eye(4))
    set_how_made(node, HowMade("classify.apply_network"), {"volume": volume})
    np.testing.assert_allclose(places_of(node, answers_of(node)), [(4, 4, 4)])


def test_a_heat_map_is_clear_where_nothing_speaks(scene: Any) -> None:
    array = np.linspace(0, 0.5, 27, dtype=np.float32).reshape(3, 3, 3)
    node = written(scene, Volume(array, name="heat"))
    assert not heat_maps.is_heat_map(node)
    set_how_made(node, HowMade(heat_maps.OPERATION))
    assert heat_maps.is_heat_map(node)
    heat_maps.colour(node)
    display = node.GetDisplayNode()
    assert display.GetApplyThreshold()
    assert 0 < display.GetLowerThreshold() < 0.1
    assert display.GetUpperThreshold() >= 0.5
    low, high = display.GetWindowLevelMin(), display.GetWindowLevelMax()
    assert (low, high) == pytest.approx((0.0, 0.5))


def test_a_passing_chart_leaves_nothing_and_gives_the_view_back(scene: Any) -> None:
    before = written(scene, curve(2))
    layouts.show_chart(scene, before)
    (view,) = [
        scene.GetNthNodeByClass(n, "vtkMRMLPlotViewNode")
        for n in range(scene.GetNumberOfNodesByClass("vtkMRMLPlotViewNode"))
    ] or [scene.AddNewNodeByClass("vtkMRMLPlotViewNode")]
    view.SetPlotChartNodeID(before.GetID())
    count = scene.GetNumberOfNodes()
    passing = PassingChart(scene)
    for epochs in (1, 2, 3):
        passing.show(curve(epochs))
        assert view.GetPlotChartNodeID() == passing.node.GetID()
    table = passing.node.GetNthPlotSeriesNode(0).GetTableNode()
    assert table.GetNumberOfRows() == 3
    for node in (passing.node, table, passing.node.GetNthPlotSeriesNode(0)):
        assert node.GetHideFromEditors()
        assert not node.GetSaveWithScene()
    passing.clear()
    assert scene.GetNumberOfNodes() == count
    assert view.GetPlotChartNodeID() == before.GetID()
    passing.clear()
