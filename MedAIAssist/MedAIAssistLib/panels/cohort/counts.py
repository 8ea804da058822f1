"""One line that says what is in a cohort."""

from __future__ import annotations

from collections import Counter

from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, LABEL, PATIENT, SPLIT

from .case_model import Texts

_MOST = 12


def counts_text(texts: Texts) -> str:
    """Cases, patients, classes and parts of the split."""
    cases = len(texts.get(CASE, ()))
    if not cases:
        return str(_("No cases yet. Add some from the scene, a folder, a CSV or DICOM files."))
    named = [patient for patient in texts.get(PATIENT, ()) if patient]
    patients = len(set(named)) + cases - len(named)
    parts = [_("{cases} cases, {patients} patients").format(cases=cases, patients=patients)]
    for name in (LABEL, SPLIT):
        if any(texts.get(name, ())):
            parts.append(_told(Counter(texts[name])))
    return " · ".join(parts)


def _told(counts: Counter[str]) -> str:
    listed = sorted((name, n) for name, n in counts.items() if name)
    told = [f"{name} {n}" for name, n in listed[:_MOST]]
    if len(listed) > _MOST:
        told.append(str(_("{count} more").format(count=len(listed) - _MOST)))
    if counts[""]:
        told.append(str(_("without {count}").format(count=counts[""])))
    return ", ".join(told)
