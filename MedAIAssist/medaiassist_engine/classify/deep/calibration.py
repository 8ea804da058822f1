"""Probabilities that mean what they say: temperature scaling (Guo et al., ICML 2017)."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from .networks.stages import head_of

Reals = NDArray[np.float64]
Codes = NDArray[np.intp]

BINS = 15  # of Guo et al.
_LIMITS = (0.05, 20.0)  # of the temperature


def temperature_of(logits: Reals, codes: Codes) -> float:
    """The temperature by which to divide (n, classes) logits; above 1 answers become less sure.

    It gives the (n,) true classes the highest likelihood, with a weak prior: the logarithm of the
    temperature is normal around 0 with deviation 1. Else a few cases that are all right would
    make every answer certain; hundreds of cases outweigh it.
    """
    rows = np.arange(len(codes))

    def loss(log_temperature: float) -> float:
        said = log_softmax(logits / np.exp(log_temperature), axis=1)
        return float(log_temperature**2 / 2 - said[rows, codes].sum())

    found = minimize_scalar(loss, bounds=tuple(np.log(_LIMITS)), method="bounded")
    return float(np.exp(found.x))


def cool(module: Any, temperature: float) -> None:
    """Let a network divide its logits by the temperature: its last layer does, so that every
    program that runs it gives the calibrated probabilities."""
    _, head = head_of(module)
    with torch.no_grad():
        for parameter in head.parameters():
            parameter /= temperature


def expected_calibration_error(
    truth: Codes, probabilities: Reals, weights: Reals | None = None
) -> Reals:
    """Mean gap between how sure the answers are and how often they are right (Guo et al. 2017).

    Args:
        truth: (n,) classes.
        probabilities: (n, classes).
        weights: (samples, n), see `classify.metrics`; None for one sample with all.

    Returns:
        (samples,) values from 0 to 1, over 15 bins of equal width.
    """
    w = np.ones((1, len(truth))) if weights is None else weights
    sure = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    bins = np.minimum((sure * BINS).astype(np.intp), BINS - 1)
    gaps = w @ (np.eye(BINS)[bins] * (sure - right)[:, None])
    result: Reals = np.abs(gaps).sum(axis=1) / w.sum(axis=1)
    return result
