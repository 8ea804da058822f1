"""References from one node to others, by role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Ids = tuple[str, ...]


def references(node: Any, prefix: str) -> dict[str, Ids]:
    """Ids of the nodes that `node` refers to, by role, for the roles that begin with `prefix`."""
    roles = [node.GetNthNodeReferenceRole(n) for n in range(node.GetNumberOfNodeReferenceRoles())]
    found = {role: _ids(node, role) for role in roles if role and role.startswith(prefix)}
    return {role: ids for role, ids in found.items() if ids}


def set_references(node: Any, prefix: str, ids: Mapping[str, Ids]) -> None:
    """Make `ids` (by role) the only references whose roles begin with `prefix`."""
    present = references(node, prefix)
    for role in present.keys() - ids.keys():
        node.RemoveNodeReferenceIDs(role)
    for role, wanted in ids.items():
        if present.get(role) != wanted:
            node.RemoveNodeReferenceIDs(role)
            for node_id in wanted:
                node.AddNodeReferenceID(role, node_id)


def _ids(node: Any, role: str) -> Ids:
    ids = (node.GetNthNodeReferenceID(role, n) for n in range(node.GetNumberOfNodeReferences(role)))
    return tuple(node_id for node_id in ids if node_id)
