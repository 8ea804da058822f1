"""Running one operation of the catalog: find its function, check its slots, call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .context import Context
from .contract.errors import UserError
from .contract.operations import Operation, Slot
from .contract.payloads import PAYLOADS, Payload
from .loading import load

# Where the package to install is not called like the module to import.
_PACKAGES = {
    "cv2": "opencv-contrib-python-headless",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "imblearn": "imbalanced-learn",
}


def resolve(operation: Operation) -> Callable[..., Any]:
    """The function that runs `operation`; importing it may load heavy libraries.

    Raises:
        UserError: a library that it needs is not installed.
    """
    module_name, _, function_name = operation.run.partition(":")
    try:
        function: Callable[..., Any] = getattr(load(module_name), function_name)
        return function
    except ModuleNotFoundError as error:
        raise _missing_library(error) from error


def execute(
    operation: Operation, inputs: Mapping[str, Payload], parameters: Any, context: Context
) -> dict[str, Payload]:
    """Run `operation` and return its outputs by slot name.

    Args:
        operation: an entry of the catalog.
        inputs: payloads by slot name; slots that may be missing are passed on as None.
        parameters: an object of `operation.parameters`, already validated.
        context: where progress and notes go.

    Raises:
        UserError: an input is missing, unknown or of another kind, a library is missing, or
            whatever the operation itself refuses.
        Cancelled: the user cancelled.
    """
    slots = _checked(operation, inputs)
    function = resolve(operation)
    try:
        result = function(**slots, parameters=parameters, context=context)
    except ModuleNotFoundError as error:
        raise _missing_library(error) from error
    return _by_slot(operation, result)


def _checked(operation: Operation, inputs: Mapping[str, Payload]) -> dict[str, Payload | None]:
    known = {slot.name: slot for slot in operation.inputs}
    for name in inputs:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise UserError(
                f"Operation {operation.title} has no input '{name}'; its inputs are: {takes}."
            )
    return {name: _payload(operation, slot, inputs.get(name)) for name, slot in known.items()}


def _payload(operation: Operation, slot: Slot, given: Payload | None) -> Payload | None:
    if given is None and not slot.optional:
        wanted = slot.payload.__name__
        as_wanted = "" if slot.name == wanted.lower() else f" (a {wanted})"
        raise UserError(f"Operation {operation.title} needs a {slot.name}{as_wanted}; give one.")
    if given is not None and not isinstance(given, slot.payload):
        raise UserError(
            f"Operation {operation.title} needs a {slot.payload.__name__} as its {slot.name}, "
            f"but was given a {type(given).__name__}."
        )
    return given


def _by_slot(operation: Operation, result: Any) -> dict[str, Payload]:
    if not isinstance(result, dict):
        if len(operation.outputs) != 1:
            raise TypeError(f"{operation.run} must return a dict by output slot")
        result = {operation.outputs[0].name: result}
    names = {slot.name for slot in operation.outputs}
    outputs = {name: payload for name, payload in result.items() if payload is not None}
    strange = [n for n, p in outputs.items() if n not in names or type(p).__name__ not in PAYLOADS]
    missing = [s.name for s in operation.outputs if not s.optional and s.name not in outputs]
    if strange or missing:
        raise TypeError(f"{operation.run}: unexpected outputs {strange}, missing ones {missing}")
    return outputs


def _missing_library(error: ModuleNotFoundError) -> Exception:
    library = (error.name or "").split(".")[0]
    if not library or library == __package__:
        return error
    package = _PACKAGES.get(library, library)
    return UserError(
        f"The engine's Python has no '{library}'; "
        f"repair the engine environment (pip install {package})."
    )
