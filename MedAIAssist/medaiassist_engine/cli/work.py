"""The work on one case of a batch: read, run the steps, write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import LabelMap, Payload, Volume
from ..files.formats import WRITABLE, extension_of, stem_of
from .cases import Case
from .how_made import how_made

if TYPE_CHECKING:
    from ..preprocess.pipeline import Pipeline


def load_steps(text: str) -> Pipeline:
    """The pipeline of a JSON text.

    Raises:
        UserError: it is no pipeline, or names an unknown operation or value.
    """
    from ..preprocess.pipeline import Pipeline

    return Pipeline.from_json(text)


def process_case(text: str, case: Case, stop: Any) -> None:
    """Run the steps on one case and write its results; the main one, which marks it done, last.

    Raises:
        UserError: the case cannot be read, processed or written.
        Cancelled: `stop` was set.
    """
    from ..files.payloads import write_payload
    from ..files.volumes import read_volume

    context = Context(cancelled=stop)
    context.progress(0.0)
    volume = read_volume(case.source)
    results: Mapping[str, Payload] = load_steps(text).run(volume, context)
    header = how_made({"pipeline": json.loads(text)})
    main = "volume" if "volume" in results else next(iter(results))
    for name, payload in results.items():
        if name != main:
            write_payload(case.target.with_name(_beside(case, name, payload)), payload, header)
    write_payload(case.target, results[main], header)


def _beside(case: Case, name: str, payload: Payload) -> str:
    """File name of a further result: "scan.table.csv" beside "scan.nrrd"."""
    own = extension_of(case.target) if isinstance(payload, Volume) else ""
    extension = own or (".seg.nrrd" if isinstance(payload, LabelMap) else _first(type(payload)))
    return f"{stem_of(case.target)}.{name}{extension}"


def _first(kind: type) -> str:
    formats = WRITABLE.get(kind)
    if formats is None:
        raise UserError(f"A {kind.__name__} cannot be written to a file; leave that step out.")
    return formats[0]
