"""Reading skops files that hold nothing but the listed types.

skops itself refuses types that it does not trust, but trusts all of scikit-learn. Here every node
of the file is held against our own list before skops looks at it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from ..contract.errors import UserError
from . import archive
from .allowed import ALLOWED, TYPES

_SCHEMA = "schema.json"
_DEEPEST = 200  # levels of nesting in any real model are below 40


def dumps(estimator: Any) -> bytes:
    """A fitted estimator as a skops file.

    Raises:
        TypeError: it holds a type that `loads` would refuse.
    """
    import skops.io

    data = skops.io.dumps(estimator)
    strange = _strangers(_schema(data))
    if strange:
        raise TypeError(f"not in models/allowed.py: {', '.join(strange)}")
    return data


def loads(data: bytes, name: str) -> Any:
    """The estimator of a file from `dumps`; code of the file's choice is never run.

    Args:
        name: of the file, for messages.

    Raises:
        UserError: it is damaged or holds types that no model of ours needs.
    """
    import skops.io

    strange = check(data, name)
    if strange:
        some = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise UserError(
            f"'{name}' holds objects that no MedAIAssist model needs ({some}); it is not loaded, "
            "because such objects can run programs. Train the model again from its table."
        )
    try:
        return skops.io.load(io.BytesIO(data), trusted=list(TYPES))
    except (ValueError, KeyError, TypeError, AttributeError, ImportError, OSError) as error:
        raise UserError(
            f"'{name}' is damaged, or made with a library version that is not installed here; "
            "train the model again from its table."
        ) from error


def check(data: bytes, name: str) -> list[str]:
    """Types in a skops file that are not allowed, without making any object.

    Raises:
        UserError: it is no skops file.
    """
    try:
        return _strangers(_schema(data, name))
    except (zipfile.BadZipFile, KeyError, ValueError, RecursionError) as error:
        raise UserError(
            f"'{name}' is no skops file, or it is damaged; train the model again. Pickle and "
            "joblib files are never loaded, because they can run any program."
        ) from error


def _schema(data: bytes, name: str = "model") -> Any:
    with archive.inner(data, name) as file:
        return json.loads(file.read(_SCHEMA))


def _strangers(schema: Any) -> list[str]:
    found = dict.fromkeys(_nodes(schema))
    return [kind for kind in found if kind]


def _nodes(value: Any, depth: int = 0) -> Iterator[str]:
    """The name of each node that is not allowed."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        if not {"__class__", "__module__", "__loader__"}.isdisjoint(value):
            yield _stranger(value)
        for inner in value.values():
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth + 1)


def _stranger(node: dict[str, Any]) -> str:
    kind = f"{node.get('__module__')}.{node.get('__class__')}"
    loader = str(node.get("__loader__"))
    if kind in ALLOWED.get(loader, ()):
        return ""
    return f"{kind} by {loader}" if kind in TYPES else kind
