"""recipe.json of a model: what it takes, what it answers, and every choice of its making."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from ..classify.fitting import Fitted
from ..classify.predictors import Predictor
from ..classify.recipe import Recipe
from ..contract.params import as_dict
from .seen import Seen


def recipe_to(fitted: Fitted, seen: Sequence[Seen]) -> dict[str, Any]:
    """As plain JSON values."""
    columns = [
        {**dataclasses.asdict(column), "seen": dataclasses.asdict(there)}
        for column, there in zip(fitted.columns, seen, strict=True)
    ]
    return {
        "columns": columns,
        "classes": list(fitted.classes),
        "threshold": fitted.threshold,
        "recipe": as_dict(fitted.recipe),
        "chosen": as_dict(fitted.chosen),
        "rows": list(fitted.rows),
    }


def fitted_from(values: dict[str, Any], estimator: Any) -> tuple[Fitted, tuple[Seen, ...]]:
    """The inverse of `recipe_to`.

    Raises:
        KeyError, TypeError, ValueError, ParameterError: something is missing or of another kind.
    """
    columns, seen = [], []
    for column in values["columns"]:
        there = column.pop("seen")
        columns.append(Predictor(**{**column, "categories": tuple(column["categories"])}))
        seen.append(Seen(**{**there, "quantiles": tuple(there["quantiles"])}))
    threshold = values["threshold"]
    fitted = Fitted(
        recipe=Recipe.from_values(values["recipe"]),
        chosen=Recipe.from_values(values["chosen"]),
        estimator=estimator,
        classes=tuple(values["classes"]),
        columns=tuple(columns),
        threshold=None if threshold is None else float(threshold),
        search=None,
        rows=tuple(values["rows"]),
    )
    if len(fitted.classes) != len(estimator.classes_):
        raise ValueError("the classes do not fit the model")
    return fitted, tuple(seen)
