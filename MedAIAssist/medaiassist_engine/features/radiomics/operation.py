"""The radiomics operation: a table with one row per segment."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ...context import Context
from ...contract.payloads import Boxes, Column, LabelMap, Table, Volume
from ...preprocess.voxelwise import spacing_kji
from ..orientation import view_of
from ..regions import WHOLE, Part, check_grey, parts_of
from .extract import columns_of, extract
from .families import DEFINITIONS
from .feature import Values
from .memory import check_memory
from .parameters import RadiomicsParameters
from .plans import plan_of
from .preparation import Prepared, normalised
from .settings import Plan

_NAMED = 3


def run_radiomics(
    volume: Volume,
    parameters: RadiomicsParameters,
    context: Context,
    segments: LabelMap | None = None,
    region: Boxes | None = None,
) -> Table:
    """Measure every segment; what is undefined is NaN, with a note saying why.

    Raises:
        UserError: the volume, the segments, the region or a parameter cannot be used.
    """
    check_grey(volume)
    view = view_of(volume, parameters.axes, flat=False)
    parts = [
        view.part(part, volume.array.shape) for part in parts_of(volume, segments, region, context)
    ]
    volume = view.volume(volume)
    plan = plan_of(parameters, volume.array.shape, context)
    for part in parts:
        check_memory(part, plan, spacing_kji(volume))
    image = normalised(np.asarray(volume.array), plan.settings)
    rows: list[Values | None] = []
    for n, part in enumerate(parts):
        inner = context.part(n / len(parts), (n + 1) / len(parts))
        rows.append(_measure(volume, image, part, plan, inner))
    context.progress(1.0)
    return _table(volume, parts, rows, plan)


def _measure(
    volume: Volume, image: np.ndarray, part: Part, plan: Plan, context: Context
) -> Values | None:
    """The part's features; None if it is empty."""
    if part.box is None:
        return None

    def report(fraction: float, phase: str) -> None:
        context.progress(fraction, f"{part.name}: {phase}")

    if _touches_border(volume, part) and any(f.startswith("shape") for f in plan.features):
        context.note(
            f"'{part.name}' touches the border of the volume; its shape is that of the part inside."
        )
    prepared = Prepared(image, part.box, part.mask(), spacing_kji(volume))
    found = extract(prepared, plan, report)
    _note_undefined(part.name, found, context)
    return found


def _touches_border(volume: Volume, part: Part) -> bool:
    """Whether a segment may go on beyond the volume."""
    return (
        part.box is not None
        and part.name != WHOLE
        and any(
            n > 1 and (s.start == 0 or s.stop == n)
            for s, n in zip(part.box, volume.array.shape, strict=True)
        )
    )


def _note_undefined(name: str, found: Values, context: Context) -> None:
    reasons: dict[str, list[str]] = defaultdict(list)
    for feature, value in found.items():
        if isinstance(value, str):
            reasons[value].append(feature)
    for reason, features in reasons.items():
        if len(features) == len(found):
            context.note(f"'{name}' has no features: {reason}.")
            continue
        named = ", ".join(features[:_NAMED])
        more = len(features) - _NAMED
        rest = f" and {more} more are" if more > 0 else (" is" if len(features) == 1 else " are")
        context.note(f"'{name}': {named}{rest} undefined, as {reason}.")


def _table(volume: Volume, parts: list[Part], rows: list[Values | None], plan: Plan) -> Table:
    case = volume.name or "volume"
    columns = [
        Column("case", texts=(case,) * len(parts), description="Name of the volume."),
        Column("segment", texts=tuple(p.name for p in parts), description="What was measured."),
    ]
    for name in columns_of(plan):
        values = [_number(row, name) for row in rows]
        prefix, family, feature = name.split("_", 2)
        definition = DEFINITIONS[family][feature]
        text = f"{definition.text[:-1]} ({_image(prefix)})."
        columns.append(Column(name, np.array(values), unit=definition.unit, description=text))
    return Table(tuple(columns), f"{case} radiomics")


def _number(row: Values | None, name: str) -> float:
    value = "" if row is None else row[name]
    return float("nan") if isinstance(value, str) else value


def _image(prefix: str) -> str:
    """An image type in words."""
    if prefix.startswith("log-sigma-"):
        sigma = prefix.removeprefix("log-sigma-").removesuffix("-mm-3D").replace("-", ".")
        return f"Laplacian of Gaussian, sigma {sigma} mm"
    if prefix.startswith("wavelet"):
        return f"wavelet band {prefix.split('-')[1]}"
    return f"{prefix} image"
