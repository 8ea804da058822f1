"""Operations are checked before they run, and their results come back by slot."""

from __future__ import annotations

import dataclasses
import sys
import types
from typing import Any

import numpy as np
import pytest

from medaiassist_engine.context import Context
from medaiassist_engine.contract.catalog import operation, operations
from medaiassist_engine.contract.errors import UserError
from medaiassist_engine.contract.operations import Operation, Slot
from medaiassist_engine.contract.payloads import Boxes, LabelMap, Volume
from medaiassist_engine.execution import execute, resolve
from medaiassist_engine.server.catalog import EchoParameters
from medaiassist_engine.versions import versions

VOLUME = Volume(np.zeros((2, 3, 4)))


def made_up(monkeypatch: pytest.MonkeyPatch, function: Any, **changes: Any) -> Operation:
    module = types.ModuleType("made_up_operations")
    module.function = function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    changed = {"run": "made_up_operations:function", "title": "Made up", **changes}
    return dataclasses.replace(operation("engine.echo"), **changed)


def test_a_single_result_is_named_after_its_slot() -> None:
    results = execute(operation("engine.echo"), {"volume": VOLUME}, EchoParameters(), Context())
    assert results == {"volume": VOLUME}


def test_a_missing_input_is_named() -> None:
    with pytest.raises(UserError, match="Echo needs a volume"):
        execute(operation("engine.echo"), {}, EchoParameters(), Context())


def test_an_unknown_input_lists_the_known_ones() -> None:
    given = {"volume": VOLUME, "mesh": VOLUME}
    with pytest.raises(UserError, match="no input 'mesh'; its inputs are: volume"):
        execute(operation("engine.echo"), given, EchoParameters(), Context())


def test_an_input_of_another_kind_is_refused() -> None:
    labels = LabelMap(np.zeros((2, 3, 4), np.uint8))
    with pytest.raises(UserError, match="needs a Volume as its volume, but was given a LabelMap"):
        execute(operation("engine.echo"), {"volume": labels}, EchoParameters(), Context())


def test_optional_slots_arrive_as_none_and_missing_results_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def function(volume: Volume, region: Boxes | None, **rest: Any) -> dict[str, Any]:
        assert region is None
        return {"volume": volume, "labels": None}

    slots = (Slot("volume", Volume), Slot("region", Boxes, optional=True))
    outputs = (Slot("volume", Volume), Slot("labels", LabelMap, optional=True))
    made = made_up(monkeypatch, function, inputs=slots, outputs=outputs)
    assert list(execute(made, {"volume": VOLUME}, EchoParameters(), Context())) == ["volume"]


@pytest.mark.parametrize("result", [{"other": VOLUME}, {}, {"volume": 3}])
def test_a_result_that_breaks_the_contract_is_a_programming_error(
    monkeypatch: pytest.MonkeyPatch, result: dict[str, Any]
) -> None:
    made = made_up(monkeypatch, lambda **slots: result)
    with pytest.raises(TypeError, match="made_up_operations"):
        execute(made, {"volume": VOLUME}, EchoParameters(), Context())


def test_a_library_that_is_not_installed_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)

    def function(**slots: Any) -> None:
        import cv2  # noqa: F401

    made = made_up(monkeypatch, function)
    with pytest.raises(UserError, match=r"no 'cv2'.*pip install opencv-contrib-python-headless"):
        execute(made, {"volume": VOLUME}, EchoParameters(), Context())


def test_a_module_missing_from_the_engine_itself_is_a_programming_error() -> None:
    made = dataclasses.replace(operation("engine.echo"), run="medaiassist_engine.gone:function")
    with pytest.raises(ModuleNotFoundError):
        resolve(made)


@pytest.mark.parametrize("name", list(operations()))
def test_every_operation_of_the_catalog_has_its_function(name: str) -> None:
    assert callable(resolve(operation(name)))


def test_versions_name_what_computes_here() -> None:
    found = versions()
    assert found["numpy"] == np.__version__
    assert {"engine", "python", "SimpleITK"} <= set(found)
