"""The learning rate and the batch that are left to the program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import quick  # noqa: E402
from test_network_training import equal, examples  # noqa: E402

from medaiassist_engine.classify.deep.augmentation import Augmentation  # noqa: E402
from medaiassist_engine.classify.deep.automatic import (  # noqa: E402
    chosen,
    largest,
    most_images,
)
from medaiassist_engine.classify.deep.networks.building import build  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import Form, definition_of  # noqa: E402
from medaiassist_engine.classify.deep.rate_search import (  # noqa: E402
    find_rate,
    rate_chart,
    steepest,
)
from medaiassist_engine.classify.deep.training import Training  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402


def network() -> Any:
    torch.manual_seed(3)
    return build(definition_of("cnn", Form(2, 1, (16, 16), 2)))


def test_the_rate_is_where_the_loss_falls_fastest() -> None:
    rates = np.geomspace(1e-6, 1, 101)
    losses = 1 / (1 + np.exp(6 * (np.log10(rates) + 3))) + np.exp(8 * np.log10(rates))
    assert steepest(rates, losses) == pytest.approx(1e-3, rel=0.2)


def test_a_trial_ends_when_the_loss_explodes_and_leaves_the_network_as_it_was() -> None:
    module, before = network(), network()
    learnt = examples(40, 0)
    learnt.codes[:12] = 1 - learnt.codes[:12]  # so that the loss cannot vanish
    found = find_rate(module, learnt, 2, quick(), Context())
    assert equal(module, before)
    assert 1e-5 < found.found < 0.3
    assert found.losses[-1] > 1.5 * found.losses.min()
    again = find_rate(module, learnt, 2, quick(), Context())
    assert again.found == found.found
    chart = rate_chart(found)
    assert len(chart.table.columns[0].values) == len(found.losses)


def test_the_found_rate_learns_better_than_one_far_below_or_above() -> None:
    learnt, validation = examples(32, 0), examples(12, 1)
    found = find_rate(network(), learnt, 2, quick(), Context()).found

    def loss(rate: float) -> float:
        p = quick(learning_rate=rate, epochs=4, warm_up=0.0)
        run = Training(network(), learnt, validation, 2, p, Augmentation(p, (16, 16), 0),
                       Context())  # fmt: skip
        return min(epoch.validation_loss for epoch in run.run())

    assert loss(found) < loss(found / 300)


def test_the_batch_grows_until_memory_ends() -> None:
    tried: list[int] = []

    def fits(count: int) -> bool:
        tried.append(count)
        return count <= 16

    assert largest(fits, 64) == 16 and tried == [4, 8, 16, 32]
    assert largest(lambda count: False, 64) == 2
    assert largest(lambda count: True, 32) == 32


def test_an_epoch_has_several_batches_where_there_are_cases_enough() -> None:
    assert most_images(1000, "cpu") == 16 and most_images(1000, "cuda:0") == 64
    assert most_images(30, "cuda:0") == 4 and most_images(3, "cpu") == 4


def test_out_of_memory_ends_the_growth_of_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    from medaiassist_engine.classify.deep import automatic

    class Small:
        def __init__(self, module: Any, optimiser: Any, loss: Any, device: str, part: int,
                     *rest: Any) -> None:  # fmt: skip
            self.part = part

        def once(self, seen: Any, targets: Any) -> float:
            if self.part > 8:
                raise torch.cuda.OutOfMemoryError("CUDA out of memory")
            return 0.0

    monkeypatch.setattr(automatic, "Stepper", Small)
    p = replace(quick(), batch=None)
    found, _ = chosen(p, network(), examples(200, 0), 2, "meta", Context())
    assert found.batch == 8


def test_choices_that_are_made_stay_as_they_are() -> None:
    p = quick()
    assert chosen(p, network(), examples(40, 0), 2, "cpu", Context()) == (p, None)
