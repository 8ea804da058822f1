"""Words that are most likely another one, written differently."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_RARE, _TIMES = 2, 10  # a slip stands at most twice, and the right word ten times as often
_ALIKE = 0.83  # "benign" and "bening" are just that
_MOST_WORDS = 100  # more are no categories


def slips(words: Sequence[str]) -> dict[str, str]:
    """What each suspicious word seems to mean.

    Words that differ in case, blanks, hyphens and underscores only mean the most frequent of
    them. A rare word means a frequent one that is nearly the same, unless a digit or the beginning
    tells them apart: grade 1 and grade 2, typical and atypical.
    """
    counts = Counter(word for word in words if word.strip())
    if len(counts) > _MOST_WORDS:
        return {}
    groups = spellings(word for word, _ in counts.most_common())
    found = {word: group[0] for group in groups.values() for word in group[1:]}
    total = {plain: sum(counts[w] for w in group) for plain, group in groups.items()}
    for plain, number in total.items():
        frequent = [p for p, n in total.items() if number <= _RARE and n >= _TIMES * number]
        near = difflib.get_close_matches(plain, frequent, 1, _ALIKE)
        if near and not _differ(plain, near[0]):
            found.update(dict.fromkeys(groups[plain], groups[near[0]][0]))
    return found


def spellings(words: Iterable[str]) -> dict[str, list[str]]:
    """The words in groups that differ in case, blanks, hyphens and underscores only, in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[_plain(word)].append(word)
    return groups


def _plain(word: str) -> str:
    """Without what does not count; signs do: -1 is not 1, HPV+ not HPV-, T1-2 not T12."""
    folded = word.casefold().strip()
    if folded.startswith("-") or folded.endswith("-"):
        return folded
    parted = re.sub(r"[\s_-]+", "-", folded)
    joined = re.sub(r"(?<!\d)-|-(?!\d)", "", parted)
    return re.sub(r"[^\w+<>=.-]", "", joined) or word


def _differ(one: str, two: str) -> bool:
    shorter, longer = sorted((one, two), key=len)
    if longer.endswith(shorter):
        return True
    return [c for c in one if c.isdigit()] != [c for c in two if c.isdigit()]
