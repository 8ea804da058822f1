"""Pooled memory-mapped files through which arrays pass without being copied into a pipe.

Plain mapped files, not `multiprocessing.shared_memory`: its tracker process must not be started
inside Slicer. A reused block is many times faster than a fresh one, whose pages must be cleared.
"""

from __future__ import annotations

import contextlib
import errno
import mmap
import os
import struct
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any

from .errors import ProtocolError, UserError

FORMATS = {
    "bool": "?", "int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i",
    "uint32": "I", "int64": "q", "uint64": "Q", "float32": "f", "float64": "d",
}  # fmt: skip
SMALL = 1 << 16
"""Bytes up to which an array passes through the pipe: a block is a file of a megabyte at least, and
a table has an array for each of its columns.
"""
_GRANULE = 1 << 20
_RESERVED_AT_ONCE = 4 << 20
_KEPT_FREE = 1 << 30


class Block:
    """A mapped file: its name ("folder index-file name"), its size and its memory."""

    def __init__(self, name: str, path: Path, memory: mmap.mmap) -> None:
        self.name, self.path, self.memory, self.size = name, path, memory, len(memory)

    def view(self, dtype: str, shape: Sequence[int]) -> memoryview:
        """The block's beginning as an array; `numpy.asarray` takes it without a copy.

        An array without elements comes flat: reshape it.
        """
        return shaped(memoryview(self.memory), dtype, shape)

    def delete(self) -> None:
        """Remove the file. Views that are still held stay valid (not on Windows)."""
        # A view that is still held keeps the memory until it goes.
        with contextlib.suppress(BufferError):
            self.memory.close()
        # On Windows it stays while the other side maps it, and goes with its folder.
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def shaped(memory: memoryview | bytearray, dtype: str, shape: Sequence[int]) -> memoryview:
    """`memory` as a C-ordered array.

    Raises:
        ProtocolError: an unknown dtype, or more elements than there are bytes.
    """
    if dtype not in FORMATS:
        raise ProtocolError(f"arrays of type {dtype} cannot be sent")
    count = prod(shape)
    form: Any = FORMATS[dtype]
    size = count * struct.calcsize(form)
    if size > len(memory) or any(n < 0 for n in shape):
        raise ProtocolError(f"an array of {size} bytes is said to lie in {len(memory)} bytes")
    flat = memoryview(memory)[:size].cast("B")
    # A memoryview cannot be cast to a shape with zero elements.
    return flat.cast(form, tuple(shape)) if count else flat.cast(form)


def views(
    entries: Sequence[Mapping[str, Any]],
    inline: Sequence[bytearray],
    in_block: Callable[[str, str, Sequence[int]], memoryview],
) -> Iterator[memoryview]:
    """The arrays that a message lists, where they lie; each is to be reshaped to its entry's shape.

    Args:
        inline: the bytes that came with the message.
        in_block: gives the array in a block from its name, dtype and shape.

    Raises:
        ProtocolError: an array is not there.
    """
    waiting = iter(inline)
    for entry in entries:
        dtype, shape = entry["dtype"], entry["shape"]
        if "block" in entry:
            yield in_block(entry["block"], dtype, shape)
        else:
            yield shaped(next(waiting, bytearray()), dtype, shape)


class BlockPool:
    """Makes and reuses blocks in the given folders, the first that has room. Thread-safe."""

    def __init__(self, folders: Sequence[Path], prefix: str) -> None:
        self._folders = list(folders)
        self._prefix = prefix
        self._lock = threading.Lock()
        self._made = 0
        self._free: list[Block] = []
        self._used: dict[str, Block] = {}

    def acquire(self, size: int) -> Block:
        """A block of at least `size` bytes, the contents arbitrary.

        Raises:
            UserError: no folder has room for it.
        """
        steps = self.acquire_steps(size)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value

    def acquire_steps(self, size: int) -> Generator[None, None, Block]:
        """The same in steps of a few milliseconds: reserving a large new block takes a while."""
        with self._lock:
            fitting = [b for b in self._free if size <= b.size <= max(2 * size, 16 * _GRANULE)]
            block = min(fitting, key=lambda b: b.size, default=None)
            if block is not None:
                self._free.remove(block)
        if block is None:
            block = yield from self._make(-(-max(size, 1) // _GRANULE) * _GRANULE)
        self._used[block.name] = block
        return block

    def release(self, block: Block) -> None:
        """Give a block back; more than a gigabyte of unused blocks is not kept."""
        with self._lock:
            del self._used[block.name]
            self._free.append(block)
            while len(self._free) > 1 and sum(b.size for b in self._free) > _KEPT_FREE:
                self._free.pop(0).delete()

    def used(self, name: str) -> Block | None:
        """The block of this name if it was acquired here and not yet released."""
        return self._used.get(name)

    def close(self) -> None:
        """Delete all blocks."""
        with self._lock:
            for block in [*self._free, *self._used.values()]:
                block.delete()
            self._free, self._used = [], {}

    def _make(self, size: int) -> Generator[None, None, Block]:
        with self._lock:
            self._made += 1
            file = f"{self._prefix}{self._made}"
        for index, folder in enumerate(self._folders):
            try:
                memory = yield from _create(folder / file, size)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                continue
            return Block(f"{index}-{file}", folder / file, memory)
        places = " and ".join(str(f.parent) for f in self._folders)
        raise UserError(
            f"There is no room for {size / 1e6:.0f} MB in {places}. Free space there, "
            "or crop or resample the volume."
        )


class BlockReader:
    """Maps blocks that the other side made; keeps the maps, since mapping anew is slow."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = list(folders)
        self._maps: dict[str, Block] = {}

    def view(self, name: str, dtype: str, shape: Sequence[int]) -> memoryview:
        """The array in block `name`.

        Raises:
            ProtocolError: there is no such block.
        """
        if name not in self._maps:
            self._forget_deleted()
            self._maps[name] = self._open(name)
        return self._maps[name].view(dtype, shape)

    def close(self) -> None:
        """Let go of all maps."""
        self._maps.clear()

    def _open(self, name: str) -> Block:
        index, _, file = name.partition("-")
        if not index.isdigit() or int(index) >= len(self._folders) or not file.isalnum():
            raise ProtocolError(f"there is no block {name!r}")
        path = self._folders[int(index)] / file
        try:
            return Block(name, path, _map(path))
        except OSError as error:
            raise ProtocolError(f"there is no block {name!r}") from error

    def _forget_deleted(self) -> None:
        self._maps = {name: block for name, block in self._maps.items() if block.path.exists()}


def _create(path: Path, size: int) -> Generator[None, None, mmap.mmap]:
    try:
        with open(path, "xb") as file:
            for start in range(0, size, _RESERVED_AT_ONCE):
                _reserve(file.fileno(), start, min(_RESERVED_AT_ONCE, size - start))
                yield
        return _map(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _reserve(descriptor: int, start: int, size: int) -> None:
    """Take the space now: writing to a mapped hole on a full disk would kill the process."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, start, size)
    else:
        zeros = memoryview(bytes(size))
        while zeros:
            zeros = zeros[os.write(descriptor, zeros) :]


def _map(path: Path) -> mmap.mmap:
    with open(path, "r+b") as file:
        return mmap.mmap(file.fileno(), 0)
