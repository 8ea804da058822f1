"""Operations with inputs that are large for them; what `bench_cancel.py` cancels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from cancel_networks import network_operations

from medaiassist_engine.classify.data import cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.recipe import Recipe
from medaiassist_engine.classify.train import train
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, LabelMap, Segment, Table, Volume, matrix
from medaiassist_engine.files.volumes import write_volume
from medaiassist_engine.models.classical import MODEL_KIND, save
from medaiassist_engine.models.references import reference
from medaiassist_engine.segment.voxels.cache import Cache
from medaiassist_engine.segment.voxels.parameters import TrainVoxelsParameters
from medaiassist_engine.segment.voxels.saving import run_voxels_train

SHAPE = (200, 512, 512)
GRID = matrix(np.diag([0.8, 0.8, 1.0, 1.0]))
RECIPES: dict[str, dict[str, Any]] = {
    "forest": {"classifier": "random_forest"},
    "SVM, SMOTE": {"classifier": "svm_rbf", "balance": "smote"},
    "MLP": {"classifier": "mlp", "hidden": 256, "epochs": 1000},
    "optuna": {"classifier": "gradient_boosting", "search": "optuna"},
    "iterative, mRMR": {"imputation": "iterative", "selection": "mrmr"},
    "isotonic, Youden": {"calibration": "isotonic", "threshold": "youden"},
    "L1": {"classifier": "svm_linear", "selection": "l1"},
}


@dataclass(frozen=True)
class Situation:
    title: str
    operation: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)


def cases(rows: int = 3000, numbers: int = 200, words: int = 10, seed: int = 0) -> Table:
    """Two cases a patient, two classes, 5 % of all values missing."""
    random = np.random.default_rng(seed)
    sick = (np.arange(rows) // 2) % 7 < 2

    def number(n: int) -> np.ndarray:
        values = random.normal(size=rows) + 0.3 * (n < 20) * sick
        return np.where(random.random(rows) < 0.05, np.nan, values)

    return Table(
        (
            Column("case", texts=tuple(f"c{n}" for n in range(rows))),
            Column("patient", texts=tuple(f"p{n // 2}" for n in range(rows))),
            Column("label", texts=tuple("sick" if s else "well" for s in sick)),
            *(Column(f"f{n}", number(n), unit="mm") for n in range(numbers)),
            *(Column(f"w{n}", texts=tuple(random.choice([*"abcdefg", ""], rows)))
              for n in range(words)),
        ),
        "Cases",
    )  # fmt: skip


class Made:
    """Inputs that take a while to make, each made once.

    Args:
        folder: for models and images.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def table(self) -> Table:
        return cases()

    @cached_property
    def volume(self) -> Volume:
        random = np.random.default_rng(0)
        array = random.integers(-1000, 1000, SHAPE, dtype=np.int16)
        array[60:140, 150:350, 150:350] += 800
        return Volume(array, GRID, "Volume")

    @cached_property
    def strokes(self) -> LabelMap:
        array = np.zeros(SHAPE, np.uint8)
        array[20:180:8, 160:340, 160:340:2] = 2
        array[20:180:8, 5:120, ::2] = 1
        return LabelMap(array, GRID, (Segment(1, "Background"), Segment(2, "Object")))

    @cached_property
    def voxels(self) -> Any:
        parameters = TrainVoxelsParameters(folder=str(self.folder))
        return run_voxels_train(self.volume, self.strokes, parameters, Context(), Cache())

    @cached_property
    def images(self) -> Table:
        """Three large images, two of them equal, in a cohort."""
        files = [self.folder / f"image{n}.nii.gz" for n in range(3)]
        for file in files:
            write_volume(file, self.volume)
        return Table(
            (
                Column("case", texts=("a", "b", "c")),
                Column("image", texts=tuple(map(str, files))),
                Column("mask", texts=("", "", "")),
                Column("label", texts=("x", "y", "x")),
            ),
            "Cohort",
        )

    def model(self, name: str, **recipe: Any) -> Any:
        path = self.folder / f"{name}.medai"
        if not path.exists():
            given = cases_of(self.table, CaseColumns(), Context())
            made = train(Recipe(**recipe), given, Context(), keep_cases=True, check_folds=2)
            save(path, made)
        return reference(path, MODEL_KIND)


def situations(folder: Path, only: Sequence[str]) -> Iterator[Situation]:
    """Those whose title holds one of the texts; all of them without any."""
    made = Made(folder)
    for title, operation, inputs, parameters in _listed(made, folder):
        if not only or any(text in title for text in only):
            filled = {name: give() for name, give in inputs.items()}
            yield Situation(title, operation, filled, parameters)


def _listed(made: Made, folder: Path) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """Title, operation, functions that give the inputs, and parameters."""
    table = {"table": lambda: made.table}
    for name, recipe in RECIPES.items():
        for operation in ("classify.validate", "classify.train"):
            kept = {"folder": str(folder)} if operation == "classify.train" else {}
            yield f"{operation}, {name}", operation, table, {**recipe, **kept}
    for operation in ("classify.learning_curve", "classify.permutation_check"):
        yield operation, operation, table, {}
    for name, recipe in {"forest": {"trees": 500}, "svm": {"classifier": "svm_rbf"}}.items():
        model = {"model": lambda name=name, recipe=recipe: made.model(name, **recipe)}
        both = {**model, "table": lambda: cases(20000, seed=1)}
        yield f"classify.predict, {name}", "classify.predict", both, {}
        yield f"explain.permutation, {name}", "explain.permutation", both, {"data": "given"}
        yield f"explain.dependence, {name}", "explain.dependence", both, {"feature": "f3"}
        for operation in ("explain.counterfactual", "diagnose.predict"):
            pictured = {"volume": lambda: made.volume, "segments": lambda: made.strokes}
            inputs = {**model, **table, **(pictured if operation[0] == "d" else {})}
            yield f"{operation}, {name}", operation, inputs, {"case": "c15"}
    forest = {"model": lambda: made.model("forest", trees=500)}
    yield "explain.permutation, folds", "explain.permutation", {**forest, **table}, {}
    yield "explain.forest", "explain.forest", forest, {}
    yield "models.open", "models.open", {}, {"path": made.model("forest", trees=500).path}
    painted = {"volume": lambda: made.volume, "strokes": lambda: made.strokes}
    for classifier in ("forest", "svm", "logistic"):
        chosen = {"classifier": classifier, "probability": "all"}
        yield f"segment.voxels, {classifier}", "segment.voxels", painted, chosen
        most = {**chosen, "samples": 100000, "structure": True, "scales": 6}
        yield f"segment.voxels, {classifier}, largest", "segment.voxels", painted, most
    applied = {"volume": painted["volume"], "model": lambda: made.voxels}
    yield "segment.voxels_train", "segment.voxels_train", painted, {"folder": str(folder)}
    yield "segment.voxels_apply", "segment.voxels_apply", applied, {}
    cohort = {"table": lambda: made.images}
    for operation in ("cohort.check", "cohort.thumbnails", "cohort.measure"):
        yield f"{operation}, images", operation, cohort, {}
    many = {"table": lambda: cases(20000)}
    for operation in ("cohort.check", "cohort.split"):
        yield f"{operation}, 20,000 cases", operation, many, {}
    yield "cohort.join", "cohort.join", {"features": many["table"], **many}, {}
    yield "cohort.from_folder", "cohort.from_folder", {}, {"folder": str(folder)}
    yield "cohort.load", "cohort.load", {}, {"image": str(folder / "image0.nii.gz")}
    yield from network_operations(folder)
