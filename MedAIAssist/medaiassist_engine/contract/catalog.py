"""The catalog of all operations.

Each engine folder lists its own operations in a `catalog.py` that imports nothing but the
contract, so a panel can show them without loading a library. A new folder adds its line here.
"""

from __future__ import annotations

import functools
import importlib

from .errors import UserError
from .operations import Operation

CATALOGS = (
    "medaiassist_engine.preprocess.denoise.catalog",
    "medaiassist_engine.preprocess.enhance.catalog",
    "medaiassist_engine.preprocess.edges.catalog",
    "medaiassist_engine.preprocess.prepare.catalog",
    "medaiassist_engine.preprocess.catalog",
    "medaiassist_engine.features.radiomics.catalog",
    "medaiassist_engine.features.hog.catalog",
    "medaiassist_engine.features.textures.catalog",
    "medaiassist_engine.features.analysis.catalog",
    "medaiassist_engine.features.keypoints.catalog",
    "medaiassist_engine.features.words.catalog",
    "medaiassist_engine.features.embedding.catalog",
    "medaiassist_engine.cohort.catalog",
    "medaiassist_engine.classify.catalog",
    "medaiassist_engine.classify.models_catalog",
    "medaiassist_engine.classify.deep.catalog",
    "medaiassist_engine.models.catalog",
    "medaiassist_engine.diagnose.catalog",
    "medaiassist_engine.explain.catalog",
    "medaiassist_engine.explain.heat_maps.catalog",
    "medaiassist_engine.segment.voxels.catalog",
    "medaiassist_engine.bundles.catalog",
    "medaiassist_engine.detect.networks.catalog",
    "medaiassist_engine.detect.classical.catalog",
    "medaiassist_engine.detect.catalog",
    "medaiassist_engine.detect.evaluation.catalog",
    "medaiassist_engine.detect.formats.catalog",
    "medaiassist_engine.server.catalog",
)


@functools.cache
def operations() -> dict[str, Operation]:
    """All operations by id, in catalog order."""
    listed = [op for name in CATALOGS for op in importlib.import_module(name).OPERATIONS]
    return {operation.id: operation for operation in listed}


def operation(operation_id: str) -> Operation:
    """The operation with this id.

    Raises:
        UserError: there is none; the text lists close names.
    """
    found = operations().get(operation_id)
    if found is not None:
        return found
    import difflib

    close = difflib.get_close_matches(operation_id, operations(), n=3)
    hint = f" Did you mean {', '.join(close)}?" if close else " 'medaiassist list' shows all."
    raise UserError(f"There is no operation '{operation_id}'.{hint}")
