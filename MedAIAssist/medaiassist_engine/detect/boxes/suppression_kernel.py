"""The compiled loops of non-maximum suppression; memory grows with the boxes, not their pairs."""

from __future__ import annotations

from numba import njit


@njit(nogil=True, cache=True, inline="always")
def iou_of(boxes, a, b):  # type: ignore[no-untyped-def]
    """Intersection over union of boxes a and b."""
    half = boxes.shape[1] // 2
    shared, first, second = 1.0, 1.0, 1.0
    for d in range(half):
        length = min(boxes[a, half + d], boxes[b, half + d]) - max(boxes[a, d], boxes[b, d])
        if length <= 0:
            return 0.0
        shared *= length
        first *= boxes[a, half + d] - boxes[a, d]
        second *= boxes[b, half + d] - boxes[b, d]
    return shared / (first + second - shared)


@njit(nogil=True, cache=True)
def suppress(boxes, labels, order, firsts, lasts, threshold, kept):  # type: ignore[no-untyped-def]
    """Clear `kept` of all that overlap a stronger box of their label by more than `threshold`.

    Does so for the boxes of `order`, the strongest first. Box n can only meet those of some runs
    from `firsts[n]` to `lasts[n]`, (n, runs); those of a run lie in memory side by side.
    """
    for n in order:
        if not kept[n]:
            continue
        for run in range(firsts.shape[1]):
            for other in range(firsts[n, run], lasts[n, run]):
                if not kept[other] or labels[other] != labels[n] or other == n:
                    continue
                if iou_of(boxes, n, other) > threshold:
                    kept[other] = False


@njit(nogil=True, cache=True)
def decay(boxes, scores, labels, waiting, sigma, floor):  # type: ignore[no-untyped-def]
    """Lower `scores` by the Gaussian of the overlap with each stronger box, strongest first.

    Stops at `floor`; boxes then still `waiting` are those not worth keeping.
    """
    for _ in range(len(scores)):
        best, highest = -1, floor
        for n in range(len(scores)):
            enough = scores[n] > highest or (best < 0 and scores[n] == highest)
            if waiting[n] and enough:
                best, highest = n, scores[n]
        if best < 0:
            return
        waiting[best] = False
        for n in range(len(scores)):
            if waiting[n] and labels[n] == labels[best]:
                overlap = iou_of(boxes, best, n)
                if overlap > 0:
                    scores[n] *= 2.718281828459045 ** (-overlap * overlap / sigma)
