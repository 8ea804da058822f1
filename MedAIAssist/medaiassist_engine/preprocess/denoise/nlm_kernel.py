"""Compiled inner loops of non-local means; import it lazily, numba takes most of a second.

The weight of a pair of voxels is the same seen from either, so only half of the search window is
visited and each weight is added to both voxels. For one row offset (dk, dj) the kernel walks down
the rows of a plane and, for every column offset di at once,

1. squares the difference of two shifted rows, summed over the planes of the patch,
2. adds the last 2r+1 such rows, then 2r+1 neighbouring columns: a separable box sum,
3. turns the sum into the weight 2^-sum and adds it to both rows of the pair.

The arithmetic is written on explicit vectors of LANES floats: the compiler cannot vectorise these
loops by itself, as it must assume that any two arrays overlap. The vectors are defined in this
file because numba's disk cache notices changes of the kernel's own file only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.extending import intrinsic, models, register_model
from numpy.typing import NDArray

LANES = 8
"""Floats in a vector: one AVX register, two NEON or SSE ones; LLVM picks what the CPU has."""

TILE_WIDTH = 256
"""Most columns of a tile: the rows in use then nearly fit in the L1 cache, and surely in L2."""

# Relative minimax fit of 2^-x on 0..1: its error, 2.6e-6, is far below the noise of any weight.
_EXP2_COEFFICIENTS = (0.99999741, -0.6930302, 0.23934107, -0.05307407, 0.00676708)
_LARGEST_EXPONENT = 126.0  # 2^-126 is the smallest normal float; denormals would be slow

_FLOATS = ir.VectorType(ir.FloatType(), LANES)
_INTS = ir.VectorType(ir.IntType(32), LANES)
_FUSE = ("contract",)  # a * b + c may become one fused instruction

Rows = NDArray[np.float32]
Kernel = Callable[[Rows, Rows, Rows, Rows, int, NDArray[np.uint8]], None]
_Intrinsic = tuple[Any, Callable[[Any, Any, Any, Any], Any]]


class _VectorType(types.Type):
    def __init__(self) -> None:
        super().__init__(name=f"float32x{LANES}")


_vector = _VectorType()


@register_model(_VectorType)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, numba_type: Any) -> None:
        super().__init__(manager, numba_type, _FLOATS)


def _splat(value: float) -> ir.Constant:
    return ir.Constant(_FLOATS, [value] * LANES)


def _address(context: Any, builder: Any, array_type: Any, array: Any, index: Any) -> Any:
    data = context.make_array(array_type)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [index]), _FLOATS.as_pointer())


def _multiply_add(builder: Any, total: Any, left: Any, right: Any) -> Any:
    return builder.fadd(total, builder.fmul(left, right, flags=_FUSE), flags=_FUSE)


@intrinsic
def _zero(typing: Any) -> _Intrinsic:
    return _vector(), lambda context, builder, signature, args: _splat(0.0)


@intrinsic
def _load(typing: Any, array: Any, index: Any) -> _Intrinsic:
    """LANES floats of a C-contiguous array from a flat index; bounds are the caller's concern."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_address(context, builder, signature.args[0], *args), align=4)

    return _vector(array, types.intp), generate


@intrinsic
def _load_input(typing: Any, array: Any, index: Any) -> _Intrinsic:
    """As `_load`, of an array that the kernel never writes to: the load may leave inner loops."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        vector = builder.load(_address(context, builder, signature.args[0], *args), align=4)
        vector.set_metadata("invariant.load", builder.module.add_metadata([]))
        return vector

    return _vector(array, types.intp), generate


@intrinsic
def _store(typing: Any, array: Any, index: Any, value: Any) -> _Intrinsic:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store(args[2], _address(context, builder, signature.args[0], *args[:2]), align=4)
        return context.get_dummy_value()

    return types.void(array, types.intp, _vector), generate


@intrinsic
def _add(typing: Any, left: Any, right: Any) -> _Intrinsic:
    return _vector(_vector, _vector), lambda context, builder, signature, args: builder.fadd(*args)


@intrinsic
def _add_product(typing: Any, total: Any, left: Any, right: Any) -> _Intrinsic:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _multiply_add(builder, *args)

    return _vector(_vector, _vector, _vector), generate


@intrinsic
def _add_square_difference(typing: Any, total: Any, left: Any, right: Any) -> _Intrinsic:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        difference = builder.fsub(*args[1:])
        return _multiply_add(builder, args[0], difference, difference)

    return _vector(_vector, _vector, _vector), generate


@intrinsic
def _exp2_of_minus(typing: Any, exponent: Any) -> _Intrinsic:
    """2^-x for x >= 0: the integer part goes into the exponent bits, a polynomial does the rest."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bound = _splat(_LARGEST_EXPONENT)
        x = builder.select(builder.fcmp_ordered("<", args[0], bound), args[0], bound)
        whole = builder.fptosi(x, _INTS)
        part = builder.fsub(x, builder.sitofp(whole, _FLOATS))
        power = _splat(_EXP2_COEFFICIENTS[-1])
        for coefficient in _EXP2_COEFFICIENTS[-2::-1]:
            power = _multiply_add(builder, _splat(coefficient), power, part)
        exponent_bits = builder.shl(whole, ir.Constant(_INTS, [23] * LANES))
        return builder.bitcast(builder.sub(builder.bitcast(power, _INTS), exponent_bits), _FLOATS)

    return _vector(_vector), generate


_inlined = njit(nogil=True, error_model="numpy", forceinline=True)


@_inlined
def row_layout(s: int, r: int) -> tuple[int, int]:
    """Column of a tile's first voxel and length of a row, in all arrays, from both radii."""
    reach = s + r
    margin = (reach + LANES - 1) // LANES * LANES + reach
    used = margin + TILE_WIDTH + 2 * reach + LANES
    return margin, (used + LANES - 1) // LANES * LANES


@lru_cache
def compiled_kernel(search_radius: int, patch_radius: int, *, planar: bool) -> Kernel:
    """The kernel for these radii; as constants in its code they make it 1.5 times faster.

    kernel(features, values, numerator, denominator, width, stop) adds to a tile, in place, the
    weighted values and the weights of all neighbours of each voxel and of the voxel itself.
    All arrays are C-contiguous float32 in rows as `row_layout` has them.
        features: (nk + 2 reach, nj + 2 reach, row), reach = search + patch radius, but 0 along k
            if planar; scaled so that the weight of a pair is 2^-(sum of squared differences of
            its patches); filled the row layout's margin to either side of the tile.
        values: the same shape, what is averaged; may be `features` itself.
        numerator, denominator: (nk, nj, row); columns beside the tile are left undefined.
        width: columns of the tile, at most TILE_WIDTH.
        stop: one element, polled; another thread sets it to make the kernel return early.
    The first call for new radii compiles for 1 to 2 seconds; numba keeps the code on disk.
    """
    # Plain integers: in a tuple they would no longer be constants when LLVM unrolls the loops.
    s, r = search_radius, patch_radius
    sk, rk = (0, 0) if planar else (s, r)

    @njit(nogil=True, error_model="numpy", cache=True)
    def kernel(
        features: Rows,
        values: Rows,
        numerator: Rows,
        denominator: Rows,
        width: int,
        stop: NDArray[np.uint8],
    ) -> None:
        _accumulate(features, values, (numerator, denominator), width, stop, sk, rk, s, r)

    return kernel


@_inlined
def _accumulate(
    features: Rows,
    values: Rows,
    sums: tuple[Rows, Rows],
    width: int,
    stop: NDArray[np.uint8],
    sk: int,
    rk: int,
    s: int,
    r: int,
) -> None:
    nk, nj = sums[0].shape[:2]
    _, stride = row_layout(s, r)
    taps, offsets = 2 * r + 1, 2 * s + 1
    ring = np.zeros(taps * offsets * stride, np.float32)  # the last rows of step 1
    boxes = np.zeros(offsets * stride, np.float32)
    weights = np.zeros(offsets * stride, np.float32)
    for k in range(-sk, nk):
        for dk in range(max(0, -k), sk + 1):
            a_inside, b_inside = k >= 0, k + dk < nk
            if stop[0] or not (a_inside or b_inside):
                continue
            for dj in range(-s if dk else 0, s + 1):
                # rows with either voxel of the pair in the tile
                begin = min(0 if a_inside else -dj, -dj if b_inside else 0)
                end = max(nj if a_inside else nj - dj, nj - dj if b_inside else nj)
                for newest in range(begin - r, end + r):
                    plane = k + sk + rk
                    row_a = (plane * features.shape[1] + newest + s + r) * stride
                    row_b = row_a + (dk * features.shape[1] + dj) * stride
                    slot, full = (newest - begin + r) % taps, newest >= begin + r
                    _sum_patches(features, ring, boxes, row_a, row_b, width, slot, full, rk, s, r)
                    if not full:
                        continue
                    j = newest - r
                    row_a, row_b = row_a - r * stride, row_b - r * stride
                    row = (k * nj + j) * stride
                    inside = a_inside and 0 <= j < nj
                    _weigh(values, sums, boxes, weights, row_b, row, width, inside, s, r)
                    # a row paired with itself has met all of its pairs already
                    if b_inside and (dk or dj) and 0 <= j + dj < nj:
                        row += (dk * nj + dj) * stride
                        _weigh_back(values, sums, weights, row_a, row, width, s, r)


@_inlined
def _sum_patches(
    features: Rows,
    ring: Rows,
    boxes: Rows,
    row_a: int,
    row_b: int,
    width: int,
    slot: int,
    full: bool,
    rk: int,
    s: int,
    r: int,
) -> None:
    """Steps 1 and 2, the latter up to the sum over rows, for a new row of every column offset."""
    margin, stride = row_layout(s, r)
    taps, offsets = 2 * r + 1, 2 * s + 1
    plane = features.shape[1] * stride
    for p in range(margin - s - r, margin + width + s + r, LANES):
        for d in range(offsets):
            q = row_b + p + d - s
            total = _zero()
            for k in range(-rk, rk + 1):
                a = _load_input(features, row_a + k * plane + p)
                total = _add_square_difference(total, a, _load_input(features, q + k * plane))
            _store(ring, (slot * offsets + d) * stride + p, total)
            if full:
                for m in range(1, taps):
                    other = slot + m if slot + m < taps else slot + m - taps
                    total = _add(total, _load(ring, (other * offsets + d) * stride + p))
                _store(boxes, d * stride + p, total)


@_inlined
def _weigh(
    values: Rows,
    sums: tuple[Rows, Rows],
    boxes: Rows,
    weights: Rows,
    row_b: int,
    row: int,
    width: int,
    inside: bool,
    s: int,
    r: int,
) -> None:
    """The sum over columns of step 2, and step 3 for the first voxel of each pair."""
    margin, stride = row_layout(s, r)
    for p in range(margin - s - r, margin + width + s + r, LANES):
        value_sum, weight_sum = _zero(), _zero()
        for d in range(2 * s + 1):
            q = d * stride + p
            total = _load(boxes, q - r)
            for m in range(1 - r, r + 1):
                total = _add(total, _load(boxes, q + m))
            weight = _exp2_of_minus(total)
            _store(weights, q, weight)
            weight_sum = _add(weight_sum, weight)
            value_sum = _add_product(value_sum, weight, _load_input(values, row_b + p + d - s))
        if inside:
            _store(sums[0], row + p, _add(_load(sums[0], row + p), value_sum))
            _store(sums[1], row + p, _add(_load(sums[1], row + p), weight_sum))


@_inlined
def _weigh_back(
    values: Rows,
    sums: tuple[Rows, Rows],
    weights: Rows,
    row_a: int,
    row: int,
    width: int,
    s: int,
    r: int,
) -> None:
    """Step 3 for the second voxel of each pair."""
    margin, stride = row_layout(s, r)
    for p in range(margin, margin + width, LANES):
        value_sum, weight_sum = _load(sums[0], row + p), _load(sums[1], row + p)
        for d in range(2 * s + 1):
            weight = _load(weights, d * stride + p + s - d)
            weight_sum = _add(weight_sum, weight)
            value_sum = _add_product(value_sum, weight, _load_input(values, row_a + p + s - d))
        _store(sums[0], row + p, value_sum)
        _store(sums[1], row + p, weight_sum)
