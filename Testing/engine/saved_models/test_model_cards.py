"""A model card says how features were measured, and every choice, in words."""

from __future__ import annotations

import json
from dataclasses import replace

from medaiassist_engine.classify.recipe import Recipe
from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.params import as_dict, parameters_of
from medaiassist_engine.documents.as_html import as_html
from medaiassist_engine.documents.as_markdown import as_markdown
from medaiassist_engine.documents.blocks import Grid, Paragraph
from medaiassist_engine.models.card import model_card
from medaiassist_engine.models.choices import choice_rows, extraction_blocks

RADIOMICS = {
    "operation": "features.radiomics",
    "parameters": as_dict(operation("features.radiomics").parameters()),
    "versions": {"medaiassist": "1.0", "numpy": "2.0"},
    "columns": ["age", "sex"],
}


def said(text: str) -> str:
    blocks = extraction_blocks(text)
    grids = [b for b in blocks if isinstance(b, Grid)]
    words = [b.text for b in blocks if isinstance(b, Paragraph)]
    return "\n".join([*words, *(": ".join(row) for grid in grids for row in grid.rows)])


def test_the_operation_its_choices_versions_and_other_columns_are_told_in_words():
    found = said(json.dumps(RADIOMICS))
    assert f"{operation('features.radiomics').title} (features.radiomics)" in found
    assert "Not measured, but given: age, sex." in found
    assert "With medaiassist 1.0, numpy 2.0." in found
    for parameter in parameters_of(operation("features.radiomics").parameters):
        assert parameter.spec.hidden or f"{parameter.spec.label}: " in found
    assert not any(sign in found for sign in '{}[]"')


def test_the_whole_card_holds_no_json(classifier):
    summary = replace(classifier.summary, extraction=json.dumps(RADIOMICS))
    card = model_card(classifier.fitted, classifier.seen, summary)
    for text in (as_html(card), as_markdown(card)):
        assert "How features were measured" in text
        assert "{" not in text and "null" not in text and "true" not in text


def test_every_choice_of_the_recipe_is_told_by_its_label():
    chosen = Recipe("svm_rbf", gamma=0.25, balance="smote", indicator=False)
    rows = dict(choice_rows(Recipe, as_dict(chosen)))
    assert rows["Classifier"] == "SVM (RBF)"
    assert rows["Gamma"] == "0.25"
    assert rows["Class imbalance"] == "SMOTE"
    assert rows["Mark missing values"] == "off"
    assert rows["Trees"] == "automatic"
    assert len(rows) >= len(as_dict(chosen)) - 1  # two are called categories


def test_units_stand_behind_numbers_and_unknown_parameters_keep_their_names():
    parameters = operation("preprocess.gaussian").parameters
    sigma = next(p for p in parameters_of(parameters) if p.name == "sigma")
    rows = dict(choice_rows(parameters, {"sigma": 2.5, "later": [1, 2]}))
    assert rows[sigma.spec.label] == f"2.5 {sigma.spec.unit}"
    assert rows["later"] == "1, 2"


def test_an_operation_that_is_not_known_here_and_free_text_are_told_too():
    other = json.dumps({"operation": "other.thing", "parameters": {"a": {"b": [1, 2.5]}}, "by": 3})
    assert said(other) == "Measured by: other.thing (not known here).\na: b: 1, 2.5\nby: 3"
    assert said("measured by hand, twice") == "measured by hand, twice"
    assert said('{"scanner": "A"}') == "scanner: A"
