"""Tables of made-up patients for tests."""

from __future__ import annotations

import numpy as np

from medaiassist_engine.classify.data import Cases, cases_of
from medaiassist_engine.classify.parameters import CaseColumns
from medaiassist_engine.context import Context
from medaiassist_engine.contract.payloads import Column, Table


def table(
    patients: int = 60, per_patient: int = 1, classes: int = 2, seed: int = 0, signal: float = 2.0
) -> Table:
    """Patients with two telling features, one of noise, a category and some missing values."""
    rng = np.random.default_rng(seed)
    code = np.repeat(np.arange(patients) % classes, per_patient)
    n = len(code)
    size = code * signal + rng.normal(size=n)
    texture = -code * signal / 2 + rng.normal(size=n)
    texture[rng.random(n) < 0.1] = np.nan
    sex = np.where(rng.random(n) < 0.5, "F", "M")
    sex[0] = ""
    patient = np.repeat([f"p{k}" for k in range(patients)], per_patient)
    return Table(
        (
            Column("case", texts=tuple(f"c{k}" for k in range(n))),
            Column("patient", texts=tuple(patient.tolist())),
            Column("label", texts=tuple(f"class {k}" for k in code)),
            Column("size", size, unit="mm", description="Largest diameter"),
            Column("texture", texture),
            Column("noise", rng.normal(size=n)),
            Column("sex", texts=tuple(sex.tolist())),
        ),
        "cases",
    )


def cases(**options: float) -> Cases:
    """The same as cases."""
    return cases_of(table(**options), CaseColumns(), Context())  # type: ignore[arg-type]


def replaced(given: Table, *columns: Column) -> Table:
    """With columns in place of those of the same name, or added."""
    new = {c.name: c for c in columns}
    kept = [new.pop(c.name, c) for c in given.columns]
    return Table((*kept, *new.values()), given.name)


def edited(given: Table, name: str, row: int, value: object) -> Table:
    """With another value in one cell."""
    column = next(c for c in given.columns if c.name == name)
    if column.values is None:
        texts = list(column.texts)
        texts[row] = str(value)
        return replaced(given, Column(name, texts=tuple(texts)))
    values = np.array(column.values, dtype=float)
    values[row] = value
    return replaced(given, Column(name, values))
