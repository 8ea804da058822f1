"""Compiled inner loops of 3D non-local means; import it lazily, numba takes most of a second.

The weight of a pair of voxels is the same seen from either, so only half of the search window is
visited and each weight is added to both voxels. For one row offset (dk, dj) the kernel walks down
the rows of a plane and, for every column offset di at once,

1. squares the difference of two shifted rows, summed over the planes of the patch,
2. adds the last 2r+1 such rows, then 2r+1 neighbouring columns: a separable box sum,
3. turns the sum into the weight 2^-sum and adds it to both rows of the pair.

The rows it holds meanwhile fit in the L1 cache. The arithmetic is written on explicit vectors of
LANES floats: the compiler cannot vectorise these loops by itself, as it must assume that any two
arrays overlap. The vector type lives in this file because numba's disk cache notices changes of
this file only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic, models, register_model
from numpy.typing import NDArray

# Floats in a vector: one AVX register, two NEON or SSE ones; LLVM picks what the CPU has.
LANES = 8

# Relative minimax fit of 2^-x on 0..1: its error, 2.6e-6, is far below the noise of any weight.
_EXP2_COEFFICIENTS = (0.99999741, -0.6930302, 0.23934107, -0.05307407, 0.00676708)
_LARGEST_EXPONENT = 126.0  # 2^-126 is the smallest normal float; denormals would be slow

_FLOATS = ir.VectorType(ir.FloatType(), LANES)
_INTS = ir.VectorType(ir.IntType(32), LANES)
_FUSE = ("contract",)  # a * b + c may become one fused instruction


class _VectorType(types.Type):
    def __init__(self) -> None:
        super().__init__(name=f"float32x{LANES}")


_vector = _VectorType()


@register_model(_VectorType)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, numba_type: types.Type) -> None:
        super().__init__(manager, numba_type, _FLOATS)


def _splat(value: float) -> ir.Constant:
    return ir.Constant(_FLOATS, [value] * LANES)


def _address(context: Any, builder: Any, array_type: Any, array: Any, index: Any) -> Any:
    data = context.make_array(array_type)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [index]), _FLOATS.as_pointer())


def _multiply_add(builder: Any, total: Any, left: Any, right: Any) -> Any:
    return builder.fadd(total, builder.fmul(left, right, flags=_FUSE), flags=_FUSE)


@intrinsic
def _zero(typing_context):
    return _vector(), lambda context, builder, signature, args: _splat(0.0)


@intrinsic
def _load(typing_context, array, index):
    """LANES floats of a C-contiguous array from a flat index; bounds are the caller's concern."""

    def generate(context, builder, signature, args):
        return builder.load(_address(context, builder, signature.args[0], *args), align=4)

    return _vector(array, types.intp), generate


@intrinsic
def _store(typing_context, array, index, value):
    def generate(context, builder, signature, args):
        builder.store(args[2], _address(context, builder, signature.args[0], *args[:2]), align=4)
        return context.get_dummy_value()

    return types.void(array, types.intp, _vector), generate


@intrinsic
def _add(typing_context, left, right):
    return _vector(_vector, _vector), lambda context, builder, signature, args: builder.fadd(*args)


@intrinsic
def _add_product(typing_context, total, left, right):
    def generate(context, builder, signature, args):
        return _multiply_add(builder, *args)

    return _vector(_vector, _vector, _vector), generate


@intrinsic
def _add_square_difference(typing_context, total, left, right):
    def generate(context, builder, signature, args):
        difference = builder.fsub(*args[1:])
        return _multiply_add(builder, args[0], difference, difference)

    return _vector(_vector, _vector, _vector), generate


@intrinsic
def _exp2_of_minus(typing_context, exponent):
    """2^-x for x >= 0: the integer part goes into the exponent bits, a polynomial does the rest."""

    def generate(context, builder, signature, args):
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


def _round_up(n: int) -> int:
    return -(-n // LANES) * LANES


def row_layout(width: int, search_radius: int, patch_radius: int) -> tuple[int, int]:
    """Column of a tile's first voxel, and the row length: the same in all arrays of the kernel."""
    reach = search_radius + patch_radius
    margin = _round_up(search_radius) + reach
    computed = _round_up(width + 2 * reach)
    return margin, _round_up(margin - reach + computed + search_radius + LANES)


_inlined = njit(nogil=True, error_model="numpy", forceinline=True)


@_inlined
def _sum_patches(features, ring, boxes, row_a, row_b, first, end, di0, s, rk, r, slot, complete):
    """Steps 1 and 2 up to the sum over rows, for a new row of every column offset."""
    taps = 2 * r + 1
    stride = features.shape[2]
    plane = features.shape[1] * stride
    for p in range(first, end, LANES):
        below = _load(features, row_a - rk * plane + p)
        centre = _load(features, row_a + p)
        above = _load(features, row_a + rk * plane + p)
        for d in range(di0, 2 * s + 1):
            q = row_b + p + d - s
            total = _add_square_difference(_zero(), centre, _load(features, q))
            if rk == 1:  # the usual radius: its loads of row a stay outside the loop over d
                total = _add_square_difference(total, below, _load(features, q - plane))
                total = _add_square_difference(total, above, _load(features, q + plane))
            else:
                for k in range(1, rk + 1):
                    low = _load(features, row_a - k * plane + p)
                    high = _load(features, row_a + k * plane + p)
                    total = _add_square_difference(total, low, _load(features, q - k * plane))
                    total = _add_square_difference(total, high, _load(features, q + k * plane))
            _store(ring, (d * taps + slot) * stride + p, total)
            if complete:
                for m in range(1, taps):
                    other = slot + m if slot + m < taps else slot + m - taps
                    total = _add(total, _load(ring, (d * taps + other) * stride + p))
                _store(boxes, d * stride + p, total)


@_inlined
def _weigh(values, boxes, weights, num, den, row_v, row_n, first, end, di0, s, r, adding):
    """The sum over columns and step 3, for the first voxel of each pair."""
    stride = values.shape[2]
    for p in range(first, end, LANES):
        value_sum = _zero()
        weight_sum = _zero()
        for d in range(di0, 2 * s + 1):
            q = d * stride + p
            total = _load(boxes, q)
            for m in range(1, r + 1):
                total = _add(total, _add(_load(boxes, q - m), _load(boxes, q + m)))
            weight = _exp2_of_minus(total)
            _store(weights, q, weight)
            weight_sum = _add(weight_sum, weight)
            value_sum = _add_product(value_sum, weight, _load(values, row_v + p + d - s))
        if adding:
            _store(num, row_n + p, _add(_load(num, row_n + p), value_sum))
            _store(den, row_n + p, _add(_load(den, row_n + p), weight_sum))


@_inlined
def _weigh_back(values, weights, num, den, row_v, row_n, first, end, di0, s):
    """The same weights, for the second voxel of each pair."""
    stride = values.shape[2]
    for p in range(first, end, LANES):
        value_sum = _load(num, row_n + p)
        weight_sum = _load(den, row_n + p)
        for d in range(di0, 2 * s + 1):
            weight = _load(weights, d * stride + p + s - d)
            weight_sum = _add(weight_sum, weight)
            value_sum = _add_product(value_sum, weight, _load(values, row_v + p + s - d))
        _store(num, row_n + p, value_sum)
        _store(den, row_n + p, weight_sum)


@_inlined
def _accumulate(features, values, num, den, width, margin, sk, s, rk, r, stop):
    nk, nj, stride = num.shape
    rows = features.shape[1]
    first = margin - s - r
    end = min(margin + width + s + r, stride - LANES)
    taps = 2 * r + 1
    ring = np.zeros((2 * s + 1) * taps * stride, np.float32)
    boxes = np.zeros((2 * s + 1) * stride, np.float32)
    weights = np.zeros((2 * s + 1) * stride, np.float32)
    for k in range(-sk, nk):
        if stop[0]:
            return
        for dk in range(max(0, -k), sk + 1):
            a_inside, b_inside = k >= 0, k + dk < nk
            if not (a_inside or b_inside):
                continue
            for dj in range(-s if dk else 0, s + 1):
                di0 = 0 if dk or dj else s + 1
                begin = min(0 if a_inside else -dj, -dj if b_inside else 0)
                past = max(nj if a_inside else nj - dj, nj - dj if b_inside else nj)
                for row in range(begin - r, past + r):
                    complete = row >= begin + r
                    row_a = ((k + sk + rk) * rows + row + s + r) * stride
                    row_b = row_a + (dk * rows + dj) * stride
                    slot = (row - begin + r) % taps
                    _sum_patches(features, ring, boxes, row_a, row_b, first, end, di0, s, rk, r,
                                 slot, complete)
                    if not complete:
                        continue
                    j = row - r
                    row_a -= r * stride
                    row_b -= r * stride
                    row_n = (k * nj + j) * stride
                    _weigh(values, boxes, weights, num, den, row_b, row_n, first, end, di0, s, r,
                           a_inside and 0 <= j < nj)
                    if b_inside and 0 <= j + dj < nj:
                        row_n += (dk * nj + dj) * stride
                        _weigh_back(values, weights, num, den, row_a, row_n, margin,
                                    margin + width, di0, s)


_entry = njit(nogil=True, error_model="numpy", cache=True)


@_entry
def _volume_radius_1(features, values, num, den, width, margin, s, r, stop):
    _accumulate(features, values, num, den, width, margin, s, s, 1, 1, stop)


@_entry
def _volume(features, values, num, den, width, margin, s, r, stop):
    _accumulate(features, values, num, den, width, margin, s, s, r, r, stop)


@_entry
def _plane(features, values, num, den, width, margin, s, r, stop):
    _accumulate(features, values, num, den, width, margin, 0, s, 0, r, stop)


def accumulate(
    features: NDArray[np.float32],
    values: NDArray[np.float32],
    numerator: NDArray[np.float32],
    denominator: NDArray[np.float32],
    *,
    width: int,
    search_radius: int,
    patch_radius: int,
    stop: NDArray[np.uint8],
) -> None:
    """Add the weighted values and the weights of all neighbours but the voxel itself, in place.

    features: (nk + 2 reach, nj + 2 reach, stride), scaled so that the weight of a pair is 2^-(sum
        of the squared differences of its patches); values: the same shape, what is averaged;
    numerator, denominator: (nk, nj, stride), nk = 1 and no reach along k for a plane; the tile is
        columns margin to margin + width of `row_layout`, the others are left undefined.
    All are C-contiguous; stop: one element, polled, that another thread sets to give up.
    """
    if features.shape[0] == numerator.shape[0]:
        kernel = _plane
    else:
        kernel = _volume_radius_1 if patch_radius == 1 else _volume
    margin, _ = row_layout(width, search_radius, patch_radius)
    kernel(features, values, numerator, denominator, width, margin, search_radius, patch_radius, stop)
