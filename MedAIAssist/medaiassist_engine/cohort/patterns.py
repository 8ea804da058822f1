"""Patterns of paths whose parts have names, such as `{label}/{patient}_{case}*.nii.gz`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..contract.errors import UserError

_PART = re.compile(r"\{(\w*)\}|(\*\*/?)|(\*)|(\?)|([^*?{]+)|(.)")


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern, for whole relative paths with forward slashes.

    `{name}` is at least one letter up to the next part, and the same text wherever the name
    stands again; `*` any letters, `?` one, neither of them a slash; `**` anything.

    Raises:
        UserError: a name in braces is empty or unfinished.
    """
    seen: set[str] = set()
    parts = []
    for found in _PART.finditer(pattern.replace("\\", "/").strip().removeprefix("./")):
        name, deep, star, one, plain, strange = found.groups()
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>[^/]+?)")
            seen.add(name)
        elif deep:
            parts.append("(?:.*/)?" if deep.endswith("/") else ".*")
        elif star or one:
            parts.append("[^/]*?" if star else "[^/]")
        elif plain:
            parts.append(re.escape(plain))
        else:
            raise UserError(
                f"The pattern '{pattern}' is wrong at '{strange or found.group()}'; names stand "
                "in braces, such as {label}/{case}.nii.gz."
            )
    try:
        return re.compile("".join(parts))
    except re.error as error:  # a name that begins with a digit
        raise UserError(f"The pattern '{pattern}' is wrong: {error}.") from error


def matches(pattern: str, paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """The named parts of every path that fits."""
    expression = compiled(pattern)
    found = ((path, expression.fullmatch(path)) for path in paths)
    return {path: match.groupdict() for path, match in found if match is not None}
