"""Scores tell maps of what a network looks at from others."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from torch import Tensor, nn  # noqa: E402

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled  # noqa: E402
from medaiassist_engine.explain.heat_maps.faithfulness import (  # noqa: E402
    Faithfulness,
    faithfulness,
)
from medaiassist_engine.explain.heat_maps.scoring import sentence  # noqa: E402
from medaiassist_engine.explain.heat_maps.subject import Subject  # noqa: E402

PLACE = (slice(20, 26), slice(3, 9))


class Corner(nn.Module):
    """Looks at one square only."""

    def __init__(self, strength: float = 20.0) -> None:
        super().__init__()
        self.strength = nn.Parameter(torch.tensor(strength))

    def forward(self, x: Tensor) -> Tensor:
        bright = self.strength * (x[:, 0, PLACE[0], PLACE[1]].mean(dim=(1, 2)) - 0.6)
        return torch.stack([-bright, bright], dim=1)


def seen(strength: float = 20.0) -> Subject:
    image = torch.full((1, 1, 32, 24), 0.2)
    image[0, 0][PLACE] = 1.0
    return Subject(Corner(strength).eval(), image, 1)


def square() -> np.ndarray:
    heat = np.zeros((32, 24))
    heat[PLACE] = 1
    return heat


def test_the_map_of_what_matters_is_faithful() -> None:
    found = faithfulness(seen(), square(), Context())
    assert found.faithful
    assert found.deletions[0] < 0.1 < 0.3 < found.deletions[1:].mean()
    assert found.insertions[0] > 0.95 > 0.9 > found.insertions[1:].mean()
    assert sentence("'lesion'", found).startswith("The map is faithful.")


def test_a_map_of_everything_else_is_not_faithful() -> None:
    found = faithfulness(seen(), 1 - square(), Context())
    assert not found.faithful
    assert found.beaten[0] < 0.5
    assert "not faithful" in sentence("'lesion'", found)


def test_a_network_that_looks_nowhere_has_no_faithful_map() -> None:
    assert not faithfulness(seen(0.0), square(), Context()).faithful


def test_what_speaks_against_a_class_is_scored_by_its_opposite() -> None:
    subject = seen()
    subject.code = 0
    assert not faithfulness(subject, square(), Context()).faithful
    assert faithfulness(subject, square(), Context(), against=True).faithful


def test_scores_are_areas_below_the_curves() -> None:
    shares = np.linspace(0, 1, 5)
    curves = np.random.default_rng(0).random((3, 5))
    found = Faithfulness(shares, curves, curves)
    areas = [np.interp(np.linspace(0, 1, 40001), shares, curve).mean() for curve in curves]
    np.testing.assert_allclose(found.deletions, areas, atol=1e-4)


def test_curves_begin_and_end_with_the_image_and_what_says_little() -> None:
    found = faithfulness(seen(), square(), Context(), orders=2, parts=4)
    assert np.ptp(found.deletion[:, 0]) == 0 and np.ptp(found.insertion[:, -1]) == 0
    assert found.deletion[0, 0] == pytest.approx(found.insertion[0, -1])
    assert found.deletion[0, -1] < 0.01


def test_the_same_seed_gives_the_same_places() -> None:
    one, two = (faithfulness(seen(), square(), Context(), seed=5) for _ in range(2))
    np.testing.assert_array_equal(one.deletion, two.deletion)


def test_scoring_is_cancelled() -> None:
    import threading

    cancelled = threading.Event()

    def report(fraction: float, phase: str) -> None:
        if fraction > 0.2:
            cancelled.set()

    with pytest.raises(Cancelled):
        faithfulness(seen(), square(), Context(report, cancelled))
