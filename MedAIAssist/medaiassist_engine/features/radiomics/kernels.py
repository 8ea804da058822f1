"""The compiled loops over the voxels of a region; one pass each.

All take the region as `GreyLevels` has it: `flat` levels with a margin of zeros, positions
`inside`, and neighbours as steps in `flat`.
"""

from __future__ import annotations

from numba import njit


@njit(nogil=True, cache=True)
def count_pairs(flat, inside, step, counts):  # type: ignore[no-untyped-def]
    """Add to counts[a, b] how often level b lies one step from level a."""
    for n in inside:
        other = flat[n + step]
        if other:
            counts[flat[n] - 1, other - 1] += 1


@njit(nogil=True, cache=True)
def count_runs(flat, inside, step, counts):  # type: ignore[no-untyped-def]
    """Add to counts[a, m] how many runs of m + 1 voxels of level a lie along the step."""
    for n in inside:
        level = flat[n]
        if flat[n - step] == level:
            continue
        end = n + step
        while flat[end] == level:
            end += step
        counts[level - 1, (end - n) // step - 1] += 1


@njit(nogil=True, cache=True)
def find_zones(flat, starts, steps, waiting, zone_levels, zone_sizes):  # type: ignore[no-untyped-def]
    """Level (from 0) and size of each connected zone of one level that begins at one of `starts`.

    Returns how many there are. Clears their voxels in `flat`. `waiting` needs a place for each
    voxel of the region, the results for each of `starts`.
    """
    zones = 0
    for start in starts:
        level = flat[start]
        if level == 0:
            continue
        flat[start] = 0
        waiting[0] = start
        count, size = 1, 1
        while count:
            count -= 1
            here = waiting[count]
            for step in steps:
                if flat[here + step] == level:
                    flat[here + step] = 0
                    waiting[count] = here + step
                    count += 1
                    size += 1
        zone_levels[zones] = level - 1
        zone_sizes[zones] = size
        zones += 1
    return zones


@njit(nogil=True, cache=True)
def compare_neighbours(flat, grey, inside, steps, tolerance, dependences, counts, tones):  # type: ignore[no-untyped-def]
    """Compare each voxel with its neighbours in the region.

    Adds to dependences[a, m] the voxels of level a with m neighbours no further than `tolerance`,
    to counts[a] the voxels with any neighbour, and to tones[a] how far these are from the mean of
    their neighbours.
    """
    for n in inside:
        level = flat[n] - 1
        own = grey[level]
        alike, number, total = 0, 0, 0
        for step in steps:
            other = flat[n + step]
            if other:
                value = grey[other - 1]
                number += 1
                total += value
                if abs(value - own) <= tolerance:
                    alike += 1
        dependences[level, alike] += 1
        if number:
            counts[level] += 1
            tones[level] += abs(own - total / number)
