"""Clinical columns of a cohort that a network sees beside the image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ...context import Context
from ...contract.errors import UserError
from ...contract.payloads import Table
from ..columns import matching, predictor_names, required
from ..frames import frame_of, predictor_of
from ..parameters import CaseColumns
from ..predictors import Predictor
from .parameters import NetworkChoices


@dataclass(frozen=True)
class Clinical:
    """What is known of n cases.

    Attributes:
        predictors: what each column is.
        values: (n, columns) float32: numbers, indices of categories, NaN where missing.
    """

    predictors: tuple[Predictor, ...]
    values: torch.Tensor

    def rows(self, chosen: Any) -> torch.Tensor:
        """The values of these cases."""
        return self.values[torch.as_tensor(chosen)]


def clinical_of(
    table: Table, p: NetworkChoices, names: NDArray[np.str_], kept: NDArray[np.bool_]
) -> Clinical | None:
    """The columns asked for, of the cases that are kept; None if none is asked for.

    Args:
        names: of all rows.

    Raises:
        UserError: a column is missing, is the label, holds nothing, or holds an infinite value.
    """
    if not p.clinical.strip():
        return None
    wanted = predictor_names(table, CaseColumns(label=p.label, features=p.clinical))
    categorical = set(matching(table, p.categorical))
    predictors, columns = [], []
    for name in wanted:
        predictor, values = predictor_of(
            required(table, name, "clinical value"), name in categorical, names
        )
        coded = _coded(predictor, values)
        if np.isnan(coded[kept]).all():
            raise UserError(
                f"Clinical column '{name}' holds no value in any labelled case, such as "
                f"{names[kept][0]}; fill it in or leave it out."
            )
        predictors.append(predictor)
        columns.append(coded[kept])
    return Clinical(tuple(predictors), _tensor(columns))


def clinical_values(
    table: Table, predictors: Sequence[Predictor], names: NDArray[np.str_], context: Context
) -> torch.Tensor | None:
    """(n, columns) of new cases for a network that was trained with these; None for none.

    Raises:
        UserError: a column is missing, or is of the other kind.
    """
    if not predictors:
        return None
    frame = frame_of(table, predictors, names, context)
    return _tensor([_coded(p, frame[p.name].to_numpy()) for p in predictors])


def as_json(predictors: Sequence[Predictor]) -> list[dict[str, Any]]:
    """What `predictors_from` reads."""
    return [asdict(predictor) for predictor in predictors]


def predictors_from(given: Any, name: str) -> tuple[Predictor, ...]:
    """The clinical columns in a bundle's metadata.

    Raises:
        UserError: they are none; `name` is the bundle's.
    """
    try:
        return tuple(
            Predictor(**{**values, "categories": tuple(values["categories"])})
            for values in given or ()
        )
    except (TypeError, KeyError) as error:
        raise UserError(
            f"The network '{name}' does not say which clinical values it takes; train it again."
        ) from error


def _coded(predictor: Predictor, values: Any) -> NDArray[np.float64]:
    if predictor.kind == "numeric":
        return np.asarray(values, dtype=np.float64)
    place = {name: float(n) for n, name in enumerate(predictor.categories)}
    return np.array([place.get(value, np.nan) for value in values])


def _tensor(columns: Sequence[NDArray[np.float64]]) -> torch.Tensor:
    return torch.from_numpy(np.stack(columns, axis=1).astype(np.float32))
