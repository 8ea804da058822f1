"""What Python runs when it imports a file: everything but the bodies of functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it that run at import; annotations do not, being deferred."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        children = [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults]
    elif isinstance(node, ast.Lambda):
        children = [*node.args.defaults, *node.args.kw_defaults]
    elif isinstance(node, ast.AnnAssign):
        children = [node.target, node.value]
    else:
        children = list(ast.iter_child_nodes(node))
    for child in children:
        if child is not None:
            yield from run_at_import(child)


def imported(nodes: Iterator[ast.AST], package: str) -> set[str]:
    """Full names of what import statements bring, relative ones resolved.

    Args:
        package: dotted name of the package the file is in; "" at the top.
    """
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".") if node.level else []
            base = parts[: len(parts) - node.level + 1] + (node.module or "").split(".")
            found |= {".".join([*filter(None, base), alias.name]) for alias in node.names}
    return found
