"""Temperature scaling against an independent optimiser, and errors against their definitions."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from medaiassist_engine.classify.deep.calibration import (  # noqa: E402
    cool,
    expected_calibration_error,
    temperature_of,
)
from medaiassist_engine.classify.deep.metrics import network_metrics  # noqa: E402
from medaiassist_engine.classify.deep.networks.building import build, logits_of  # noqa: E402
from medaiassist_engine.classify.deep.networks.registry import (  # noqa: E402
    ENTRIES,
    Form,
    definition_of,
)
from medaiassist_engine.context import Context  # noqa: E402


def drawn(count: int, classes: int = 3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits, and classes drawn with just the probabilities that they say."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (count, classes))
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return logits, np.array([rng.choice(classes, p=row) for row in p])


def test_logits_that_are_three_times_too_large_get_a_temperature_of_three() -> None:
    logits, codes = drawn(20_000)
    assert temperature_of(logits, codes) == pytest.approx(1, rel=0.03)
    assert temperature_of(3 * logits, codes) == pytest.approx(3, rel=0.03)


def test_the_temperature_is_that_of_a_gradient_descent_as_guo_et_al_did_it() -> None:
    logits, codes = drawn(3000)
    temperature = torch.ones(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([temperature], lr=0.1, max_iter=200)
    given, wanted = torch.from_numpy(2 * logits), torch.from_numpy(codes)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.cross_entropy(given / temperature, wanted)
        value.backward()
        return value

    optimiser.step(loss)
    assert temperature_of(2 * logits, codes) == pytest.approx(float(temperature), rel=0.01)


def test_a_few_cases_that_are_all_right_do_not_make_answers_certain() -> None:
    codes = np.array([0, 1, 0, 1, 0, 1])
    assert 0.3 < temperature_of(4.0 * np.eye(2)[codes], codes) < 1


def test_the_calibration_error_is_the_mean_gap_over_bins() -> None:
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6], [0.4, 0.6]])
    truth = np.array([0, 1, 1, 1])
    # Half of the sure answers are right (gap 0.4), all of the others (gap 0.4).
    assert expected_calibration_error(truth, probabilities) == pytest.approx(0.4)
    weights = np.array([[1, 0, 0, 0], [0, 1, 0, 0]])
    found = expected_calibration_error(truth, probabilities, weights)
    np.testing.assert_allclose(found, [0.1, 0.9])


def test_calibration_makes_both_errors_smaller_and_the_table_says_so() -> None:
    logits, codes = drawn(600)
    before, after = (torch.from_numpy(k * logits).softmax(1).numpy() for k in (4, 1))
    patients = np.array([f"p{n // 2}" for n in range(600)])
    table, values = network_metrics(codes, after, patients, before, 0, Context())
    assert values["ECE"] < 0.06 < values["ECE before calibration"]
    assert values["Brier"] < values["Brier before calibration"]
    rows = {name: n for n, name in enumerate(table.columns[0].texts)}
    low, high = (table.columns[n].values[rows["ECE before calibration"]] for n in (2, 3))
    assert low < values["ECE before calibration"] < high
    assert values["accuracy"] == (after.argmax(1) == codes).mean()


@pytest.mark.parametrize("name", [n for n in ENTRIES if n not in ("alexnet", "vgg16")])
def test_a_cooled_network_divides_its_logits(name: str) -> None:
    if name == "vit":
        pytest.importorskip("einops")
    entry = ENTRIES[name]
    size = tuple(max(16, n) for n in entry.needs(entry.dimensions[0]))
    network = build(definition_of(name, Form(entry.dimensions[0], 1, size, 3))).eval()
    images = torch.rand(2, 1, *size)
    with torch.no_grad():
        before = logits_of(network(images))
        cool(network, 2.5)
        torch.testing.assert_close(logits_of(network(images)), before / 2.5, atol=1e-5, rtol=1e-4)
