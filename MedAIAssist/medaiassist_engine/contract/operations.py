"""Operations: what the engine can do, described without importing anything that does it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from .params import Columns, File, parameters_of
from .validation import allowed


@dataclass(frozen=True)
class Slot:
    """A named input or output: the payload class it holds and whether it may be missing.

    Attributes:
        kind: of a ModelRef, which kind of model; "" for a classifier.
    """

    name: str
    payload: type
    help: str = ""
    optional: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Operation:
    """One entry of the catalog.

    Attributes:
        id: such as "preprocess.nlm"; the part before the dot is the task (tab).
        title: shown in menus.
        group: heading it is listed under, such as "Denoise".
        help: one line.
        parameters: its frozen parameter dataclass (see `params`).
        run: "package.module:function". The function takes every input slot by name, then
            `parameters` and `context`, and returns the only output payload, or a dict by slot.
        reference: the paper or standard it follows.
        preview: True where one slice is enough to judge it by.
    """

    id: str
    title: str
    group: str
    help: str
    parameters: type
    run: str
    inputs: tuple[Slot, ...]
    outputs: tuple[Slot, ...]
    reference: str = ""
    preview: bool = True

    @property
    def task(self) -> str:
        return self.id.split(".")[0]


def describe(operation: Operation) -> dict[str, Any]:
    """An operation as plain JSON values, for `medaiassist describe` and other programs."""
    return {
        "id": operation.id,
        "title": operation.title,
        "group": operation.group,
        "help": operation.help,
        "reference": operation.reference,
        "inputs": [_slot(s) for s in operation.inputs],
        "outputs": [_slot(s) for s in operation.outputs],
        "parameters": [
            {
                "name": p.name,
                "label": p.spec.label,
                "help": p.spec.help,
                "default": list(p.default) if isinstance(p.default, tuple) else p.default,
                "allowed": allowed(p),
                "names": _names(p.spec.names),
            }
            for p in parameters_of(operation.parameters)
        ],
    }


def _names(names: File | Columns | None) -> dict[str, Any] | None:
    """Such as {"kind": "columns", "table": "table", "numeric": True, "several": False}."""
    return None if names is None else {"kind": type(names).__name__.lower(), **asdict(names)}


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "name": slot.name,
        "payload": slot.payload.__name__,
        "optional": slot.optional,
        "help": slot.help,
    }
