"""Parameters that name a file or columns of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from medaiassist_engine.cli.options import parameter_options
from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import ParameterError
from medaiassist_engine.contract.operations import describe
from medaiassist_engine.contract.params import Columns, File, Spec, parameters_of
from medaiassist_engine.contract.payloads import Table
from medaiassist_engine.contract.validation import allowed, validate


@dataclass(frozen=True)
class Example:
    recipe: Annotated[str, Spec("Recipe", "Of it.", names=File(("yaml", "yml")))] = ""
    any_file: Annotated[str, Spec("File", "Any.", names=File())] = ""
    group: Annotated[str, Spec("Group", "By it.", names=Columns("cohort"))] = ""
    features: Annotated[
        str, Spec("Features", "Of it.", names=Columns(numeric=True, several=True))
    ] = ""


def test_what_is_named_is_said_where_a_value_is_refused():
    assert [allowed(p) for p in parameters_of(Example)] == [
        "the path of a .yaml or .yml file",
        "the path of a file",
        "the name of a column of 'cohort'",
        "names of columns with numbers of 'table', separated by commas",
    ]
    with pytest.raises(ParameterError, match=r"Group \(group\) is 3; it must be the name of a col"):
        validate(Example, {"group": 3})


def test_names_stay_free_texts():
    values = {"recipe": "setting: {binWidth: 5}", "features": "original_*, age"}
    assert validate(Example, values) == Example(**values)


def test_the_command_line_asks_for_files_and_columns():
    words = {
        name: hint.__metadata__[0].metavar
        for entry in ("features.pca", "features.radiomics")
        for name, hint, _default in parameter_options(operation(entry))
    }
    found = [words[name] for name in ("parameter_file", "group", "features", "components")]
    assert found == ["FILE", "COLUMN", "COLUMNS", "INT"]


def test_other_programs_learn_what_is_named():
    named = {p["name"]: p["names"] for p in describe(operation("features.pca"))["parameters"]}
    columns = {"kind": "columns", "table": "table"}
    assert named["group"] == {**columns, "numeric": False, "several": False}
    assert named["features"] == {**columns, "numeric": True, "several": True}
    assert named["standardize"] is None
    (file, *_rest) = describe(operation("features.radiomics"))["parameters"]
    assert file["names"] == {"kind": "file", "endings": ("yaml", "yml"), "model": ""}


@pytest.mark.parametrize("kind", [int, tuple[float, float, float]])
def test_only_a_text_can_be_a_name(kind: Any):
    hint = Annotated[kind, Spec("Wrong", "Is it.", names=File())]
    wrong = dataclass(frozen=True)(
        type("Wrong", (), {"__annotations__": {"field": hint}, "field": None})
    )
    with pytest.raises(TypeError, match=r"Wrong\.field names something, so it must be a str"):
        parameters_of(wrong)


@pytest.mark.parametrize("entry", operations().values(), ids=lambda e: e.id)
def test_columns_are_those_of_a_table_that_the_operation_takes(entry: Any):
    tables = {slot.name for slot in entry.inputs if slot.payload is Table}
    for parameter in parameters_of(entry.parameters):
        if isinstance(parameter.spec.names, Columns):
            assert parameter.spec.names.table in tables
