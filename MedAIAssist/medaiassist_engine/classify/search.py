"""Search of hyper-parameters on folds of the training cases."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..context import Context
from .classifiers import most_neighbours
from .data import Cases
from .metrics import auc
from .pipeline import build
from .recipe import Recipe
from .splits import inner_folds

_Suggest = Callable[[Any], Any]
_NEIGHBOURS = 40

_SPACES: dict[str, dict[str, _Suggest]] = {
    "svm_rbf": {
        "strength": lambda t: t.suggest_float("strength", 1e-2, 1e3, log=True),
        "gamma": lambda t: t.suggest_float("gamma", 1e-5, 1.0, log=True),
    },
    "svm_linear": {"strength": lambda t: t.suggest_float("strength", 1e-4, 1e2, log=True)},
    "logistic_regression": {"strength": lambda t: t.suggest_float("strength", 1e-4, 1e2, log=True)},
    "random_forest": {
        "depth": lambda t: t.suggest_int("depth", 3, 20),
        "leaf": lambda t: t.suggest_int("leaf", 1, 20, log=True),
    },
    "gradient_boosting": {
        "learning_rate": lambda t: t.suggest_float("learning_rate", 0.01, 0.3, log=True),
        "trees": lambda t: t.suggest_int("trees", 30, 300, log=True),
        "depth": lambda t: t.suggest_int("depth", 2, 8),
        "leaf": lambda t: t.suggest_int("leaf", 5, 50, log=True),
    },
    "knn": {"neighbours": lambda t: t.suggest_int("neighbours", 1, _NEIGHBOURS, log=True)},
    "mlp": {
        "hidden": lambda t: t.suggest_int("hidden", 8, 128, log=True),
        "learning_rate": lambda t: t.suggest_float("learning_rate", 1e-4, 1e-2, log=True),
    },
}
_SPACES["balanced_forest"] = _SPACES["random_forest"]


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    Attributes:
        recipe: with the best hyper-parameters in place of automatic ones.
        score: its mean area under the ROC curve over the inner folds.
        trials: every set of values that was tried, with its score, in order.
    """

    recipe: Recipe
    score: float
    trials: tuple[tuple[dict[str, float], float], ...]


def search(recipe: Recipe, cases: Cases, context: Context) -> SearchResult:
    """Try values for the hyper-parameters that are None; the first trial leaves all automatic.

    Tree-structured Parzen estimator (Bergstra et al. 2011, by optuna), seeded. The score is the
    mean AUC over inner folds of patients, with every step fitted inside.

    Raises:
        UserError: a class has a single patient.
        Cancelled: the user cancelled.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    space = {
        name: suggest
        for name, suggest in _SPACES[recipe.classifier].items()
        if getattr(recipe, name) is None
    }
    inner = inner_folds(cases, recipe.inner_folds, recipe.seed)
    best = recipe
    first = _score(recipe, cases, inner, context.part(0, 1 / recipe.trials))
    tried: list[tuple[dict[str, float], float]] = [({}, first)]
    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=recipe.seed)
    )
    end = time.monotonic() + (recipe.search_seconds or np.inf)
    for n in range(1, recipe.trials if space else 1):
        if time.monotonic() > end:
            context.note(f"The search stopped after {n} of {recipe.trials} trials: time was up.")
            break
        trial = study.ask()
        values = {name: suggest(trial) for name, suggest in space.items()}
        if "neighbours" in values:
            values["neighbours"] = min(values["neighbours"], most_neighbours(cases))
        candidate = dataclasses.replace(recipe, **values)
        part = context.part(n / recipe.trials, (n + 1) / recipe.trials)
        score = _score(candidate, cases, inner, part)
        study.tell(trial, score)
        if score > max(s for _, s in tried):
            best = candidate
        tried.append((values, score))
    return SearchResult(best, max(s for _, s in tried), tuple(tried))


def _score(recipe: Recipe, cases: Cases, inner: list[Any], context: Context) -> float:
    """Mean AUC over the inner folds, of scores without calibration: it keeps their order."""
    codes = cases.codes
    areas = []
    for n, (train, test) in enumerate(inner):
        context.progress(n / len(inner))
        pipeline = build(recipe, cases.columns)
        pipeline.fit(cases.frame.iloc[train], codes[train])
        areas.append(auc(codes[test], _scores(pipeline, cases.frame.iloc[test]), weights=None))
    defined = [area for area in areas if not np.isnan(area)]  # a fold may lack a class
    return float(np.mean(defined)) if defined else 0.5


def _scores(pipeline: Any, frame: Any) -> Any:
    """(rows, classes), larger for more likely classes."""
    if hasattr(pipeline, "predict_proba"):
        return pipeline.predict_proba(frame)
    scores = pipeline.decision_function(frame)
    return np.stack([-scores, scores], axis=1) if scores.ndim == 1 else scores
