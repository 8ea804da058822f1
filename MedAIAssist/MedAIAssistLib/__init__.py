"""The part of MedAIAssist that lives in Slicer: nodes, panels and jobs; it computes nothing."""

import sys


def reload_library() -> None:
    """Forget all library modules, so that reloading the module file loads them anew."""
    for name in list(sys.modules):
        if name.split(".")[0] in ("MedAIAssistLib", "medaiassist_engine"):
            del sys.modules[name]
