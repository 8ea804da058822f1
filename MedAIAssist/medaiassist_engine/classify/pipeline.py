"""From a recipe to an untrained scikit-learn pipeline over a table's columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .classifiers import classifier_for
from .components import Components
from .data import Predictor
from .recipe import Recipe
from .resampling import Resampling
from .selection import Selection

_NEIGHBOURS = 5  # whose mean stands in for a missing number
_ROUNDS = 10  # of iterative imputation


def build(recipe: Recipe, columns: Sequence[Predictor]) -> Any:
    """An untrained pipeline: columns, selection, components, resampling, classifier.

    It is fitted on `Cases.frame` and `Cases.codes` and scores with predict_proba or
    decision_function. A category that it has not seen counts as none of those that it has.

    Raises:
        UserError: the recipe asks for what cannot be combined, or a library is missing.
    """
    from sklearn.pipeline import Pipeline

    steps: list[tuple[str, Any]] = [("columns", _columns(recipe, columns))]
    if recipe.selection != "none":
        chosen = Selection(recipe.selection, recipe.selected, recipe.correlation, recipe.seed)
        steps.append(("selection", chosen))
    if recipe.components is not None:
        steps.append(("components", Components(recipe.components, recipe.seed)))
    if recipe.balance not in ("none", "class_weight"):
        from imblearn.pipeline import Pipeline

        steps.append(("balance", Resampling(recipe.balance, recipe.seed)))
    return Pipeline([*steps, ("classifier", classifier_for(recipe))])


def _columns(recipe: Recipe, columns: Sequence[Predictor]) -> Any:
    from sklearn.compose import ColumnTransformer

    numeric = [c.name for c in columns if c.kind == "numeric"]
    categorical = [c.name for c in columns if c.kind == "categorical"]
    parts = []
    if numeric:
        parts.append(("numeric", _numeric(recipe), numeric))
    if categorical:
        parts.append(("categorical", _categorical(recipe), categorical))
    return ColumnTransformer(parts, sparse_threshold=0.0)


def _numeric(recipe: Recipe) -> Any:
    """Scaled first, so that distances in nearest-case imputation are comparable."""
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

    scalers = {"standard": StandardScaler, "robust": RobustScaler, "range": MinMaxScaler}
    steps = [("scaling", scalers[recipe.scaling]())] if recipe.scaling in scalers else []
    return Pipeline([*steps, ("imputation", _imputer(recipe))])


def _imputer(recipe: Recipe) -> Any:
    common = {"add_indicator": recipe.indicator, "keep_empty_features": True}
    if recipe.imputation == "knn":
        from sklearn.impute import KNNImputer

        return KNNImputer(n_neighbors=_NEIGHBOURS, **common)
    if recipe.imputation == "iterative":
        from sklearn.experimental import enable_iterative_imputer  # noqa: F401
        from sklearn.impute import IterativeImputer

        return IterativeImputer(max_iter=_ROUNDS, random_state=recipe.seed, **common)
    from sklearn.impute import SimpleImputer

    return SimpleImputer(strategy="median", **common)


def _categorical(recipe: Recipe) -> Any:
    """A missing category is a category of its own."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

    if recipe.encoding == "one_hot":
        encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    else:
        encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    missing = SimpleImputer(missing_values=None, strategy="constant", fill_value="(missing)")
    return Pipeline([("imputation", missing), ("encoding", encoder)])
