"""A small clinic: numbers, a category, missing values and two classes."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.classify.data import Cases, cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.classify.recipe import Recipe
from medaiassist_engine.classify.train import train
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, ModelRef, Table
from medaiassist_engine.models.classical import MODEL_KIND, Classifier, save
from medaiassist_engine.models.references import reference


def clinic_table(count: int = 120, seed: int = 0) -> Table:
    rng = np.random.default_rng(seed)
    sick = np.arange(count) % 2 == 1
    volume = 10 + 4 * sick + rng.normal(0, 2, count)
    texture = 1 - 0.4 * sick + rng.normal(0, 0.5, count)
    age = rng.uniform(30, 80, count).round()
    age[rng.random(count) < 0.1] = np.nan
    smoker = np.where(rng.random(count) < 0.3 + 0.4 * sick, "yes", "no")
    smoker[rng.random(count) < 0.1] = ""
    return Table(
        (
            Column("case", texts=tuple(f"secret{n}" for n in range(count))),
            Column("lesion_size", volume, (), "mL", "Volume of the lesion"),
            Column("texture", texture),
            Column("age", age, (), "years"),
            Column("smoker", texts=tuple(smoker.tolist())),
            Column("label", texts=tuple(np.where(sick, "sick", "healthy").tolist())),
        ),
        "clinic",
    )


def trained(table: Table, keep_cases: bool = True, **choices: object) -> Classifier:
    cases = cases_of(table, CaseColumns(), Context())
    recipe = Recipe(**{"trees": 20, "leaf": 3, **choices})  # type: ignore[arg-type]
    return train(
        recipe,
        cases,
        Context(),
        keep_cases=keep_cases,
        workers=0,
        name="clinic model",
        check_folds=2,
    )


@pytest.fixture(scope="session")
def table() -> Table:
    return clinic_table()


@pytest.fixture(scope="session")
def cases(table: Table) -> Cases:
    return cases_of(table, CaseColumns(), Context())


@pytest.fixture(scope="session")
def classifier(table: Table) -> Classifier:
    return trained(table)


@pytest.fixture(scope="session")
def model(classifier: Classifier, tmp_path_factory: pytest.TempPathFactory) -> ModelRef:
    path = tmp_path_factory.mktemp("models") / "clinic.medai"
    save(path, classifier)
    return reference(path, MODEL_KIND)


@pytest.fixture
def clinic():
    """The function that makes other such tables."""
    return clinic_table


@pytest.fixture(scope="session")
def train_on():
    """The function that trains other classifiers."""
    return trained
