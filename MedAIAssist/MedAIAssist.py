"""MedAIAssist: machine learning on medical images inside 3D Slicer. Wiring only."""

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin

HOMEPAGE = "https://github.com/MedAIAssist/SlicerMedAIAssist"


class MedAIAssist(ScriptedLoadableModule):
    """What Slicer's module list shows."""

    def __init__(self, parent):
        from MedAIAssistLib.panels.language import use_slicers_language

        ScriptedLoadableModule.__init__(self, parent)
        use_slicers_language()
        parent.title = _("MedAIAssist")
        parent.categories = [translate("qSlicerAbstractCoreModule", "Quantification")]
        parent.dependencies = ["SubjectHierarchy"]
        parent.contributors = ["MedAIAssist contributors"]
        parent.helpText = _(
            "Cleans up medical images, finds edges, and measures features: radiomics, SIFT, SURF, "
            "HOG and texture, as tables and pictures. All heavy work runs in a separate process. "
            "For research use only. "
            'See the <a href="{homepage}">documentation</a>.'
        ).format(homepage=HOMEPAGE)
        parent.acknowledgementText = _("Licensed under the Apache License 2.0.")
        slicer.app.connect("startupCompleted()", register_samples)

    def setup(self):
        """Slicer calls it once, after the modules that this one depends on."""
        from MedAIAssistLib.panels.data_tree import register

        register()


def register_samples():
    """Offer our data sets in the Sample Data module."""
    from MedAIAssistLib.samples import register

    register()


class MedAIAssistWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The module's panel: tasks above, jobs and the engine below."""

    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self.panel = None

    def setup(self):
        from MedAIAssistLib.panels.module_panel import ModulePanel

        ScriptedLoadableModuleWidget.setup(self)
        self.logic = MedAIAssistLogic()
        self.panel = ModulePanel(self.layout, self._load_ui, self.logic)
        scene = slicer.mrmlScene
        for event in (scene.StartCloseEvent, scene.StartImportEvent):
            self.addObserver(scene, event, self._scene_changing)
        for event in (scene.EndCloseEvent, scene.EndImportEvent):
            self.addObserver(scene, event, self._scene_changed)
        slicer.app.connect("aboutToQuit()", self._end)
        if self.parent.isEntered:  # reloaded while it is shown; Slicer does not enter it anew
            self.enter()

    def _load_ui(self, name):
        widget = slicer.util.loadUI(self.resourcePath(f"UI/{name}.ui"))
        if hasattr(widget, "setMRMLScene"):
            widget.setMRMLScene(slicer.mrmlScene)
        return widget

    def enter(self):
        self.panel.follow(self.logic.getParameterNode())

    def exit(self):
        if self.panel is not None:
            self.panel.follow(None)

    def cleanup(self):
        """The module is reloaded, or its widget goes with Slicer."""
        self.removeObservers()
        slicer.app.disconnect("aboutToQuit()", self._end)
        self._end()

    def _end(self):
        """No process may stay behind; safe to call twice, and where `setup` has failed."""
        if self.panel is not None:
            self.panel.close()
            self.panel = None
        if self.logic is not None:
            self.logic.close()

    def onReload(self):
        from MedAIAssistLib import reload_library

        reload_library()
        ScriptedLoadableModuleWidget.onReload(self)

    def _scene_changing(self, _caller, _event):
        if self.panel is not None:
            self.panel.follow(None)

    def _scene_changed(self, _caller, _event):
        if self.panel is not None and self.parent.isEntered:
            self.panel.follow(self.logic.getParameterNode())


class MedAIAssistLogic(ScriptedLoadableModuleLogic):
    """For scripts: `MedAIAssistLogic().run("preprocess.nlm", {"volume": node}, strength=1.2)`."""

    def __init__(self):
        from MedAIAssistLib.environment.choice import find_engine
        from MedAIAssistLib.panels.engine import settings
        from MedAIAssistLib.session.scene_session import SceneSession
        from MedAIAssistLib.session.session import Session

        ScriptedLoadableModuleLogic.__init__(self)
        session = Session(lambda: find_engine(settings.choice()))
        self.work = SceneSession(slicer.mrmlScene, session)

    def getParameterNode(self):
        from MedAIAssistLib.panels.state import PanelState

        return PanelState(super().getParameterNode())

    def run(self, operation_id, inputs, **parameters):
        """Run an operation on nodes and wait; see `SceneSession.run`."""
        return self.work.run(operation_id, inputs, **parameters)

    def close(self):
        """End the engine."""
        self.work.close()


class MedAIAssistTest(ScriptedLoadableModuleTest):
    """Runs the self-tests of Testing/module, which use real nodes and the real engine."""

    def runTest(self):
        from MedAIAssistLib.self_tests.run import run_all

        run_all()
