"""Fingerprints of cases: which data a model was trained on, and whether a fold is still valid."""

from __future__ import annotations

import hashlib

import numpy as np

from .data import Cases


def row_fingerprints(cases: Cases) -> tuple[str, ...]:
    """SHA-256 of each case's predictors and label, in order; patient and case ids do not count."""
    return tuple(
        hashlib.sha256(row + repr(str(label)).encode()).hexdigest()
        for row, label in zip(predictor_bytes(cases), cases.labels, strict=True)
    )


def predictor_bytes(cases: Cases) -> list[bytes]:
    """Each case's predictors, equal for equal ones."""
    numeric = [c.name for c in cases.columns if c.kind == "numeric"]
    numbers = cases.frame[numeric].to_numpy(dtype="<f8", copy=True)
    numbers[np.isnan(numbers)] = np.nan  # one of its many bit patterns
    words = cases.frame.drop(columns=numeric).to_numpy(dtype=object).tolist()
    return [row.tobytes() + repr(word).encode() for row, word in zip(numbers, words, strict=True)]


def data_fingerprint(cases: Cases) -> str:
    """SHA-256 of all cases with their ids, patients and columns."""
    digest = hashlib.sha256(repr([(c.name, c.kind) for c in cases.columns]).encode())
    digest.update(repr(cases.classes).encode())
    for ids in (cases.names, cases.patients):
        digest.update(repr(ids.tolist()).encode())
    for row in row_fingerprints(cases):
        digest.update(row.encode())
    return digest.hexdigest()
