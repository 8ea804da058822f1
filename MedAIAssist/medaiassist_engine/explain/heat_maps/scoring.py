"""Faithfulness of the maps of several parts, and what it means in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...context import Context
from .faithfulness import Faithfulness, faithfulness
from .mapping import Mapped
from .overlay import enlarged
from .parameters import HeatMapParameters
from .subject import Subject


@dataclass(frozen=True)
class Score:
    """Of one part of a volume.

    Attributes:
        name: of the part.
        label: the class that was explained.
    """

    name: str
    label: str
    found: Faithfulness


def scored(
    names: Sequence[str], labels: Sequence[str], subjects: Sequence[Subject],
    maps: Sequence[Mapped], p: HeatMapParameters, context: Context,
) -> list[Score]:  # fmt: skip
    """Notes say what each map means, and whether it is faithful; maps of zeros have no score.

    Raises:
        UserError: memory does not suffice.
        Cancelled: the user cancelled.
    """
    found: list[Score] = []
    for n, (name, label, subject, one) in enumerate(
        zip(names, labels, subjects, maps, strict=True)
    ):
        before = f"{name}: " if len(names) > 1 else ""
        if one.heat.max() <= 0:
            context.note(f"{before}Nothing speaks {p.sign} '{label}': the map is empty.")
            continue
        if p.faithfulness:
            part = context.part(n / len(names), (n + 1) / len(names))
            heat = enlarged(one.scaled, subject.size)
            score = faithfulness(
                subject, heat, part, p.orders, p.parts, p.hidden, p.seed, p.sign == "against"
            )
            found.append(Score(name, label, score))
            what = f"'{label}'" if p.sign == "for" else f"all but '{label}'"
            context.note(before + sentence(what, score))
        context.note(before + one.largest)
    return found


def sentence(what: str, found: Faithfulness) -> str:
    """Whether a map can be relied on.

    Args:
        what: whose probability it explains.
    """
    hidden, shown = found.deletions, found.insertions
    figures = (
        f"As voxels are hidden in its order, the probability of {what} is {hidden[0]:.2f} on "
        f"average, and {hidden[1:].mean():.2f} with the map at random places (lower is better); as "
        f"they are shown, {shown[0]:.2f} and {shown[1:].mean():.2f} (higher is better)."
    )
    if found.faithful:
        return f"The map is faithful. {figures}"
    if max(found.beaten) >= 0.5:
        return f"The map is only partly faithful; look at it with doubt. {figures}"
    return f"The map is not faithful; choose another method. {figures}"
