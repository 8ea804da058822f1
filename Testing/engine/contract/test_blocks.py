"""Pooled blocks: reuse, room, and nothing left."""

from __future__ import annotations

import errno

import numpy as np
import pytest

from medaiassist_engine.contract import blocks
from medaiassist_engine.contract.blocks import Block, BlockPool, BlockReader, shaped
from medaiassist_engine.contract.errors import ProtocolError, UserError


@pytest.fixture
def pool(tmp_path):
    made = BlockPool([tmp_path], "h")
    yield made
    made.close()
    assert list(tmp_path.iterdir()) == []


def test_what_one_side_writes_the_other_reads(pool, tmp_path):
    array = np.random.default_rng(0).random((3, 4, 5))
    block = pool.acquire(array.nbytes)
    np.asarray(block.view("float64", array.shape))[...] = array
    seen = np.asarray(BlockReader([tmp_path]).view(block.name, "float64", array.shape))
    np.testing.assert_array_equal(seen, array)


def test_a_released_block_is_used_again_if_it_fits(pool):
    first = pool.acquire(30 << 20)
    pool.release(first)
    assert pool.acquire(29 << 20) is first
    pool.release(first)
    assert pool.acquire(100 << 20) is not first


def test_free_blocks_beyond_a_gigabyte_are_deleted(pool, monkeypatch, tmp_path):
    monkeypatch.setattr(blocks, "_KEPT_FREE", 5 << 20)
    for block in [pool.acquire(2 << 20) for _ in range(4)]:
        pool.release(block)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_folder_makes_way_for_the_next(tmp_path, monkeypatch):
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    large.mkdir()
    real = blocks._create

    def create(path, size):
        if path.parent == small:
            raise OSError(errno.ENOSPC, "full")
        return (yield from real(path, size))

    monkeypatch.setattr(blocks, "_create", create)
    pool = BlockPool([small, large], "h")
    assert pool.acquire(1000).name.startswith("1-")
    pool.close()


def test_no_room_anywhere_is_a_sentence_and_leaves_no_file(tmp_path, monkeypatch):
    def full(descriptor, start, size):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(blocks, "_reserve", full)
    with pytest.raises(UserError, match="no room for 52 MB"):
        BlockPool([tmp_path], "h").acquire(50 << 20)
    assert list(tmp_path.iterdir()) == []


def test_giving_up_half_way_leaves_no_file(tmp_path):
    steps = BlockPool([tmp_path], "h").acquire_steps(200 << 20)
    next(steps)
    next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["0-nothing", "7-h1", "0-../h1", "x", "", "0-"])
def test_blocks_that_do_not_exist_are_refused(tmp_path, name):
    with pytest.raises(ProtocolError):
        BlockReader([tmp_path]).view(name, "int16", (1,))


@pytest.mark.parametrize(("dtype", "shape"), [("object", (1,)), ("int16", (9,)), ("int8", (-1, 2))])
def test_arrays_that_do_not_lie_in_their_memory_are_refused(dtype, shape):
    with pytest.raises(ProtocolError):
        shaped(bytearray(16), dtype, shape)


def test_a_view_outlives_its_blocks_file(pool):
    block: Block = pool.acquire(100)
    array = np.asarray(block.view("uint8", (100,)))
    array[:] = 7
    block.delete()
    assert array.sum() == 700
