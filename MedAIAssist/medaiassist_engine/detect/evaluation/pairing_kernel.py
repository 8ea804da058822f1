"""The compiled loop that gives each found box its annotation."""

from __future__ import annotations

from numba import njit


@njit(nogil=True, cache=True)
def pair(shared, ignored, crowd, threshold, partner):  # type: ignore[no-untyped-def]
    """Set `partner` (d,) to the annotation of each found box, or -1.

    Found boxes choose in turn, the strongest first, the free annotation that they overlap most and
    by at least `threshold`; of equal ones the last. Those that are `ignored` come into question
    only if no other does, and a crowd stays free. `shared` is (d, g).
    """
    found, known = shared.shape
    taken = [False] * known
    for d in range(found):
        partner[d] = -1
        for second in (False, True):
            least = min(threshold, 1 - 1e-10)
            for g in range(known):
                if ignored[g] != second or (taken[g] and not crowd[g]):
                    continue
                if shared[d, g] >= least:
                    least = shared[d, g]
                    partner[d] = g
            if partner[d] >= 0:
                taken[partner[d]] = True
                break
