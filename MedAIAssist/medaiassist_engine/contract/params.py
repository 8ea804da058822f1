"""Parameters of operations: frozen dataclasses whose `Annotated` fields say how to show them.

Example::

    @dataclass(frozen=True)
    class GaussianParameters:
        sigma: Annotated[float, Spec("Sigma", "Larger blurs more.", "mm", low=0, high=20)] = 1.0

Field types: `bool`, `int`, `float`, `str`, a `Literal` of strings, a tuple of three floats or
ints, and any of these `| None`, where None means "chosen from the data". A `str` may name
something: a `File`, or `Columns` of an input table.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class File:
    """A text that is the path of a file to read.

    Attributes:
        endings: such as ("yml",), or none for any.
        model: a kind of model; the files of those in the scene are offered.
    """

    endings: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True)
class Columns:
    """A text that names a column of an input table.

    Attributes:
        table: the input slot of the table.
        numeric: only columns with numbers can be meant.
        several: names are separated by commas, and * stands for any letters.
    """

    table: str = "table"
    numeric: bool = False
    several: bool = False


@dataclass(frozen=True)
class Spec:
    """How one parameter is named, limited and explained, on the panel and the command line.

    Attributes:
        label: short name on the panel.
        help: what a larger value (or this choice) does to the picture.
        unit: shown behind the value, such as "mm" or "voxels".
        low, high: inclusive limits of numbers.
        step: step of the slider.
        titles: for choices, the text shown for each allowed value.
        advanced: folded away under "Advanced".
        hidden: not shown on the panel at all (set by the program).
        names: what a text is the name of, so that it can be picked; None for a text of its own.
    """

    label: str
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    titles: tuple[str, ...] = ()
    advanced: bool = False
    hidden: bool = False
    names: File | Columns | None = None


@dataclass(frozen=True)
class Parameter:
    """One field of a parameter class, resolved for validators, forms and command lines.

    Attributes:
        group: heading that it stands under in a form: the `GROUP` of the class that defines it.
    """

    name: str
    kind: type  # bool, int, float or str
    length: int  # 1, or 3 for a tuple such as a spacing
    optional: bool  # None allowed: chosen from the data
    choices: tuple[str, ...]
    default: Any
    spec: Spec
    group: str = ""


@functools.cache
def parameters_of(cls: type) -> tuple[Parameter, ...]:
    """The fields of a parameter class in order.

    Raises:
        TypeError: a field has no `Spec`, no default, or a type outside the list above, or names
            something without being a text.
    """
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        dataclasses.replace(
            _parameter(cls, field, hints[field.name]), group=_group(cls, field.name)
        )
        for field in dataclasses.fields(cls)
    )


def _group(cls: type, name: str) -> str:
    definer = next(c for c in cls.__mro__ if name in vars(c).get("__annotations__", {}))
    return str(vars(definer).get("GROUP", ""))


def _parameter(cls: type, field: dataclasses.Field[Any], hint: Any) -> Parameter:
    where = f"{cls.__name__}.{field.name}"
    spec = next((m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Spec)), None)
    if spec is None:
        raise TypeError(f"{where} has no Spec")
    if field.default is dataclasses.MISSING:
        raise TypeError(f"{where} has no default")
    bare, optional = _strip_none(get_args(hint)[0])
    if get_origin(bare) is Literal:
        return Parameter(field.name, str, 1, optional, get_args(bare), field.default, spec)
    length = 1
    if get_origin(bare) is tuple:
        length, bare = len(get_args(bare)), get_args(bare)[0]
    if bare not in (bool, int, float, str):
        raise TypeError(f"{where} has the unsupported type {bare}")
    if spec.names is not None and (bare is not str or length > 1):
        raise TypeError(f"{where} names something, so it must be a str")
    return Parameter(field.name, bare, length, optional, (), field.default, spec)


def _strip_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [a for a in get_args(hint) if a is not type(None)]
        if len(rest) == 1:
            return rest[0], True
    return hint, False


def as_dict(parameters: Any) -> dict[str, Any]:
    """A parameter object as plain JSON values."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(parameters).items()
    }
