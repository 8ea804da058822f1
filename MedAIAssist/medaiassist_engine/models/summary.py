"""What a model was trained on, and how well it did; nothing that names a case."""

from __future__ import annotations

from dataclasses import dataclass

RESEARCH = "For research use only. Not a medical device; not for diagnosis or treatment."


@dataclass(frozen=True)
class Metric:
    """A measured quality and the limits of its 95 % interval."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Summary:
    """Of one training.

    Attributes:
        name: of the model.
        created: date, YYYY-MM-DD.
        label: name of the column that was learnt.
        cases, patients: numbers by class.
        fingerprint: SHA-256 of the training cases.
        versions: of the engine, Python and libraries.
        metrics: of cases while they were left out of training.
        validation: how these were measured.
        seed: of everything random.
        intended_use: in the words of who trained it.
        extraction: how features were made: operation, parameters, versions; as given.
        keeps_cases: training cases are stored in the model, under numbers.
    """

    name: str
    created: str
    label: str
    cases: dict[str, int]
    patients: dict[str, int]
    fingerprint: str
    versions: dict[str, str]
    metrics: tuple[Metric, ...]
    validation: str
    seed: int
    intended_use: str = ""
    extraction: str = ""
    keeps_cases: bool = False
