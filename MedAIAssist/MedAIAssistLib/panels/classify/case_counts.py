"""What can be said of a table of cases at once: its classes, and what will go wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from slicer.i18n import tr as _

from ...scene.case_rows import column_texts
from ...scene.tables import column_names

_MOST = 8
_FEW = 5


def counts_text(table: Any, values: Mapping[str, Any]) -> str:
    """Cases by class, and the first warnings, a line each; "" for methods without a label.

    Args:
        table: the table node.
        values: of the form: label, patient, folds.
    """
    label = str(values.get("label") or "")
    if not label:
        return ""
    if label not in column_names(table):
        return str(_("The table has no column '{name}'; choose the one with the class.")).format(
            name=label
        )
    texts = column_texts(table, label)
    counts = Counter(text for text in texts if text)
    lines = [_classes(counts, texts.count(""))]
    patient = str(values.get("patient") or "")
    patients = column_texts(table, patient) if patient in column_names(table) else []
    lines += _warnings(counts, int(values.get("folds") or _FEW), patients)
    return "\n".join(lines)


def _classes(counts: Counter[str], without: int) -> str:
    told = [f"{name} {count}" for name, count in sorted(counts.items())[:_MOST]]
    if len(counts) > _MOST:
        told.append(str(_("{count} more").format(count=len(counts) - _MOST)))
    if without:
        told.append(str(_("without {count}").format(count=without)))
    return str(_("Cases: {classes}").format(classes=", ".join(told)))


def _warnings(counts: Counter[str], folds: int, patients: list[str]) -> list[str]:
    found = []
    if len(counts) < 2:
        found.append(_("There is one class only; two are needed at least."))
    elif len(counts) > max(20, sum(counts.values()) // 2):
        found.append(_("Nearly every case has a class of its own; is this the label?"))
    elif min(counts.values()) < folds:
        name = min(counts, key=lambda n: counts[n])
        text = _("Class '{name}' has {count} cases, fewer than the {folds} folds.")
        found.append(text.format(name=name, count=counts[name], folds=folds))
    alike = _alike(list(counts))
    if alike:
        found.append(_("'{one}' and '{other}' look like one class.").format(**alike))
    named = [patient for patient in patients if patient]
    if named and len(set(named)) < len(named):
        text = _("{patients} patients have {cases} cases; a patient's cases stay together.")
        found.append(text.format(patients=len(set(named)), cases=len(named)))
    return [str(text) for text in found]


def _alike(names: list[str]) -> dict[str, str]:
    """Two names that differ in case, blanks and punctuation only."""
    seen: dict[str, str] = {}
    for name in names:
        plain = "".join(c for c in name.casefold() if c.isalnum())
        if plain and plain in seen:
            return {"one": seen[plain], "other": name}
        seen[plain] = name
    return {}
