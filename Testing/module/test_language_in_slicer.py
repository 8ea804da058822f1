"""Inside the application: Qt shows our translations."""

from __future__ import annotations

from pathlib import Path

import pytest

slicer = pytest.importorskip("slicer", reason="needs Slicer")
if not hasattr(slicer, "app"):
    pytest.skip("runs inside the Slicer application only", allow_module_level=True)

FORM = Path(__file__).parents[2] / "MedAIAssist" / "Resources" / "UI" / "Preprocess.ui"


@pytest.fixture(params=["zh-CN", "zh_CN", "zh-Hans"])
def chinese(request):
    from MedAIAssistLib.panels.language import use_language

    translator = use_language(request.param)
    yield
    slicer.app.removeTranslator(translator)


def test_the_catalog_is_shown_in_chinese(chinese):
    from MedAIAssistLib.panels.texts import catalog_text

    assert catalog_text("Non-local means") == "非局部均值"


def test_a_form_is_shown_in_chinese(chinese):
    form = slicer.util.loadUI(str(FORM))
    assert "应用" in slicer.util.childWidgetVariables(form).applyButton.text


def test_a_text_without_translation_stays_as_it_is(chinese):
    from MedAIAssistLib.panels.texts import catalog_text

    assert catalog_text("Not in the catalog") == "Not in the catalog"


@pytest.mark.parametrize("locale", ["", "en-US", "zh-TW", "fr-FR"])
def test_other_languages_stay_english(locale):
    from MedAIAssistLib.panels.language import use_language

    assert use_language(locale) is None
