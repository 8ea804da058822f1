"""Thumbnails of the cases, made by the engine and kept while Slicer runs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

import numpy as np
import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.cohorts import CASE, IMAGE, MASK, NODE
from medaiassist_engine.contract.payloads import Column, Payload, Table

from ...session.jobs import Made, Request, given
from .case_model import Texts
from .case_view import PICTURE

Files = tuple[str, str]
"""Image and mask of a case."""

_A_STEP = 50


class Pictures:
    """Finds the pictures of rows, and has those made that are missing.

    Args:
        run: starts a job.
        changed: called without arguments when there are more pictures.
    """

    def __init__(self, run: Callable[[Request], None], changed: Callable[[], None]) -> None:
        self._run, self._changed = run, changed
        self._known: dict[Files, Any] = {}
        self._asked: set[Files] = set()

    def of(self, texts: Texts) -> dict[int, Any]:
        """The pictures that there are, by row."""
        listed = enumerate(_files(texts))
        return {row: self._known[files] for row, files in listed if files in self._known}

    def want(self, texts: Texts, find: Callable[[str], Any | None]) -> None:
        """Have every case's picture made that was not asked for yet; `find` gives a cell's node."""
        wanted = dict.fromkeys(f for f in _files(texts) if f[0] and f not in self._asked)
        for files in wanted:
            node = find(files[0])
            if node is not None and node.GetImageData() is not None:
                self._known[files] = _pixmap(_middle_slice(node))
                self._asked.add(files)
        missing = [files for files in wanted if not files[0].startswith(NODE)]
        self._asked.update(missing)
        if missing:
            self._run(self._request(missing))
        if len(missing) < len(wanted):
            self._changed()

    def ask_again(self) -> None:
        """Pictures that did not come, as after a cancel, are wanted again."""
        self._asked = set(self._known)

    def _request(self, files: Sequence[Files]) -> Request:
        names = tuple(str(number) for number in range(len(files)))
        images, masks = zip(*files, strict=True)
        columns = {CASE: names, IMAGE: images, MASK: masks}
        table = Table(tuple(Column(name, None, tuple(cells)) for name, cells in columns.items()))

        def deliver(outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
            made = {}
            stack: Any = outputs["pictures"]
            for number, each in enumerate(files):
                made[each] = _pixmap(stack.array[number])
                if number % _A_STEP == 0:
                    yield
            self._known.update(made)
            self._changed()

        given_table = given({"table": table})
        title = str(_("Thumbnails"))
        return Request("cohort.thumbnails", {"size": PICTURE}, given_table, deliver, title)


def _files(texts: Texts) -> list[Files]:
    images = texts.get(IMAGE, ())
    return list(zip(images, texts.get(MASK) or [""] * len(images), strict=True))


def _pixmap(rgb: Any) -> Any:
    """A QPixmap of (j, i, 3) bytes."""
    pixels = np.ascontiguousarray(rgb, dtype=np.uint8)
    header = f"P6 {pixels.shape[1]} {pixels.shape[0]} 255\n".encode("ascii")
    pixmap = qt.QPixmap()
    pixmap.loadFromData(qt.QByteArray(header + pixels.tobytes()))
    return pixmap


def _middle_slice(node: Any) -> Any:
    """Every nth pixel of the middle slice, in grey, windowed."""
    array = slicer.util.arrayFromVolume(node)
    plane = array[len(array) // 2]
    step = max(1, -(-max(plane.shape[:2]) // PICTURE))
    small = np.nan_to_num(np.asarray(plane[::step, ::step], dtype=np.float32))
    if small.ndim == 3 and small.shape[2] >= 3 and plane.dtype == np.uint8:
        return small[..., :3]
    grey = small[..., 0] if small.ndim == 3 else small
    low, high = np.percentile(grey, [1, 99])
    scaled = (grey - low) * (255 / (high - low)) if high > low else grey * 0
    return np.repeat(np.clip(scaled, 0, 255)[..., None], 3, axis=2)
