"""Expressions of configs that are plain values: read as a tree of syntax, never run by Python.

MONAI hands whatever follows a "$" to `eval`. Most of it is arithmetic, names of data types and
the choice of a device; that much is worked out here, so that it needs nobody's trust.
"""

from __future__ import annotations

import ast
import importlib
import operator
import re
from collections.abc import Callable
from typing import Any

_LONGEST = 500  # characters
_MOST = 10_000  # items of a list, characters of a text
_LARGEST = 1e15
_REFERENCE = re.compile(r"@(\w+(?:(?:#|::)\w+)*)")
_NAME = "reference_"
_TYPES = frozenset(
    {"float16", "bfloat16", "float32", "float64", "half", "float", "double", "uint8", "int8",
     "int16", "int32", "int64", "int", "long", "bool"}
)  # fmt: skip
_KEYS = {"IMAGE": "image", "LABEL": "label", "PRED": "pred"}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": len, "int": int, "float": float, "list": list, "tuple": tuple,
}  # fmt: skip
_BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod,
}  # fmt: skip
_COMPARISONS: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
}  # fmt: skip


class NotPlain(Exception):
    """An expression does more than give a plain value."""


def plain_value(text: str, reference: Callable[[str], Any], device: Any) -> Any:
    """What an expression gives.

    Args:
        text: without the "$".
        reference: gives the value of an id such as "sizes#0".
        device: what any choice of a device gives.

    Raises:
        NotPlain: it calls functions, or anything else that is not known here.
    """
    names: list[str] = []

    def named(match: re.Match[str]) -> str:
        names.append(match[1])
        return f"{_NAME}{len(names) - 1}"

    if len(text) > _LONGEST:
        raise NotPlain
    try:
        tree = ast.parse(_REFERENCE.sub(named, text).strip(), mode="eval")
        return _Reader(lambda n: reference(names[n]), device).read(tree.body)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, ArithmeticError) as error:
        raise NotPlain from error
    except (RecursionError, AttributeError) as error:
        raise NotPlain from error


class _Reader:
    def __init__(self, reference: Callable[[int], Any], device: Any) -> None:
        self._reference = reference
        self._device = device

    def read(self, node: ast.AST) -> Any:
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise NotPlain
        return _bounded(method(node))

    def _constant(self, node: ast.Constant) -> Any:
        return node.value

    def _list(self, node: ast.List) -> list[Any]:
        return [self.read(item) for item in node.elts]

    def _tuple(self, node: ast.Tuple) -> tuple[Any, ...]:
        return tuple(self.read(item) for item in node.elts)

    def _name(self, node: ast.Name) -> Any:
        if not node.id.startswith(_NAME):
            raise NotPlain
        return self._reference(int(node.id.removeprefix(_NAME)))

    def _attribute(self, node: ast.Attribute) -> Any:
        names = ast.unparse(node).split(".")
        if len(names) == 2 and names[1] in _TYPES:
            return _data_type(*names)
        if names[:3] == ["monai", "utils", "CommonKeys"] and len(names) == 4:
            return _KEYS[names[3]]
        raise NotPlain

    def _unaryop(self, node: ast.UnaryOp) -> Any:
        value = self.read(node.operand)
        if isinstance(node.op, ast.Not):
            return not value
        if isinstance(node.op, ast.USub) and isinstance(value, (int, float)):
            return -value
        raise NotPlain

    def _binop(self, node: ast.BinOp) -> Any:
        left, right = self.read(node.left), self.read(node.right)
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        joined = type(left) is type(right) and isinstance(left, (str, list, tuple))
        if not numbers and not (joined and isinstance(node.op, ast.Add)):
            raise NotPlain  # also: texts with "%", and lists many times over
        return _BINARY[type(node.op)](left, right)

    def _boolop(self, node: ast.BoolOp) -> Any:
        wanted = isinstance(node.op, ast.Or)
        value = None
        for item in node.values:
            value = self.read(item)
            if bool(value) is wanted:
                break
        return value

    def _compare(self, node: ast.Compare) -> bool:
        values = [self.read(item) for item in (node.left, *node.comparators)]
        pairs = zip(node.ops, values, values[1:], strict=False)
        return all(_COMPARISONS[type(op)](a, b) for op, a, b in pairs)

    def _ifexp(self, node: ast.IfExp) -> Any:
        return self.read(node.body if self.read(node.test) else node.orelse)

    def _subscript(self, node: ast.Subscript) -> Any:
        value, key = self.read(node.value), self.read(node.slice)
        if not isinstance(value, (list, tuple, dict)) or not isinstance(key, (int, str)):
            raise NotPlain
        return value[key]  # type: ignore[index]

    def _call(self, node: ast.Call) -> Any:
        name = ast.unparse(node.func)
        if name == "torch.device":
            return self._device
        if name not in _FUNCTIONS or node.keywords or len(node.args) != 1:
            raise NotPlain
        value = self.read(node.args[0])
        if not isinstance(value, (int, float, list, tuple)):
            raise NotPlain
        return _FUNCTIONS[name](value)


def _data_type(library: str, name: str) -> Any:
    """Such as torch.float32."""
    if library not in ("torch", "np", "numpy"):
        raise NotPlain
    return getattr(importlib.import_module("torch" if library == "torch" else "numpy"), name)


def _bounded(value: Any) -> Any:
    """Nothing that would fill the memory."""
    if isinstance(value, (str, list, tuple)) and len(value) > _MOST:
        raise NotPlain
    if isinstance(value, (int, float)) and abs(value) > _LARGEST:
        raise NotPlain
    return value
