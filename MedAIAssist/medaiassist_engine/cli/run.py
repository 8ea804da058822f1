"""`medaiassist run OP --input FILE --output FILE ...`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..context import Context
from ..contract.catalog import operation as find_operation
from ..contract.errors import UserError
from ..contract.operations import Operation, Slot
from ..contract.params import as_dict
from ..contract.payloads import Payload
from ..execution import execute
from ..files.formats import WRITABLE, check_readable, check_writable, extension_of
from ..models.folders import temporary_models
from . import console
from .how_made import how_made
from .options import options_class, parameters_from, slot_options
from .parse import parse

USAGE = """usage: medaiassist run OPERATION --input FILE --output FILE [options]

Runs one operation on files. 'medaiassist list' shows the operations,
'medaiassist run OPERATION --help' the options of one."""


def main(argv: Sequence[str]) -> int:
    """Read the inputs, run the operation, write the outputs."""
    if not argv or argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    operation = find_operation(argv[0])
    options = parse(
        options_class(operation),
        argv[1:],
        f"medaiassist run {operation.id}",
        f"{operation.title}: {operation.help}",
    )
    parameters = parameters_from(operation, options)
    inputs = _given(slot_options(operation.inputs, "input"), options)
    outputs = _given(slot_options(operation.outputs, "output"), options)
    _check(operation, inputs, outputs, options.force)
    notes: list[str] = []
    with (
        console.interruptible() as cancelled,
        console.progress(operation.title) as report,
        temporary_models(),
    ):
        context = Context(report, cancelled, notes=notes)
        results = execute(operation, _read(operation, inputs), parameters, context)
        _write(operation, results, outputs, as_dict(parameters))
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return 0


def _given(slots: Mapping[str, Any], options: Any) -> dict[str, Path]:
    """Files by slot name."""
    files = {slot.name: getattr(options, option) for option, slot in slots.items()}
    return {name: Path(file) for name, file in files.items() if file is not None}


def _check(
    operation: Operation, inputs: dict[str, Path], outputs: dict[str, Path], force: bool
) -> None:
    """Refuse before the work what would fail after it."""
    if operation.outputs and not outputs:
        raise UserError(f"Give an output file, such as --output FILE, to {operation.title}.")
    for slot in operation.inputs:
        if slot.name in inputs and not inputs[slot.name].is_dir():
            check_readable(inputs[slot.name], slot.payload)
    for slot in operation.outputs:
        if slot.name in outputs:
            _check_holds(outputs[slot.name], operation, slot)
    for target in outputs.values():
        check_target(target, list(inputs.values()), force)
    if len({os.path.abspath(target) for target in outputs.values()}) < len(outputs):
        raise UserError("Two outputs have the same file name; give each its own.")


def _check_holds(target: Path, operation: Operation, slot: Slot) -> None:
    """Where the first result is optional, --output may get any other one instead."""
    first = slot is operation.outputs[0]
    kinds = [s.payload for s in operation.outputs] if first and slot.optional else [slot.payload]
    if not any(extension_of(target) in WRITABLE.get(kind, ()) for kind in kinds):
        check_writable(target, slot.payload)


def check_target(target: Path, sources: Sequence[Path], force: bool) -> None:
    """Refuse to write over an input, ever, or over another file without `force`."""
    if not target.parent.is_dir():
        raise UserError(f"There is no folder '{target.parent}'; create it first.")
    if not target.exists():
        return
    if any(source.exists() and os.path.samefile(source, target) for source in sources):
        raise UserError(f"'{target}' is an input; choose another name for the output.")
    if not force:
        raise UserError(f"'{target}' exists; choose another name, or overwrite it with --force.")


def _read(operation: Operation, inputs: dict[str, Path]) -> dict[str, Payload]:
    from ..files.payloads import read_payload

    kinds = {slot.name: slot.payload for slot in operation.inputs}
    return {name: read_payload(path, kinds[name]) for name, path in inputs.items()}


def _write(
    operation: Operation,
    results: Mapping[str, Payload],
    outputs: dict[str, Path],
    parameters: dict[str, Any],
) -> None:
    from ..files.payloads import write_payload

    files = {_result_for(operation, name, results, outputs): f for name, f in outputs.items()}
    header = how_made({"operation": operation.id, "parameters": parameters})
    for name, target in files.items():
        write_payload(target, results[name], header)


def _result_for(
    operation: Operation,
    name: str,
    results: Mapping[str, Payload],
    outputs: Mapping[str, Path],
) -> str:
    """The result that goes to the file given for slot `name`.

    Where the parameters decide which of several results is made, --output takes the one there is.
    """
    if name in results:
        return name
    unclaimed = [result for result in results if result not in outputs]
    if name == operation.outputs[0].name and len(unclaimed) == 1:
        return unclaimed[0]
    made = ", ".join(results) or "nothing"
    raise UserError(f"{operation.title} made no {name} with these parameters, but: {made}.")
