"""A cancel is answered within a batch of windows, not after it."""

from __future__ import annotations

import threading
import time

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled  # noqa: E402
from medaiassist_engine.detect.applying.searching import Searcher  # noqa: E402
from medaiassist_engine.detect.networks.parameters import ApplyDetectorParameters  # noqa: E402


class Cancelling(torch.nn.Module):  # type: ignore[misc]
    """A layer during which the user cancels, and which takes longer than the pause of asking."""

    def __init__(self, cancelled: threading.Event) -> None:
        super().__init__()
        self.cancelled = cancelled

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        self.cancelled.set()
        time.sleep(0.15)
        return images


class Slow(torch.nn.Module):  # type: ignore[misc]
    """A detector of two layers, the first of which is cancelled."""

    multiple = 8

    def __init__(self, cancelled: threading.Event) -> None:
        super().__init__()
        self.first, self.second = Cancelling(cancelled), torch.nn.ReLU()
        self.ended = False

    def detect(self, images: torch.Tensor, proposals: object) -> None:
        self.second(self.first(images))
        self.ended = True


def test_the_layer_after_the_cancelled_one_is_not_run():
    cancelled = threading.Event()
    detector = Slow(cancelled)
    searcher = Searcher(detector, None, ApplyDetectorParameters())
    with pytest.raises(Cancelled):
        searcher(torch.zeros((1, 16, 16)), Context(cancelled=cancelled))
    assert not detector.ended
    assert not detector.second._forward_pre_hooks, "what asked is gone with the search"
