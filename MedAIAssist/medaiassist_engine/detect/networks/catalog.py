"""Operations."""

from __future__ import annotations

from ...contract.operations import Operation

OPERATIONS: tuple[Operation, ...] = ()
