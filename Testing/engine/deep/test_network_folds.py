"""Cross-validation of networks, and the networks of all folds as one model."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("monai")

from deep_cases import QUICK, cohort, picture  # noqa: E402

from medaiassist_engine.classify.deep.apply_network import run_apply_network  # noqa: E402
from medaiassist_engine.classify.deep.bundle_reading import load_classifier  # noqa: E402
from medaiassist_engine.classify.deep.cross_validate_network import (  # noqa: E402
    run_cross_validate_network,
)
from medaiassist_engine.classify.deep.parameters import (  # noqa: E402
    ApplyNetworkParameters,
    CrossValidateNetworkParameters,
)
from medaiassist_engine.classify.deep.preparation import prepare  # noqa: E402
from medaiassist_engine.classify.deep.running import Runs, answers, members_of  # noqa: E402
from medaiassist_engine.context import Context  # noqa: E402
from medaiassist_engine.contract.errors import Cancelled, UserError  # noqa: E402
from medaiassist_engine.contract.payloads import Column, Table  # noqa: E402


def in_pairs(table: Table, drop: str = "split") -> Table:
    """Two cases of each patient, both of the same class."""
    patients = tuple(f"p{n // 4}{n % 2}" for n in range(len(table.columns[0].texts)))
    return Table(tuple(
        Column("patient", texts=patients) if c.name == "patient" else c
        for c in table.columns if c.name != drop
    ))  # fmt: skip


def validated(table: Table, folder: Path, context: Context | None = None,
              **other: Any) -> dict[str, Any]:  # fmt: skip
    p = CrossValidateNetworkParameters(
        **{**QUICK, "folds": 3, "epochs": 3, "folder": str(folder), "resume_folder": str(folder),
           **other}
    )  # fmt: skip
    return run_cross_validate_network(table, p, context or Context())


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("folds")
    table = in_pairs(cohort(folder, 12))
    return table, validated(table, folder)


def columns(table: Table) -> dict[str, Any]:
    return {c.name: np.array(c.texts) if c.values is None else c.values for c in table.columns}


def test_every_case_is_tested_once_and_no_patient_is_in_two_folds(done: Any) -> None:
    found = columns(done[1]["predictions"])
    assert sorted(found["case"]) == sorted(done[0].columns[0].texts)
    assert set(found["fold"]) == {"fold 1", "fold 2", "fold 3"}
    pairs = {(str(a), str(b)) for a, b in zip(found["patient"], found["fold"], strict=True)}
    assert len(pairs) == len(set(found["patient"]))


def test_the_pooled_metrics_are_those_of_the_predictions(done: Any) -> None:
    found, metrics = columns(done[1]["predictions"]), columns(done[1]["metrics"])
    at = list(metrics["metric"]).index("accuracy")
    assert metrics["value"][at] == np.mean(found["truth"] == found["predicted"])
    assert metrics["low"][at] <= metrics["value"][at] <= metrics["high"][at]
    folds = columns(done[1]["fold_metrics"])
    assert folds["cases"].sum() == 24 and len(folds["fold"]) == 3


def test_the_model_answers_with_the_mean_of_its_networks_and_their_spread(done: Any) -> None:
    classifier = load_classifier(done[1]["model"])
    image = prepare(picture(True, 3), classifier.preparation)[None]
    members = members_of(classifier.module)
    single = np.stack([
        answers(m, image, Runs(), Context()).probabilities[0] for m in members
    ])  # fmt: skip
    assert len(single) == 3 and np.ptp(single[:, 0]) > 0
    applied = columns(run_apply_network(
        done[1]["model"], ApplyNetworkParameters(device="cpu"), Context(), volume=picture(True, 3)
    ))  # fmt: skip
    assert applied["p_bright"][0] == pytest.approx(single[:, 0].mean(), abs=1e-6)
    best = single.mean(axis=0).argmax()
    assert applied["spread"][0] == pytest.approx(single[:, best].std(), abs=1e-6)
    assert 0 <= applied["mutual_information"][0] <= applied["entropy"][0]
    with torch.no_grad():  # what other programs see
        whole = torch.softmax(classifier.module(image), dim=1)[0].numpy()
    np.testing.assert_allclose(whole, single.mean(axis=0), atol=1e-5)


def test_networks_with_clinical_values_answer_together_too(tmp_path: Path) -> None:
    table = in_pairs(cohort(tmp_path, 8))
    table = Table((*table.columns, Column("age", np.arange(16.0))))
    model = validated(table, tmp_path, clinical="age", folds=2, epochs=1, validation=40)["model"]
    applied = columns(run_apply_network(
        model, ApplyNetworkParameters(device="cpu"), Context(), table=table
    ))  # fmt: skip
    assert len(applied["p_bright"]) == 16 and (applied["spread"] >= 0).all()


def test_after_a_cancel_it_goes_on_in_the_same_fold_with_the_same_result(
    tmp_path: Path, done: Any
) -> None:
    cancelled = threading.Event()

    def stop(fraction: float, phase: str) -> None:
        if phase.startswith("Fold 2: Epoch 2"):
            cancelled.set()

    with pytest.raises(Cancelled):
        validated(done[0], tmp_path, Context(stop, cancelled))
    context = Context()
    again = validated(done[0], tmp_path, context)
    assert any("Fold 2: The training went on after epoch 1" in note for note in context.notes)
    for one, other in zip(again["predictions"].columns, done[1]["predictions"].columns,
                          strict=True):  # fmt: skip
        assert one.texts == other.texts
        assert one.values is None or np.array_equal(one.values, other.values)


def test_test_cases_of_the_split_are_kept_out_of_the_folds(tmp_path: Path) -> None:
    table = cohort(tmp_path, 12)
    context = Context()
    found = columns(validated(table, tmp_path, context, folds=2, epochs=1)["predictions"])
    tested = {case for case, part in zip(table.columns[0].texts, table.columns[4].texts,
                                         strict=True) if part == "test"}  # fmt: skip
    assert tested and not tested & set(found["case"])
    assert any("left out of the folds" in note for note in context.notes)


def test_a_class_with_fewer_patients_than_folds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too few for 5 folds"):
        validated(in_pairs(cohort(tmp_path, 4)), tmp_path, folds=5)
