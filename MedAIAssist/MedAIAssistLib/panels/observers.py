"""Observers of nodes that come and go together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class Observers:
    """Tells of changes of nodes until they are let go of, all at once.

    Args:
        changed: called without arguments at each event that is followed.
    """

    def __init__(self, changed: Callable[[], Any]) -> None:
        self._changed = changed
        self._removals: list[Callable[[], None]] = []

    def follow(self, node: Any, *events: Any) -> None:
        """Tell of these events of a node."""
        for event in events:
            tag = node.AddObserver(event, lambda _caller, _event: self._changed())
            self._removals.append(partial(node.RemoveObserver, tag))

    def let_go(self) -> None:
        """Follow nothing any more."""
        for remove in self._removals:
            remove()
        self._removals = []
