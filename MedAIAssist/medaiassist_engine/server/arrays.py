"""Arrays between messages and numpy: shared blocks where host and engine share a machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..contract.blocks import SMALL, Block, BlockPool, BlockReader, views
from ..contract.errors import ProtocolError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    AnyArray = NDArray[np.generic]

Entry = dict[str, Any]


class Arrays:
    """The arrays of one job: inputs read in place, outputs put into blocks.

    Args:
        pool, reader: None where host and engine share no folder; arrays then travel inline.
    """

    def __init__(self, pool: BlockPool | None, reader: BlockReader | None) -> None:
        self._pool, self._reader = pool, reader
        self._known: list[tuple[int, str]] = []  # address and block name of arrays in blocks
        self._blocks: list[Block] = []

    def receive(
        self, entries: Sequence[Entry], inline: Sequence[bytearray], check: Callable[[], None]
    ) -> list[AnyArray]:
        """The input arrays, read-only.

        Args:
            check: called before each: while libraries load in another thread, mapping the blocks
                of a wide table takes seconds.
        """
        import numpy as np

        found = []
        for entry, view in zip(entries, views(entries, inline, self._in_block), strict=True):
            check()
            array = np.asarray(view).reshape(entry["shape"])
            array.flags.writeable = False
            if "block" in entry:
                self._known.append((_address(array), entry["block"]))
            found.append(array)
        return found

    def allocate(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> AnyArray:
        """An array for a result, in a block of its own, so that sending it copies nothing."""
        import numpy as np

        if self._pool is None:
            return np.empty(shape, dtype)
        block = self._pool.acquire(int(np.prod(shape, dtype=np.int64)) * dtype.itemsize)
        array = np.asarray(block.view(dtype.name, shape)).reshape(shape)
        self._blocks.append(block)
        self._known.append((_address(array), block.name))
        return array

    def send(self, arrays: Sequence[AnyArray]) -> tuple[tuple[Entry, ...], list[Any]]:
        """Entries for the message, and the buffers to send inline."""
        import numpy as np

        entries: list[Entry] = []
        inline: list[Any] = []
        for array in arrays:
            entry: Entry = {"dtype": array.dtype.name, "shape": list(array.shape)}
            if self._pool is None or array.nbytes <= SMALL:
                inline.append(np.ascontiguousarray(array).data)
                entry["inline"] = array.nbytes
            else:
                entry["block"] = self._block_of(array)
            entries.append(entry)
        return tuple(entries), inline

    def release(self) -> None:
        """The host has read the results."""
        for block in self._blocks:
            if self._pool is not None:
                self._pool.release(block)
        self._blocks, self._known = [], []

    def _in_block(self, name: str, dtype: str, shape: Sequence[int]) -> memoryview:
        if self._reader is None:
            raise ProtocolError(f"there is no block {name!r}")
        return self._reader.view(name, dtype, shape)

    def _block_of(self, array: AnyArray) -> str:
        if array.flags.c_contiguous:
            for address, name in self._known:
                if address == _address(array):
                    return name
        copy = self.allocate(array.shape, array.dtype)
        copy[...] = array
        return self._known[-1][1]


def _address(array: AnyArray) -> int:
    return int(array.__array_interface__["data"][0])
