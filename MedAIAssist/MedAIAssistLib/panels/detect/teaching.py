"""Accepted boxes become training data: a row for each in the table of boxes of a cohort."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import qt
import slicer
from slicer.i18n import tr as _

from medaiassist_engine.contract.errors import UserError

from ...scene import box_tables, cohorts, tables
from ...scene.box_facts import ACCEPTED, OPEN, REJECTED
from ...scene.box_training import TrainingImage, land_rows, patient_of
from ...scene.boxes import read
from ...scene.stored_images import stored_file
from ...session.scene_session import SceneSession
from ...session.signal import Signal
from ..enabling import enable
from ..node_selectors import settle
from ..results import Results
from ..state import PanelState, choice_of, keep_choice, keep_node, node_of
from .review_section import ReviewSection
from .work_steps import WorkSteps

_TASK = "detect"
_COHORT = "cohort"
_FOLDER_KEY = "MedAIAssist/TrainingImages"


class Teaching:
    """Drives the training section of Detect.ui.

    Args:
        results: tells when the scene is closed.
        review: what was accepted.

    Attributes:
        failed: called with what went wrong.
        landed: called with the cohort and its table of boxes.
    """

    def __init__(
        self, ui: Any, work: SceneSession, results: Results, review: ReviewSection
    ) -> None:
        self._ui, self._work, self._review = ui, work, review
        self._state: PanelState | None = None
        self.failed, self.landed = Signal(), Signal()
        self._counted = "", 0, ""  # id and time of a table of boxes, and what is told of it
        self._steps = WorkSteps(self.failed, self.update)
        results.cleared.connect(self._steps.stop)
        ui.boxCohortSelector.addAttribute("vtkMRMLTableNode", cohorts.ATTRIBUTE, "1")
        settle(ui.boxCohortSelector, ui.cohortLabel.text)
        ui.boxCohortSelector.connect(
            "currentNodeChanged(vtkMRMLNode*)", lambda _node: self._cohort_chosen()
        )
        ui.teachNowButton.connect("clicked()", self.add)
        ui.teachFolderButton.connect("clicked()", self.ask_folder)

    def show_state(self, state: PanelState | None) -> None:
        """Show the choices kept in the scene and follow them; None: stop following."""
        self._state = None
        if state is None:
            return
        kept = node_of(state, _TASK, _COHORT)
        if kept is not None:
            self._ui.boxCohortSelector.setCurrentNode(kept)
        self._state = state
        self.update()

    def close(self) -> None:
        """Let go of the scene."""
        self._steps.stop()

    @property
    def cohort(self) -> Any | None:
        return self._ui.boxCohortSelector.currentNode()

    @property
    def folder(self) -> str:
        """Where images are saved that have no file; "" while that is not known."""
        own = choice_of(self._state, _TASK, "folder") if self._state is not None else ""
        return own or str(qt.QSettings().value(_FOLDER_KEY) or "")

    @folder.setter
    def folder(self, folder: str) -> None:
        qt.QSettings().setValue(_FOLDER_KEY, folder)
        if self._state is not None:
            keep_choice(self._state, _TASK, "folder", folder)
        self.update()

    def update(self) -> None:
        """Buttons that cannot be pressed say why, and what would be added."""
        ui, reason = self._ui, self._reason()
        if self._state is None:
            return
        tip = _("The accepted boxes of this image go into the cohort's table of boxes.")
        enable(ui.teachNowButton, reason, tip)
        ui.teachLabel.text = reason or self._told()
        volume = self._review.image
        unsaved = volume is not None and not stored_file(volume)
        ui.teachFolderButton.visible = unsaved
        ui.teachFolderButton.toolTip = self._folder_text()
        ui.boxPatientEdit.placeholderText = patient_of(volume) if volume is not None else ""

    def add(self) -> None:
        """Add the boxes of the image, as the button does; a folder is asked for where needed."""
        volume = self._review.image
        if volume is None or self._steps.busy:
            return
        if not stored_file(volume) and not self.folder and not self.ask_folder():
            return
        patient = str(self._ui.boxPatientEdit.text).strip() or patient_of(volume)
        image = TrainingImage(volume, patient, read(self._nodes(ACCEPTED)))
        self._steps.start(self._added(image))

    def ask_folder(self) -> bool:
        """Ask where images are to be saved; whether the user has chosen a folder."""
        folder = qt.QFileDialog.getExistingDirectory(
            slicer.util.mainWindow(), _("Where to save images for training"), self.folder
        )
        if folder:
            self.folder = str(folder)
        return bool(folder)

    def _added(self, image: TrainingImage) -> Generator[Any, None, None]:
        landed = yield from land_rows(
            self._work.scene, self.cohort, image, self.folder, self._work.undo, _titles()
        )
        self._ui.boxCohortSelector.setCurrentNode(landed.cohort)
        self.landed(landed.cohort, landed.boxes)
        if landed.outside:
            text = _("{count} boxes lie outside the image and were left out.")
            self.failed(str(text.format(count=landed.outside)))

    def _cohort_chosen(self) -> None:
        if self._state is not None:
            keep_node(self._state, _TASK, _COHORT, self.cohort)
            self.update()

    def _nodes(self, status: str) -> list[Any]:
        reviewing = self._review.reviewing
        wanted = {box.node_id for box in reviewing.boxes if box.status == status}
        return [node for node in reviewing.nodes if node.GetID() in wanted]

    def _reason(self) -> str:
        if self._steps.busy:
            return str(_("The image is being saved…"))
        if self._review.image is None:
            return str(_("Choose the boxes, or the input volume of an image without any."))
        statuses = {box.status for box in self._review.reviewing.boxes}
        if OPEN in statuses and ACCEPTED not in statuses and REJECTED not in statuses:
            return str(_("Accept boxes first; reject all for an image without objects."))
        return ""

    def _told(self) -> str:
        volume = self._review.image
        assert volume is not None
        accepted = len(self._nodes(ACCEPTED))
        name = volume.GetName()
        text = str(_("{name}: {count} boxes.")).format(name=name, count=accepted)
        if not accepted:
            text = str(_("{name}: an image without objects.")).format(name=name)
        undecided = len(self._nodes(OPEN))
        if undecided:
            more = _("{count} that nobody has judged are left out and count as background.")
            text = f"{text} {str(more).format(count=undecided)}"
        return f"{text} {self._contents_text()}".strip()

    def _contents_text(self) -> str:
        node = self.cohort
        listed = node.GetNodeReference(box_tables.ROLE) if node is not None else None
        if listed is None:
            return ""
        if self._counted[:2] != (listed.GetID(), listed.GetMTime()):
            try:
                images, boxes = box_tables.totals(tables.read(listed))
            except UserError:
                return ""
            text = str(_("The cohort has {boxes} boxes in {images} images."))
            told = text.format(boxes=boxes, images=images)
            self._counted = listed.GetID(), listed.GetMTime(), told
        return self._counted[2]

    def _folder_text(self) -> str:
        if not self.folder:
            return str(_("Where to save images that have no file yet."))
        return str(_("Images without a file are saved in {folder}.")).format(folder=self.folder)


def _titles() -> dict[str, str]:
    return {
        "change": str(_("Add to training")),
        "cohort": str(_("Detection cohort")),
        "boxes": str(_("{cohort} - boxes")),
    }
