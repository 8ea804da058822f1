"""`medaiassist batch OPERATION COHORT --output TABLE`: one operation on every case of a table."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import tyro

from ..cohort.measuring.cases import Cohort, check_files
from ..cohort.measuring.fingerprints import recipe_of
from ..contract.catalog import operation as find_operation
from ..contract.catalog import operations
from ..contract.errors import UserError
from ..contract.measuring import table_slot
from ..contract.operations import Operation
from ..contract.params import as_dict
from ..contract.payloads import Table
from ..files.formats import check_writable
from .cohort import read_cohort
from .cohort_results import write_results
from .cohort_run import run_cohort
from .log import BatchLog
from .options import parameter_options, parameters_from
from .parse import parse
from .run import check_target
from .work_folder import WorkFolder

USAGE = """usage: medaiassist batch OPERATION COHORT --output TABLE [options]

Runs one operation on every case of a table and writes one table of all results. COHORT is a
CSV file with a row for each case. Its columns: image (a path, relative to the table); if wanted
case (an id), segments or mask (a path), region (a path). All others are carried over.
'medaiassist batch OPERATION --help' shows the options of one. The operations:
"""


def main(argv: Sequence[str]) -> int:
    """Measure all cases; finished ones are kept, bad ones reported and skipped."""
    if not argv or argv[0] in ("-h", "--help"):
        suited = [op for op in operations().values() if table_slot(op)]
        print(USAGE, *(f"  {op.id:<20}{op.title}" for op in suited), sep="\n")
        return 0
    operation = _suited(find_operation(argv[0]))
    prog = f"medaiassist batch {operation.id}"
    options = parse(_options_class(operation), argv[1:], prog, f"{operation.title} of a cohort.")
    if options.workers < 1:
        raise UserError(f"--workers is {options.workers}; it must be 1 or more.")
    parameters = as_dict(parameters_from(operation, options))
    output = Path(options.output)
    folder = WorkFolder.beside(output)
    cohort = read_cohort(Path(options.cohort))
    _check(operation, cohort, Path(options.cohort), output, options.force or folder.exists())
    recipe = recipe_of(operation.id, parameters)
    cases = folder.cases.aimed(cohort.cases, recipe)
    finished = set() if options.force else {c.name for c in cases if c.target.exists()}
    folder.make()
    digest = hashlib.sha256(recipe.encode()).hexdigest()[:16]
    with BatchLog(folder.log, digest) as log:
        failed = run_cohort((operation.id, parameters), cases, finished, options.workers, log)
    rows = write_results(output, cohort, cases, failed)
    folder.cases.tidy(cases)
    done = len(cases) - len(finished) - len(failed)
    written = f"{rows} rows in {output}" if rows else "no table was written"
    print(f"{done} done, {len(finished)} done before, {len(failed)} failed; {written}")
    return 1 if failed else 0


def _suited(operation: Operation) -> Operation:
    if table_slot(operation) is None:
        raise UserError(
            f"{operation.title} does not make one table of one volume; 'medaiassist batch --help' "
            "lists the operations that do."
        )
    return operation


def _options_class(operation: Operation) -> type:
    """A dataclass for tyro with the files and every parameter of an operation, as in `run`."""
    table = tyro.conf.arg(metavar="COHORT", help="CSV file with a row for each case.")
    output = tyro.conf.arg(metavar="TABLE", help="Table to write (.csv or .parquet).")
    processes = "Processes to use; each needs memory for a case of its own."
    workers = tyro.conf.arg(aliases=["-j"], help=processes)
    force = tyro.conf.arg(help="Compute finished cases anew; overwrite an existing table.")
    fields: list[Any] = [
        ("cohort", Annotated[str, tyro.conf.Positional, table], dataclasses.field()),
        ("output", Annotated[str, output], dataclasses.field()),
        ("workers", Annotated[int, workers], dataclasses.field(default=1)),
        ("force", Annotated[bool, force], dataclasses.field(default=False)),
    ]
    fields += parameter_options(operation)
    return dataclasses.make_dataclass("BatchOptions", fields, frozen=True)


def _check(operation: Operation, cohort: Cohort, table: Path, output: Path, force: bool) -> None:
    """Refuse before the work what would fail after it."""
    check_writable(output, Table)
    sources = [table, *(path for case in cohort.cases for path in case.files.values())]
    check_target(output, sources, force)
    check_files(operation, cohort)
