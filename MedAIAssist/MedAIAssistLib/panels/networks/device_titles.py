"""The devices of the engine in the form, with their free memory, in place of "GPU 1"."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

import qt
from slicer.i18n import tr as _

from medaiassist_engine.contract.payloads import Payload, Table

from ...session.jobs import Made, Request, given
from ...session.session import Session

DEVICES = "engine.devices"
_AUTOMATIC = "automatic"


@dataclass(frozen=True)
class Device:
    """One of the engine's: its id, its name and bytes that are free."""

    id: str
    name: str
    free: float

    @property
    def text(self) -> str:
        if not self.free:
            return self.name
        text = _("{device}, {gigabytes} GB free")
        return str(text).format(device=self.name, gigabytes=f"{self.free / 1e9:.1f}")


class DeviceTitles:
    """Asks the engine once each time that a form with devices is shown.

    Args:
        session: the engine's.
        changed: called without arguments when the answer has come.
    """

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self._changed = session, changed
        self.devices: list[Device] = []
        self._asked = False

    def ask(self, again: bool = False) -> None:
        """Ask an engine that has nothing else to do; a busy one is asked later."""
        self._asked = self._asked and not again
        if not self._asked and self._session.at_leisure:
            self._asked = True
            self._session.submit(Request(DEVICES, {}, given({}), self._deliver, str(_("Devices"))))

    def label(self, editor: Any, choices: tuple[str, ...]) -> None:
        """Tell in a combo box what each choice is here, and hide devices that there are not."""
        if not self.devices:
            return
        known = {device.id: device for device in self.devices}
        for row, choice in enumerate(choices):
            if choice == _AUTOMATIC:
                text = str(_("Automatic: {device}")).format(device=self.devices[0].text)
            else:
                text = known[choice].text if choice in known else choice
            editor.setItemText(row, text)
            editor.setItemData(row, text, qt.Qt.ToolTipRole)
            editor.view().setRowHidden(row, choice != _AUTOMATIC and choice not in known)

    def _deliver(self, outputs: Mapping[str, Payload], _made: Made) -> Generator[Any, None, None]:
        table: Any = outputs["devices"]
        assert isinstance(table, Table)
        columns = {column.name: column for column in table.columns}
        ids, names = columns["id"].texts, columns["name"].texts
        problems, free = columns["problem"].texts, columns["free"].values
        assert free is not None
        self.devices = [
            Device(id_, name, float(room))
            for id_, name, room, problem in zip(ids, names, free, problems, strict=True)
            if not problem
        ]
        yield
        self._changed()
