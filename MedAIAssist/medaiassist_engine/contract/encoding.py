"""Payloads as JSON trees plus a list of arrays, and back. The arrays travel beside the message."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from .errors import ProtocolError
from .payloads import PAYLOADS, Array


def encode(value: Any, arrays: list[Array]) -> Any:
    """A payload (or a dict of them) as JSON; every array found is appended to `arrays`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: encode(getattr(value, f.name), arrays) for f in dataclasses.fields(value)}
        return {"payload": type(value).__name__, **fields}
    if isinstance(value, dict):
        return {str(name): encode(item, arrays) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item, arrays) for item in value]
    if hasattr(value, "dtype") and hasattr(value, "shape") and value.shape != ():
        arrays.append(value)
        return {"array": len(arrays) - 1}
    return value.item() if hasattr(value, "item") else value


def decode(tree: Any, arrays: Sequence[Array]) -> Any:
    """The inverse of `encode`; lists come back as tuples.

    Raises:
        ProtocolError: the tree names an unknown payload or an array that is not there.
    """
    if isinstance(tree, list):
        return tuple(decode(item, arrays) for item in tree)
    if not isinstance(tree, dict):
        return tree
    if set(tree) == {"array"} and isinstance(tree["array"], int):
        if not 0 <= tree["array"] < len(arrays):
            raise ProtocolError(f"The message names array {tree['array']}, which is not there.")
        return arrays[tree["array"]]
    if "payload" not in tree:
        return {name: decode(item, arrays) for name, item in tree.items()}
    cls = PAYLOADS.get(tree["payload"])
    if cls is None:
        raise ProtocolError(f"There is no payload called '{tree['payload']}'.")
    try:
        return cls(**{n: decode(item, arrays) for n, item in tree.items() if n != "payload"})
    except TypeError as error:
        raise ProtocolError(f"A payload '{tree['payload']}' is malformed: {error}.") from error
