"""Making the parts of a plain config: listed classes of MONAI with plain arguments."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

from ..contract.errors import UserError
from ..wording import error_in_words
from .allowed import part
from .plain import Part


class Maker:
    """Makes every `Part` once, so that what refers to it gets the same object.

    Args:
        name: of the bundle, for messages.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._made: dict[int, tuple[Part, Any]] = {}

    def __call__(self, value: Any) -> Any:
        """A value with objects in the place of parts.

        Raises:
            UserError: this MONAI lacks a part, or a part does not take its arguments.
        """
        if isinstance(value, Part):
            if id(value) not in self._made:
                self._made[id(value)] = value, self._make(value)
            return self._made[id(value)][1]
        if isinstance(value, dict):
            return {key: self(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self(inner) for inner in value)
        return value

    def _make(self, value: Part) -> Any:
        try:
            kind = part(value.target)
        except LookupError as error:
            raise UserError(
                f"The bundle '{self._name}' needs '{value.target}', which the MONAI installed here "
                "does not have; update the engine's environment."
            ) from error
        arguments = {key: self(inner) for key, inner in value.arguments.items()}
        if "allow_missing_keys" in inspect.signature(kind).parameters:
            arguments.setdefault("allow_missing_keys", True)  # configs also name labels
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # of defaults the bundle relies on
                return kind(**arguments)
        except ImportError as error:
            raise UserError(
                f"The bundle '{self._name}' needs a library that the engine's Python does not "
                f"have: {error_in_words(error)}. Install it there."
            ) from error
        except Exception as error:  # whatever a part makes of arguments it was not made for
            raise UserError(
                f"The bundle '{self._name}' has arguments that '{value.target}' does not take: "
                f"{error_in_words(error)}. Get another version of the bundle."
            ) from error
