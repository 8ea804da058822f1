"""The one validator of parameters, used by the panel, the command line and the engine."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping
from typing import Any

from .errors import ParameterError
from .params import Columns, File, Parameter, parameters_of


def validate(cls: type, values: Mapping[str, Any]) -> Any:
    """Make a parameter object of class `cls` from plain values; missing ones take their default.

    Raises:
        ParameterError: an unknown name or a value that is not allowed; the text names the
            field, the value and what is allowed.
    """
    known = {p.name: p for p in parameters_of(cls)}
    for name in values:
        if name not in known:
            raise ParameterError(
                f"There is no parameter '{name}'; the parameters are: {', '.join(known) or 'none'}."
            )
    return cls(**{name: check(known[name], value) for name, value in values.items()})


def check(parameter: Parameter, value: Any) -> Any:
    """`value` in the parameter's own type.

    Raises:
        ParameterError: the value is of another type, not finite, out of range, or no choice.
    """
    if value is None:
        if parameter.optional:
            return None
        raise _error(parameter, value)
    if parameter.length == 1:
        return _check_one(parameter, value)
    if not isinstance(value, (list, tuple)) or len(value) != parameter.length:
        raise _error(parameter, value)
    return tuple(_check_one(parameter, v) for v in value)


def _check_one(parameter: Parameter, value: Any) -> Any:
    if parameter.kind is bool or isinstance(value, bool):
        accepted = parameter.kind is bool and isinstance(value, bool)
    elif parameter.kind is str:
        accepted = isinstance(value, str) and (not parameter.choices or value in parameter.choices)
    else:
        accepted = _number_allowed(parameter, value)
    if not accepted:
        raise _error(parameter, value)
    return parameter.kind(value)


def _number_allowed(parameter: Parameter, value: Any) -> bool:
    if not isinstance(value, numbers.Real) or not math.isfinite(value):
        return False
    number = float(value)
    if parameter.kind is int and not number.is_integer():
        return False
    low, high = parameter.spec.low, parameter.spec.high
    return (low is None or number >= low) and (high is None or number <= high)


def allowed(parameter: Parameter) -> str:
    """What a parameter accepts, in words: "a whole number from 1 to 10 voxels"."""
    if parameter.choices:
        text = "one of " + ", ".join(parameter.choices)
    elif parameter.spec.names is not None:
        text = _named(parameter.spec.names)
    else:
        noun = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
        text = noun[parameter.kind] + _range(parameter)
    if parameter.length > 1:
        text = f"{parameter.length} values, each {text}"
    return text + (", or none for automatic" if parameter.optional else "")


def _named(names: File | Columns) -> str:
    if isinstance(names, File):
        endings = " or ".join(f".{ending}" for ending in names.endings)
        return f"the path of a {endings} file" if endings else "the path of a file"
    kind = " with numbers" if names.numeric else ""
    if names.several:
        return f"names of columns{kind} of '{names.table}', separated by commas"
    return f"the name of a column{kind} of '{names.table}'"


def _range(parameter: Parameter) -> str:
    spec = parameter.spec
    unit = f" {spec.unit}" if spec.unit else ""
    if spec.low is not None and spec.high is not None:
        return f" from {spec.low:g} to {spec.high:g}{unit}"
    if spec.low is not None:
        return f" of {spec.low:g}{unit} or more"
    if spec.high is not None:
        return f" of {spec.high:g}{unit} or less"
    return unit and f" in{unit}"


def _error(parameter: Parameter, value: Any) -> ParameterError:
    return ParameterError(
        f"{parameter.spec.label} ({parameter.name}) is {value!r}; it must be {allowed(parameter)}."
    )
