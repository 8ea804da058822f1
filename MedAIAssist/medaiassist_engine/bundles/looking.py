"""The operation that looks at a bundle: what it is for, and what it would run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..classify.deep.bundle_config import KEY
from ..context import Context
from ..contract.errors import ParameterError, UserError
from ..contract.payloads import Column, ModelRef, Report, Table
from ..documents.as_html import as_html
from ..documents.blocks import Block, Document, Heading, Listing, Paragraph, grid
from ..interruptible import interruptible
from ..models.bundle import Bundle
from ..models.references import reference, sha256_of
from ..models.summary import RESEARCH
from .facts import class_names, input_names, said, task_of
from .opening import opened
from .parameters import LookParameters
from .plan import Plan, plan_of

KIND = "network"
"""Of `ModelRef`, as of networks that were trained here."""

_OPERATIONS = {
    "segmentation": "segment.apply_bundle",
    "classification": "classify.apply_bundle",
    "detection": "detect.apply_bundle",
}
_SAID = {
    "version": "version",
    "task": "task",
    "description": "description",
    "intended use": "intended_use",
    "authors": "authors",
    "copyright": "copyright",
    "data": "data_source",
    "references": "references",
    "MONAI": "monai_version",
}
_LICENCE_LINE = 200  # characters


def run_look(parameters: LookParameters, context: Context) -> dict[str, ModelRef | Report | Table]:
    """A bundle's facts as a report and a table, and a reference to apply it by.

    The table has the rows "trust needed" (yes or no), "fingerprint", and "would run" for each
    thing that trust is needed for.

    Raises:
        UserError: no bundle is named, or it cannot be opened.
    """
    if not parameters.path.strip():
        raise ParameterError("Bundle (path) is empty; give a MONAI bundle: its zip file or folder.")
    path = Path(parameters.path).expanduser().absolute()
    return interruptible(lambda: look(path, parameters.config, context), context)


def look(path: Path, config: str, context: Context) -> dict[str, ModelRef | Report | Table]:
    """See `run_look`."""
    context.progress(0.0, "Reading the bundle")
    bundle = opened(path)
    metadata = bundle.metadata
    problem, plan = "", None
    if KEY not in metadata:
        try:
            plan = plan_of(bundle, config)
        except UserError as error:
            problem = str(error)
    context.progress(0.5, "Computing the fingerprint")
    facts = _facts(bundle, plan, problem)
    title = said(metadata, "name") or bundle.name
    document = Document(title, tuple(_blocks(facts, plan, problem)))
    context.progress(1.0)
    return {
        "model": reference(path, KIND, bundle.name),
        "card": Report(title, as_html(document), title, RESEARCH),
        "facts": Table(
            (
                Column("fact", texts=tuple(name for name, _ in facts)),
                Column("value", texts=tuple(value for _, value in facts)),
            ),
            title,
        ),
    }


def _facts(bundle: Bundle, plan: Plan | None, problem: str) -> list[tuple[str, str]]:
    metadata = bundle.metadata
    task = task_of(metadata)
    rows = [("name", said(metadata, "name") or bundle.name)]
    rows += [(name, said(metadata, key)) for name, key in _SAID.items()]
    needs = plan.needs if plan else ()
    rows += [
        ("licence", _licence(bundle, metadata)),
        ("channels", ", ".join(input_names(metadata))),
        ("classes", ", ".join(class_names(metadata).values())),
        ("kind", task),
        ("operation", _OPERATIONS.get(task, "")),
        ("size", f"{_size(bundle.path) / 1e6:.1f} MB"),
        ("fingerprint", sha256_of(bundle.path)),
        ("trust needed", "yes" if needs else "no"),
        *(("would run", need) for need in needs),
        ("problem", problem),
    ]
    return [(name, value) for name, value in rows if value]


def _blocks(facts: list[tuple[str, str]], plan: Plan | None, problem: str) -> list[Block]:
    shown = [row for row in facts if row[0] not in ("would run", "problem")]
    blocks: list[Block] = [Paragraph(RESEARCH, strong=True), grid((), shown)]
    if problem:
        blocks += [Heading("It cannot be run"), Paragraph(problem)]
    elif plan is None:
        blocks += [Heading("Trust"), Paragraph("It was trained here; none of its code runs.")]
    elif plan.needs:
        blocks += [
            Heading("It would run code of its own"),
            Paragraph(
                "Such code can do anything on this computer. Allow it only if you trust where the "
                "bundle is from."
            ),
            Listing(plan.needs),
        ]
    else:
        blocks += [
            Heading("Trust"),
            Paragraph(
                "It needs no trust: it is made of known parts of MONAI and of plain values, and "
                "its weights are tensors alone or TorchScript."
            ),
        ]
    return blocks


def _licence(bundle: Bundle, metadata: Mapping[str, Any]) -> str:
    """As the metadata or the first words of the licence file say."""
    told = said(metadata, "license") or said(metadata, "licence")
    named = [m for m in bundle.members if m.upper() in ("LICENSE", "LICENSE.TXT", "LICENSE.MD")]
    if told or not named:
        return told
    text = bundle.read(named[0])[:4096].decode("utf-8", errors="replace")
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return ", ".join(lines[:2])[:_LICENCE_LINE]


def _size(path: Path) -> int:
    files = [f for f in path.rglob("*") if f.is_file()] if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)
