"""The classifier at the end of a pipeline."""

from __future__ import annotations

from typing import Any

from ..contract.errors import UserError
from .data import Cases
from .recipe import Recipe

UNCALIBRATED = ("svm_rbf", "svm_linear")
"""Classifiers whose scores become probabilities by calibration only."""

_TREES = 300
_MOST_ROUNDS = 100  # of boosting
_NEIGHBOURS = 5
_STEPS = 5000  # of solvers


def classifier_for(recipe: Recipe) -> Any:
    """An untrained classifier with the recipe's hyper-parameters.

    Raises:
        UserError: it cannot weigh classes but should, or its library is missing.
    """
    weights = "balanced" if recipe.balance == "class_weight" else None
    if weights and recipe.classifier == "knn":
        raise UserError(
            "k nearest neighbours cannot weigh classes; choose another way to treat the class "
            "imbalance, such as SMOTE, or another classifier."
        )
    return _MAKERS[recipe.classifier](recipe, weights)


def most_neighbours(cases: Cases) -> int:
    """So many neighbours are found even with the half of the cases that inner folds leave."""
    return max(1, len(cases) // 3)


def check_neighbours(recipe: Recipe, cases: Cases) -> None:
    """Raises UserError where there are too few cases for that many neighbours."""
    wanted = _or(recipe.neighbours, _NEIGHBOURS)
    if recipe.classifier == "knn" and wanted > most_neighbours(cases):
        raise UserError(
            f"{wanted} neighbours are too many for {len(cases)} training cases; choose "
            f"{most_neighbours(cases)} or fewer, or another classifier."
        )


def _svm_rbf(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.svm import SVC

    gamma = "scale" if recipe.gamma is None else recipe.gamma
    return SVC(C=_or(recipe.strength, 1.0), gamma=gamma, class_weight=weights, cache_size=500)


def _svm_linear(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.svm import SVC

    return SVC(C=_or(recipe.strength, 1.0), kernel="linear", class_weight=weights, cache_size=500)


def _forest(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(class_weight=weights, **_tree_options(recipe))


def _balanced_forest(recipe: Recipe, weights: str | None) -> Any:
    from imblearn.ensemble import BalancedRandomForestClassifier

    return BalancedRandomForestClassifier(
        class_weight=weights, sampling_strategy="all", replacement=True, bootstrap=False,
        **_tree_options(recipe),
    )  # fmt: skip


def _tree_options(recipe: Recipe) -> dict[str, Any]:
    return {
        "n_estimators": _or(recipe.trees, _TREES),
        "max_depth": recipe.depth,
        "min_samples_leaf": _or(recipe.leaf, 1),
        "random_state": recipe.seed,
    }


def _logistic(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(
        C=_or(recipe.strength, 1.0), class_weight=weights, max_iter=_STEPS,
        random_state=recipe.seed,
    )  # fmt: skip


def _boosting(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        learning_rate=_or(recipe.learning_rate, 0.1),
        max_iter=_or(recipe.trees, _MOST_ROUNDS),
        max_depth=recipe.depth,
        min_samples_leaf=_or(recipe.leaf, 20),
        class_weight=weights,
        early_stopping=False,
        random_state=recipe.seed,
    )


def _knn(recipe: Recipe, weights: str | None) -> Any:
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(n_neighbors=_or(recipe.neighbours, _NEIGHBOURS))


def _mlp(recipe: Recipe, weights: str | None) -> Any:
    from .mlp import Mlp

    return Mlp(
        hidden=_or(recipe.hidden, 64),
        epochs=_or(recipe.epochs, 200),
        learning_rate=_or(recipe.learning_rate, 1e-3),
        weigh_classes=weights is not None,
        seed=recipe.seed,
    )


_MAKERS = {
    "svm_rbf": _svm_rbf,
    "svm_linear": _svm_linear,
    "random_forest": _forest,
    "balanced_forest": _balanced_forest,
    "logistic_regression": _logistic,
    "gradient_boosting": _boosting,
    "knn": _knn,
    "mlp": _mlp,
}


def _or(value: Any, automatic: Any) -> Any:
    return automatic if value is None else value
