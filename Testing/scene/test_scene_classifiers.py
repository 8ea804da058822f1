"""Classifiers in the scene: their nodes, what their files say, one case's row, how it was made."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

slicer = pytest.importorskip("slicer", reason="slicer-core is not installed")
pytest.importorskip("sklearn", reason="scikit-learn is not installed")
pytest.importorskip("skops", reason="skops is not installed")

from mrml_scene import add_volume, ramp  # noqa: E402

from medaiassist_engine.classify.model_parameters import TrainParameters  # noqa: E402
from medaiassist_engine.classify.train import run_train  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import UserError  # noqa: E402
from medaiassist_engine.contract.payloads import (  # noqa: E402
    Column,
    LabelMap,
    ModelRef,
    Report,
    Segment,
    Table,
)
from medaiassist_engine.models import classical  # noqa: E402
from MedAIAssistLib.scene import answer_label, bridge, model_files, models  # noqa: E402
from MedAIAssistLib.scene.case_rows import case_table, row_names, row_texts  # noqa: E402
from MedAIAssistLib.scene.extraction import extraction_of, parse_extraction  # noqa: E402
from MedAIAssistLib.scene.model_files import ModelColumn, read_facts  # noqa: E402
from MedAIAssistLib.scene.provenance import HowMade, set_how_made  # noqa: E402
from MedAIAssistLib.scene.steps import finish  # noqa: E402


def cases() -> Table:
    random = np.random.default_rng(0)
    ill = np.arange(40) % 2 == 1
    size = random.normal(10, 2, 40) + 3 * ill
    size[3] = np.nan
    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(40))),
            Column("size", size, unit="mm", description="Longest diameter"),
            Column("sex", texts=tuple(random.choice(["female", "male", ""], 40))),
            Column("label", texts=tuple("ill" if i else "healthy" for i in ill)),
        ),
        "Cases",
    )


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelRef:
    parameters = TrainParameters(
        classifier="logistic_regression",
        workers=0,
        check_folds=2,
        name="trial",
        intended_use="Tests",
        folder=str(tmp_path_factory.mktemp("models")),
    )
    made = run_train(cases(), parameters, Context())["model"]
    assert isinstance(made, ModelRef)
    return made


def written(scene: Any, payload: Any, **options: Any) -> Any:
    return scene.GetNodeByID(finish(bridge.write(scene, payload, **options)))


def test_a_models_file_tells_what_the_engine_reads_from_it(model: ModelRef) -> None:
    facts, (loaded, _warnings) = read_facts(model.path), classical.load(model.path)
    assert facts.classes == loaded.fitted.classes
    assert facts.intended_use == "Tests"
    assert facts.cases == {"healthy": 20, "ill": 20}
    size, sex = facts.columns
    assert (size.name, size.unit, size.description) == ("size", "mm", "Longest diameter")
    values = np.asarray(cases().columns[1].values)
    assert (size.low, size.high) == (np.nanmin(values), np.nanmax(values))
    assert size.missing == pytest.approx(1 / 40)
    assert sex.categories == ("female", "male")
    assert facts.metrics["ROC AUC"][0] == next(
        m.value for m in loaded.summary.metrics if m.name == "ROC AUC"
    )


@pytest.mark.parametrize("member", ["recipe.json", "summary.json", "manifest.json"])
def test_a_damaged_model_is_refused_in_a_sentence(
    model: ModelRef, member: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.medai"
    with zipfile.ZipFile(model.path) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:-20] if name == member else data)
    with pytest.raises(UserError, match=r"'bad.medai' is no MedAIAssist classifier"):
        read_facts(bad)


def test_a_text_of_unreasonable_size_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_files, "_MOST_BYTES", 1000)
    bomb = tmp_path / "bomb.medai"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("manifest.json", json.dumps({"kind": "x" * 2000}))
    with pytest.raises(UserError, match="damaged"):
        read_facts(bomb)


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95", b"PK\x03\x04 cut short"])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pickle.medai"
    path.write_bytes(content)
    with pytest.raises(UserError, match="never loaded"):
        read_facts(path)
    with pytest.raises(UserError, match="There is no model file"):
        read_facts(tmp_path / "gone.medai")


def test_models_are_told_from_other_texts_and_other_kinds(scene: Any, model: ModelRef) -> None:
    node = written(scene, model)
    written(scene, ModelRef("words.npz", "vocabulary"))
    written(scene, Report("title", "<p></p>"))
    assert models.models(scene) == [node]


def test_a_row_is_read_exactly_and_written_as_a_table_with_one_row(scene: Any) -> None:
    columns = (ModelColumn("size", "mm"), ModelColumn("sex", categories=("female", "male")))
    node = written(scene, cases())
    assert row_names(node)[:2] == ["c0", "c1"]
    texts = row_texts(node, 1, ["size", "sex", "gone"])
    table = case_table(columns, texts, "c1")
    before = cases()
    assert [c.unit for c in table.columns] == ["mm", ""]
    assert table.columns[0].values[0] == before.columns[1].values[1]  # type: ignore[index]
    assert table.columns[1].texts == (before.columns[2].texts[1],)
    assert np.isnan(case_table(columns, row_texts(node, 3, ["size"]), "").columns[0].values[0])  # type: ignore[index]


def test_typed_numbers_may_have_a_comma_and_words_are_refused() -> None:
    columns = (ModelColumn("age", "years"),)
    assert case_table(columns, {"age": " 61,5 "}, "").columns[0].values[0] == 61.5  # type: ignore[index]
    with pytest.raises(UserError, match="'old' is not a number; correct 'age'"):
        case_table(columns, {"age": "old"}, "")


def test_rows_without_a_case_are_called_by_their_segment_or_number(scene: Any) -> None:
    parts = (Column("case", texts=("a", "a")), Column("segment", texts=("left", "right")))
    assert row_names(written(scene, Table(parts))) == ["a, left", "a, right"]
    assert row_names(written(scene, Table((Column("x", np.ones(2)),)))) == ["row 1", "row 2"]


def test_how_features_were_made_is_found_through_a_join(scene: Any) -> None:
    features = written(scene, Table((Column("case", texts=("a",)), Column("mean", np.ones(1)))))
    how = HowMade("features.radiomics", {"bin_width": 25.0}, {"engine": "1"})
    set_how_made(features, how)
    parts = ("case", "mean", "age", "label")
    joined = written(scene, Table(tuple(Column(name, np.ones(1)) for name in parts)))
    set_how_made(joined, HowMade("cohort.join"), {"features": features})
    found = extraction_of(joined)
    assert found is not None
    assert found.columns == ("age", "label")
    assert parse_extraction(found.to_json()) == found
    assert extraction_of(features) is not None
    assert extraction_of(written(scene, cases())) is None


@pytest.mark.parametrize(
    "text", ["", "made by hand", "[]", '{"operation": "preprocess.gaussian"}', '{"gone": 1}']
)
def test_an_extraction_that_cannot_be_run_here_is_none(text: str) -> None:
    assert parse_extraction(text) is None


def test_the_answer_is_written_at_the_segment_and_moved_with_the_next(scene: Any) -> None:
    volume = add_volume(scene, ramp((9, 9, 9)), np.eye(4))
    array = np.zeros((9, 9, 9), np.uint8)
    array[1:4, 2:5, 3:6] = 1
    segments = written(scene, LabelMap(array, segments=(Segment(1, "lesion", "L"),)))
    place = answer_label.centre_of(volume, segments, "L")
    np.testing.assert_allclose(place, (4, 3, 2), atol=0.1)
    np.testing.assert_allclose(answer_label.centre_of(volume, None, ""), (4, 4, 4))
    assert answer_label.centre_of(None, None, "") is None
    node = answer_label.write_label(scene, None, "ill 90 %", place)
    assert answer_label.write_label(scene, node, "ill 80 %", (0, 0, 0)) is node
    assert node.GetNumberOfControlPoints() == 1
    assert node.GetNthControlPointLabel(0) == "ill 80 %"
    assert node.GetLocked()
