"""Loading a model to look at it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed")
pytest.importorskip("skops", reason="skops is not installed")

import numpy as np

from medaiassist_engine.classify.model_parameters import TrainParameters
from medaiassist_engine.classify.train import run_train
from medaiassist_engine.context import Context
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.payloads import Column, ModelRef, Report, Table
from medaiassist_engine.models.opening import run_open
from medaiassist_engine.models.parameters import OpenParameters


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> ModelRef:
    ill = np.arange(24) % 2 == 1
    size = np.random.default_rng(0).normal(10, 2, 24) + 3 * ill
    label = Column("label", texts=tuple("ill" if i else "healthy" for i in ill))
    parameters = TrainParameters(
        classifier="logistic_regression", workers=0, check_folds=2,
        folder=str(tmp_path_factory.mktemp("models")),
    )  # fmt: skip
    made = run_train(Table((Column("size", size), label)), parameters, Context())["model"]
    assert isinstance(made, ModelRef)
    return made


def test_a_model_is_opened_with_its_card(trained: ModelRef) -> None:
    opened = run_open(OpenParameters(trained.path), Context())
    assert opened["model"] == trained
    card = opened["card"]
    assert isinstance(card, Report)
    assert "research use only" in card.html
    assert "size" in card.html


def test_an_altered_model_is_refused(trained: ModelRef, tmp_path: Path) -> None:
    altered = tmp_path / "altered.medai"
    with zipfile.ZipFile(trained.path) as source, zipfile.ZipFile(altered, "w") as target:
        for name in source.namelist():
            extra = b" " if name == "model.skops" else b""
            target.writestr(name, source.read(name) + extra)
    with pytest.raises(UserError, match=r"'altered\.medai' was altered"):
        run_open(OpenParameters(str(altered)), Context())


def test_no_file_is_asked_for() -> None:
    with pytest.raises(UserError, match="Choose the model file"):
        run_open(OpenParameters(), Context())
