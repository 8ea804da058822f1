"""Values of parameters as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slicer.i18n import tr as _

from medaiassist_engine.contract.operations import Operation
from medaiassist_engine.contract.params import Parameter, parameters_of

from .texts import catalog_text


def value_text(parameter: Parameter, value: Any) -> str:
    """A value with its unit; choices by their titles, None as "automatic"."""
    if value is None:
        return str(_("automatic"))
    if parameter.kind is bool:
        return str(_("on") if value else _("off"))
    if value in parameter.choices:
        index = parameter.choices.index(value)
        titles = parameter.spec.titles
        return catalog_text(titles[index]) if index < len(titles) else str(value)
    parts = value if isinstance(value, (list, tuple)) else [value]
    text = " x ".join(f"{part:.6g}" if isinstance(part, float) else str(part) for part in parts)
    return f"{text} {catalog_text(parameter.spec.unit)}".strip()


def range_text(parameter: Parameter) -> str:
    """What a number may be, with its unit; "" where there is nothing to say."""
    spec = parameter.spec
    low, high = (None if end is None else f"{end:g}" for end in (spec.low, spec.high))
    if parameter.kind not in (int, float):
        return ""
    if low is not None and high is not None:
        text = _("From {low} to {high} {unit}").format(
            low=low, high=high, unit=catalog_text(spec.unit)
        )
    elif low is not None:
        text = _("From {low} {unit} up").format(low=low, unit=catalog_text(spec.unit))
    else:
        text = _("In {unit}").format(unit=catalog_text(spec.unit)) if spec.unit else ""
    return str(text).strip()


def tooltip(parameter: Parameter) -> str:
    """What a larger value (or this choice) does, and what is allowed."""
    return "\n".join(filter(None, [catalog_text(parameter.spec.help), range_text(parameter)]))


def parameter_lines(operation: Operation, values: Mapping[str, Any]) -> list[str]:
    """All parameters with their values, such as "Strength: 1.2"; unknown ones by their names."""
    known = {p.name: p for p in parameters_of(operation.parameters) if not p.spec.hidden}
    hidden = {p.name for p in parameters_of(operation.parameters) if p.spec.hidden}
    lines = [
        f"{catalog_text(p.spec.label)}: {value_text(p, values.get(name, p.default))}"
        for name, p in known.items()
    ]
    rest = [f"{k}: {v}" for k, v in values.items() if k not in known and k not in hidden]
    return lines + rest


def telling_values(operation: Operation, values: Mapping[str, Any]) -> list[str]:
    """The values worth a short line: those that differ from the defaults, else the first."""
    shown = [p for p in parameters_of(operation.parameters) if not p.spec.hidden]
    known = [p for p in shown if p.name in values]
    telling = [p for p in known if values[p.name] != _plain(p.default)] or known[:1]
    return [f"{catalog_text(p.spec.label)} {value_text(p, values[p.name])}" for p in telling]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
