"""Impurity importance: how much each column helped the trees of a forest to separate classes.

It is measured on training cases and favours columns with many different values (Strobl et al.,
BMC Bioinformatics 8:25, 2007); permutation importance has neither fault.
"""

from __future__ import annotations

import numpy as np

from ..classify.fitting import Fitted
from ..classify.predict import load_noting
from ..classify.predictors import Predictor
from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Chart, Column, ModelRef, Table
from ..interruptible import interruptible
from .bar_chart import bar_chart
from .parameters import ForestParameters
from .predicting import Reals

_MISSING = "missingindicator_"


def forest_importance(fitted: Fitted) -> tuple[list[str], Reals, Reals]:
    """Names, importances that sum to 1, and their standard deviations over the trees.

    What became of a column, such as its categories, is added up under its name; principal
    components keep their own names.

    Raises:
        UserError: the model is no forest.
    """
    pipeline = fitted.pipeline
    trees = getattr(pipeline[-1], "estimators_", None)
    if not hasattr(pipeline[-1], "feature_importances_") or trees is None:
        raise UserError(
            f"This model ({fitted.recipe.classifier}) is no forest; use permutation importance, "
            "which works for every model."
        )
    by_tree = np.stack([tree.feature_importances_ for tree in trees])
    names = [_column_of(name, fitted.columns) for name in _feature_names(fitted)]
    different = list(dict.fromkeys(names))
    member = np.array([[name == d for d in different] for name in names], dtype=np.float64)
    summed = by_tree @ member
    values = np.asarray(pipeline[-1].feature_importances_) @ member
    return different, values, summed.std(axis=0)


def run_forest(
    model: ModelRef, parameters: ForestParameters, context: Context
) -> dict[str, Table | Chart]:
    """Impurity importance of each column.

    Raises:
        UserError: the model is no forest, or cannot be loaded.
    """
    classifier = load_noting(model, context)
    context.progress(0.5, "Adding up what the trees used")
    names, values, spread = interruptible(lambda: forest_importance(classifier.fitted), context)
    order = np.argsort(-values, kind="stable")
    context.progress(1.0)
    table = Table(
        (
            Column("feature", texts=tuple(names[n] for n in order)),
            Column("importance", values[order], description="Share; all sum to 1"),
            Column("deviation", spread[order], description="Standard deviation over the trees"),
        ),
        "Forest importance",
    )
    return {"importance": table, "chart": bar_chart(names, values, table.name, "importance")}


def _feature_names(fitted: Fitted) -> list[str]:
    """Of what the forest itself sees; steps that only resample change nothing."""
    names = np.array([c.name for c in fitted.columns], dtype=object)
    for step in fitted.pipeline[:-1]:
        if hasattr(step, "get_feature_names_out"):
            names = step.get_feature_names_out(names)
    return [str(name) for name in names]


def _column_of(feature: str, columns: tuple[Predictor, ...]) -> str:
    """The longest column name that the feature's name begins with."""
    kind, _, rest = feature.partition("__")
    if kind not in ("numeric", "categorical"):
        return feature
    if kind == "numeric":
        return rest.removeprefix(_MISSING)
    fits = [c.name for c in columns if rest == c.name or rest.startswith(f"{c.name}_")]
    return max(fits, key=len, default=rest)
