"""The options of `run` for one operation, from its slots and parameter class."""

from __future__ import annotations

import dataclasses
import re
from typing import Annotated, Any

import tyro

from ..contract.operations import Operation, Slot
from ..contract.params import Columns, Parameter, parameters_of
from ..contract.validation import allowed, validate

AUTOMATIC = "automatic"
_NONE = (AUTOMATIC, "none", "None", (), (AUTOMATIC,), ("none",), ("None",))


def slot_options(slots: tuple[Slot, ...], first: str) -> dict[str, Slot]:
    """Slots by the name of their option: the first is `first`, the others have their own."""
    return {first if n == 0 else slot.name: slot for n, slot in enumerate(slots)}


def option_name(operation: Operation, parameter: Parameter) -> str:
    """The parameter's own name, or its label where a file's option has that name already."""
    files = {*slot_options(operation.inputs, "input"), *slot_options(operation.outputs, "output")}
    if parameter.name not in {*files, "force"}:
        return parameter.name
    return "_".join(re.findall(r"[a-z0-9]+", parameter.spec.label.lower()))


def options_class(operation: Operation) -> type:
    """A dataclass for tyro with the files, --force and every parameter of an operation.

    Values stay words here (but flags): the contract's validator judges them, so that its
    sentences are the same in Slicer and here.
    """
    fields: list[Any] = []
    for option, slot in slot_options(operation.inputs, "input").items():
        fields.append(_file(option, slot, f"{slot.payload.__name__} to read", slot.optional))
    for option, slot in slot_options(operation.outputs, "output").items():
        optional = slot.optional or option != "output"
        fields.append(_file(option, slot, f"{slot.payload.__name__} to write", optional))
    force = Annotated[bool, tyro.conf.arg(help="Overwrite an existing output.")]
    fields.append(("force", force, dataclasses.field(default=False)))
    fields += parameter_options(operation)
    fields.sort(key=lambda f: f[2].default is not dataclasses.MISSING)  # required ones first
    return dataclasses.make_dataclass("RunOptions", fields, frozen=True)


def parameter_options(operation: Operation) -> list[Any]:
    """The fields of a dataclass for tyro with every parameter of an operation."""
    return [_option(operation, parameter) for parameter in parameters_of(operation.parameters)]


def parameters_from(operation: Operation, options: Any) -> Any:
    """The operation's parameter object from parsed options.

    Raises:
        ParameterError: a value is not allowed.
    """
    known = parameters_of(operation.parameters)
    values = {p.name: _value(p, getattr(options, option_name(operation, p))) for p in known}
    return validate(operation.parameters, values)


def _file(option: str, slot: Slot, text: str, optional: bool) -> Any:
    help_text = f"{text}. {slot.help}".strip()
    if not optional:
        hint = Annotated[str, tyro.conf.arg(help=help_text, metavar="FILE")]
        return (option, hint, dataclasses.field())
    arg = tyro.conf.arg(help=help_text, metavar="FILE", help_behavior_hint="(optional)")
    return (option, Annotated[str | None, arg], dataclasses.field(default=None))


def _option(operation: Operation, parameter: Parameter) -> Any:
    hint = _hint(parameter)
    limits = "" if hint is bool else f" {_sentence(allowed(parameter))}"
    arg = tyro.conf.arg(
        help=f"{parameter.spec.help}{limits}",
        metavar=None if hint is bool else _metavar(parameter),
        help_behavior_hint="(default: automatic)" if parameter.default is None else None,
    )
    default = dataclasses.field(default=_words(parameter))
    return (option_name(operation, parameter), Annotated[hint, arg], default)


def _hint(parameter: Parameter) -> Any:
    if parameter.kind is bool and not parameter.optional and parameter.length == 1:
        return bool
    if parameter.length == 1:
        return str
    return tuple[str, ...]  # the validator counts them


def _metavar(parameter: Parameter) -> str:
    if parameter.choices:
        return "{" + ",".join(parameter.choices) + "}"
    if isinstance(parameter.spec.names, Columns):
        return "COLUMNS" if parameter.spec.names.several else "COLUMN"
    if parameter.spec.names is not None:
        return "FILE"
    word = parameter.spec.unit.upper().replace(" ", "-") or parameter.kind.__name__.upper()
    return " ".join([word] * parameter.length)


def _words(parameter: Parameter) -> Any:
    default = parameter.default
    if parameter.length > 1:
        return tuple(str(value) for value in default or ())
    if _hint(parameter) is bool:
        return default
    return AUTOMATIC if default is None else str(default)


def _value(parameter: Parameter, given: Any) -> Any:
    if parameter.optional and given in _NONE:
        return None
    if isinstance(given, tuple):
        return tuple(_value(parameter, word) for word in given)
    if parameter.kind is bool and isinstance(given, str):
        return {"true": True, "false": False}.get(given.lower(), given)
    return _number(given) if parameter.kind in (int, float) else given


def _number(word: str) -> Any:
    for kind in (int, float):
        try:
            return kind(word)
        except ValueError:
            continue
    return word


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
