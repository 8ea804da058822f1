"""Words that are most likely another one, written differently."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Sequence

_RARE, _TIMES = 2, 10  # a slip stands at most twice, and the right word ten times as often
_ALIKE = 0.85
_MOST_WORDS = 100  # more are no categories


def slips(words: Sequence[str]) -> dict[str, str]:
    """What each suspicious word seems to mean.

    Words that differ in case, blanks, hyphens and underscores only mean the most frequent of
    them. A rare word means a frequent one that is nearly the same, unless a digit tells them apart.
    """
    counts = Counter(word for word in words if word.strip())
    if len(counts) > _MOST_WORDS:
        return {}
    groups: dict[str, list[str]] = defaultdict(list)
    for word, _ in counts.most_common():
        groups[_plain(word)].append(word)
    found = {word: group[0] for group in groups.values() for word in group[1:]}
    total = {plain: sum(counts[w] for w in group) for plain, group in groups.items()}
    for plain, number in total.items():
        frequent = [p for p, n in total.items() if number <= _RARE and n >= _TIMES * number]
        near = difflib.get_close_matches(plain, frequent, 1, _ALIKE)
        if near and not _digits_differ(plain, near[0]):
            found.update(dict.fromkeys(groups[plain], groups[near[0]][0]))
    return found


def _plain(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum() or c in "+<>=.") or word


def _digits_differ(one: str, two: str) -> bool:
    return [c for c in one if c.isdigit()] != [c for c in two if c.isdigit()]
