"""Parameters of the diagnose operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..contract.params import Spec


@dataclass(frozen=True)
class DiagnoseParameters:
    case: Annotated[
        str,
        Spec("Case", "Which row: its id in the column 'case'. Empty takes the only row."),
    ] = ""
    explained: Annotated[
        str,
        Spec(
            "Explain",
            "The class that features speak for or against. Empty takes the positive one of two, "
            "the most probable one of more.",
        ),
    ] = ""
    permutations: Annotated[
        int,
        Spec(
            "Permutations",
            "For more than 12 features, whose contributions are estimated: more make them more "
            "exact and take longer.",
            "", 20, 10000, advanced=True,
        ),
    ] = 200  # fmt: skip
    nearest: Annotated[
        int, Spec("Nearest cases", "So many training cases are shown beside it.", "", 0, 50)
    ] = 5
    patient: Annotated[
        str, Spec("Patient", "Name or number for the report; empty leaves the report without.")
    ] = ""
    comment: Annotated[str, Spec("Comment", "Stands in the report.")] = ""
    pdf: Annotated[
        str, Spec("PDF file", "Where to write the report to print; empty writes none.")
    ] = ""
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0
