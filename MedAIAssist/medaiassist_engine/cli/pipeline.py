"""`medaiassist pipeline STEPS --input FOLDER --output FOLDER`: a list of steps on every image."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sys
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import tyro

from ..contract.errors import UserError
from ..contract.payloads import Volume
from ..files.formats import WRITABLE
from ..files.text import read_text
from . import console
from .cases import Case, find_cases
from .log import BatchLog, steps_of_finished
from .parse import parse
from .work import load_steps, process_case
from .workers import Outcome, run_cases

LOG = "medaiassist-log.jsonl"


@dataclass(frozen=True)
class PipelineOptions:
    steps: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="STEPS")]
    """JSON file with the steps, as the panel saves it."""
    input: Annotated[str, tyro.conf.arg(metavar="PATH")]
    """An image, a DICOM folder, or a folder of these."""
    output: Annotated[str, tyro.conf.arg(metavar="FOLDER")]
    """Folder for the results, which keep their relative names; made if it is missing."""
    recursive: bool = False
    """Look into subfolders too."""
    format: str = ""
    """Extension of the results, such as nrrd or nii.gz; by default each input's own."""
    workers: Annotated[int, tyro.conf.arg(aliases=["-j"])] = 1
    """Processes to use; each needs memory for a case of its own."""
    force: bool = False
    """Redo cases whose result exists."""


def main(argv: Sequence[str]) -> int:
    """Process all cases; finished ones are skipped, bad ones reported and skipped."""
    options = parse(
        PipelineOptions, argv, "medaiassist pipeline", "Run steps on every image of a folder."
    )
    if options.workers < 1:
        raise UserError(f"--workers is {options.workers}; it must be 1 or more.")
    text = read_text(options.steps)
    steps = load_steps(text).to_json()  # refuses bad steps before any work
    output = Path(options.output)
    source = Path(options.input)
    cases = find_cases(source, output, options.recursive, _extension(options.format))
    _prepare(output, cases)
    log_path = output / LOG
    digest = hashlib.sha256(steps.encode()).hexdigest()[:16]
    finished = set() if options.force else _finished(cases, log_path, digest)
    counts: Counter[str] = Counter()
    with (
        BatchLog(log_path, digest) as log,
        console.progress("starting") as report,
        contextlib.closing(_outcomes(cases, finished, steps, options.workers)) as outcomes,
    ):
        for outcome in outcomes:
            log.add(outcome)
            counts[outcome.status] += 1
            if outcome.status == "failed":
                print(f"failed: {outcome.case}: {outcome.error}", file=sys.stderr)
            report(counts.total() / len(cases), f"{counts.total()} of {len(cases)}")
    done, skipped, failed = counts["done"], counts["skipped"], counts["failed"]
    print(f"{done} done, {skipped} skipped, {failed} failed; log: {log_path}")
    return 1 if failed else 0


def _outcomes(
    cases: list[Case], finished: set[str], steps: str, workers: int
) -> Generator[Outcome, None, None]:
    yield from (Outcome(case.name, "skipped") for case in cases if case.name in finished)
    left = [case for case in cases if case.name not in finished]
    work = functools.partial(process_case, steps)
    with console.interruptible() as stop:
        yield from run_cases(left, work, workers, stop)


def _extension(given: str) -> str:
    extension = f".{given.lower().lstrip('.')}" if given else ""
    allowed = WRITABLE[Volume]
    if extension and extension not in allowed:
        raise UserError(f"--format is '{given}'; it must be one of {', '.join(allowed)}.")
    return extension


def _prepare(output: Path, cases: list[Case]) -> None:
    for case in cases:
        if case.source.resolve() == case.target.resolve():
            raise UserError(f"'{case.target}' is an input; choose another output folder.")
    try:
        for folder in {output, *(case.target.parent for case in cases)}:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder '{output}' cannot be made: {error.strerror}.") from error


def _finished(cases: list[Case], log_path: Path, digest: str) -> set[str]:
    """Names of the cases whose results exist.

    Raises:
        UserError: a result was made by other steps, so the folder would become a mixture.
    """
    recorded = steps_of_finished(log_path)
    existing = {case.name for case in cases if case.target.exists()}
    if other := sorted(name for name in existing if recorded.get(name, digest) != digest):
        raise UserError(
            f"'{log_path.parent}' holds results of other steps (such as {other[0]}); choose "
            "another output folder, or redo everything with --force."
        )
    return existing
