"""The largest singular value against numpy's."""

from __future__ import annotations

import numpy as np
import pytest

from medaiassist_engine.features.radiomics.singular_value import largest_singular_value


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (7, 5), (5, 7), (60, 60), (300, 250)])
def test_the_largest_singular_value_is_numpys(shape: tuple[int, int]) -> None:
    matrix = np.random.default_rng(0).normal(size=shape)
    expected = np.linalg.svd(matrix, compute_uv=False)[0]
    assert largest_singular_value(matrix) == pytest.approx(expected, rel=1e-9)


def test_nearly_equal_singular_values_do_not_stop_it_early() -> None:
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(150, 150)))[0]
    values = 1 - 1e-3 * np.arange(150)
    matrix = turn @ np.diag(values) @ turn.T
    assert largest_singular_value(matrix) == pytest.approx(1.0, rel=1e-6)


def test_matrices_of_low_rank_are_no_trouble() -> None:
    assert largest_singular_value(np.zeros((6, 6))) == 0
    assert largest_singular_value(np.outer([1.0, 2, 2], [3.0, 4])) == pytest.approx(15)
    assert largest_singular_value(np.eye(40)) == pytest.approx(1)
