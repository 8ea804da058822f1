"""The diagnosis of one case: what it gives, what it says and what it refuses."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, LabelMap, Segment, Table, Volume
from medaiassist_engine.contract.validation import validate
from medaiassist_engine.diagnose.diagnosis import diagnose
from medaiassist_engine.diagnose.pictures import slices_of
from medaiassist_engine.execution import execute
from medaiassist_engine.models.classical import MODEL_KIND, save
from medaiassist_engine.models.references import reference


def run(name, inputs, **values):
    context = Context()
    op = operation(name)
    return execute(op, inputs, validate(op.parameters, values), context), context.notes


def numbers(table, name):
    return next(c for c in table.columns if c.name == name).values


def texts(table, name):
    return next(c for c in table.columns if c.name == name).texts


def text_of(found):
    """The report's words, its lines put together."""
    return " ".join(found["report"].html.replace("<br>", " ").split())


def patient(size=17.0, texture=0.2, age=60.0, smoker="yes") -> Table:
    return Table(
        (
            Column("lesion_size", np.array([size])),
            Column("texture", np.array([texture])),
            Column("age", np.array([age])),
            Column("smoker", texts=(smoker,)),
        ),
        "patient",
    )


def test_a_sick_patient_is_predicted_and_explained(model, classifier):
    found, _ = run("diagnose.predict", {"table": patient(), "model": model})
    table = found["probabilities"]
    sick = numbers(table, "classifier")[1]
    assert sick > 0.7
    assert texts(table, "answer") == ("", "yes")
    low, probability, high = (numbers(table, n) for n in ("low", "probability", "high"))
    assert (low <= probability).all() and (probability <= high).all()
    assert probability.sum() == pytest.approx(1)
    contributions = found["contributions"]
    assert texts(contributions, "feature")[0] == "lesion_size"
    assert texts(contributions, "speaks")[0] == "for"
    assert len(texts(found["nearest"], "class")) == 5
    everyone = classifier.fitted.probabilities(classifier.cases.frame)[:, 1].mean()
    total = numbers(contributions, "contribution").sum()
    assert total == pytest.approx(sick - everyone, abs=0.01)


def test_missing_values_are_allowed_and_said(model):
    given = patient(texture=np.nan, age=np.nan, smoker="")
    found, _ = run("diagnose.predict", {"table": given, "model": model})
    remarks = dict(
        zip(texts(found["unusual"], "what"), texts(found["unusual"], "remark"), strict=True)
    )
    assert remarks["texture"] == remarks["age"] == remarks["smoker"] == "missing"
    assert "Missing and filled in from training cases: texture, age, smoker" in text_of(found)


def test_what_rests_on_few_values_is_not_called_usual(model):
    most = run("diagnose.predict", {"table": patient(age=np.nan), "model": model})[0]
    assert "This rests on 3 of 4 values; the others are missing." in text_of(most)
    given = patient(texture=np.nan, age=np.nan, smoker="")
    few = run("diagnose.predict", {"table": given, "model": model})[0]
    assert np.isnan(numbers(few["unusual"], "rarity")[0])
    assert "cannot be told: only 1 of 4 values are there" in text_of(few)
    assert "Not unusual" not in text_of(few)


def test_a_value_far_outside_is_said(model):
    found, _ = run("diagnose.predict", {"table": patient(size=500.0), "model": model})
    assert numbers(found["unusual"], "rarity")[0] <= 0.01
    assert "500 mL is above the training range" in text_of(found)
    assert "Do not rely on the prediction" in text_of(found)


def test_a_category_that_was_never_seen_is_said(model):
    found, notes = run("diagnose.predict", {"table": patient(smoker="cigars"), "model": model})
    assert any("'cigars' in column 'smoker'" in note for note in notes)
    assert "none of: no, yes" in text_of(found)


def test_the_report_states_research_use_and_names_nobody_unasked(model, table):
    found, _ = run("diagnose.predict", {"table": table, "model": model}, case="secret4")
    html = text_of(found)
    assert "For research use only" in html
    assert "secret" not in html
    named, _ = run(
        "diagnose.predict", {"table": patient(), "model": model}, patient="A. <Nonymous>"
    )
    assert "A. &lt;Nonymous&gt;" in text_of(named)


def test_the_report_needs_no_other_file(model):
    volume = Volume(np.random.default_rng(0).normal(size=(20, 30, 25)).astype(np.float32))
    found, _ = run("diagnose.predict", {"table": patient(), "model": model, "volume": volume})
    html = text_of(found)
    assert "data:image/png;base64," in html
    assert not re.search(r"(src|href)=\"(?!data:)", html)


def test_the_report_is_printed_as_pdf(model, tmp_path):
    pytest.importorskip("reportlab")
    path = tmp_path / "report.pdf"
    run("diagnose.predict", {"table": patient(), "model": model}, pdf=str(path), patient="Łódź 中")
    data = path.read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", data)) >= 1


def test_a_pdf_that_cannot_be_written_is_said(model, tmp_path):
    pytest.importorskip("reportlab")
    with pytest.raises(UserError, match="There is no folder"):
        run("diagnose.predict", {"table": patient(), "model": model},
            pdf=str(tmp_path / "none" / "report.pdf"))  # fmt: skip


def test_a_model_without_cases_explains_itself_by_invented_ones(table, train_on, tmp_path):
    save(tmp_path / "m.medai", train_on(table, keep_cases=False))
    inputs = {"table": patient(), "model": reference(tmp_path / "m.medai", MODEL_KIND)}
    found, _ = run("diagnose.predict", inputs)
    assert "nearest" not in found
    assert "invented typical cases" in text_of(found)
    assert texts(found["contributions"], "feature")[0] == "lesion_size"


def test_the_same_seed_gives_the_same_diagnosis(classifier):
    frame = classifier.cases.frame.iloc[[3]].reset_index(drop=True)
    one, other = (diagnose(classifier, frame, Context(), seed=2) for _ in range(2))
    assert np.array_equal(one.contributions.values, other.contributions.values)
    assert one.rarity == other.rarity


def test_a_table_with_several_rows_needs_a_case(model, table):
    with pytest.raises(UserError, match="120 rows; give the case"):
        run("diagnose.predict", {"table": table, "model": model})
    with pytest.raises(UserError, match="no row of case 'nobody'"):
        run("diagnose.predict", {"table": table, "model": model}, case="nobody")


def test_a_missing_column_is_named(model):
    given = patient()
    with pytest.raises(UserError, match="no column 'lesion_size'"):
        run("diagnose.predict",
            {"table": replace(given, columns=given.columns[1:]), "model": model})  # fmt: skip


def test_an_unknown_class_to_explain_is_named(model):
    with pytest.raises(UserError, match="no class 'ill'; it has: healthy, sick"):
        run("diagnose.predict", {"table": patient(), "model": model}, explained="ill")


def test_pictures_show_the_patient_upright_however_the_volume_is_stored():
    array = np.zeros((40, 40, 40), dtype=np.float32)
    array[30:, 30:, 30:] = 1  # right, anterior and superior
    plain = Volume(array)
    turned = ((0.0, 0.0, -1.0, 39.0), (-1.0, 0.0, 0.0, 39.0), (0.0, -1.0, 0.0, 39.0), (0, 0, 0, 1))
    flipped = Volume(np.ascontiguousarray(array[::-1, ::-1, ::-1].transpose(2, 0, 1)), turned)
    assert slices_of(plain, None)[0].png == slices_of(flipped, None)[0].png


def test_segments_on_another_grid_are_refused():
    volume = Volume(np.zeros((4, 5, 6), dtype=np.float32))
    labels = LabelMap(np.ones((4, 5, 5), dtype=np.uint8), segments=(Segment(1, "lesion"),))
    with pytest.raises(UserError, match="voxel grid"):
        slices_of(volume, labels)
