"""Every text is translated, and the translation files say what the sources say."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from medaiassist_engine.contract.catalog import operations
from MedAIAssistLib.panels.qm_file import compiled

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "MedAIAssist"
ONE_MESSAGE = """<TS version="2.1" language="zh_CN"><context><name>MedAIAssist.catalog</name>
<message><source>Denoise</source><translation>去噪</translation></message>
<message><source>Later</source><translation type="unfinished">以后</translation></message>
</context></TS>"""
# What Qt's own `lrelease -nounfinished` makes of it.
ONE_MESSAGE_BY_QT = (
    "3cb86418caef9c95cd211cbf60a1bddda7000000057a685f434e42000000080ac560d50000000069000000"
    "33030000000453bb566a0800000000060000000744656e6f69736507000000134d65644149417373"
    "6973742e636174616c6f6701"
)


def load_tool():
    path = ROOT / "tools" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()
LANGUAGES = tool.languages()


def translated(language):
    """Source and translation of all texts that are translated."""
    texts = tool.read(tool.file_of(language))
    return [(source, text) for (_context, source), text in texts.items() if text]


def test_simplified_chinese_is_there():
    assert "zh-CN" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_no_other(language):
    assert tool.problems(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kept", [r"\{.*?\}", r"<[^>]+>", r"^\s|\s$"], ids=["placeholders", "links", "outer spaces"]
)
def test_translations_keep_what_is_not_words(language, kept):
    for source, text in translated(language):
        assert sorted(re.findall(kept, text)) == sorted(re.findall(kept, source)), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_keys_that_reach_a_widget(language):
    for source, text in translated(language):
        assert re.findall(r"&(\w)", text.lower()) == re.findall(r"&(\w)", source.lower()), source


def test_contexts_are_those_slicer_looks_under():
    assert tool.context_of(MODULE / "MedAIAssist.py") == "MedAIAssist"
    assert tool.context_of(MODULE / "MedAIAssistLib" / "panels" / "form.py") == "panels.form"


def test_the_catalog_is_translated_under_the_context_the_panels_use():
    texts = (MODULE / "MedAIAssistLib" / "panels" / "texts.py").read_text(encoding="utf-8")
    assert f'CATALOG_CONTEXT = "{tool.CATALOG}"' in texts


def test_the_catalog_gives_the_helps_of_inputs():
    helps = {slot.help for entry in operations().values() for slot in entry.inputs} - {""}
    assert helps
    assert helps <= {text for _context, text in tool.texts_of_catalog()}


def test_texts_of_python_are_found_in_order(tmp_path):
    path = tmp_path / "part.py"
    path.write_text('a = _("One " "two")\nb = translate("Other", "Three")\n')
    assert list(tool.texts_of_python(path)) == [("part", "One two"), ("Other", "Three")]


def test_a_text_put_together_at_run_time_is_refused(tmp_path):
    path = tmp_path / "part.py"
    path.write_text('text = _(f"{count} voxels")')
    with pytest.raises(ValueError, match=r"part\.py:1"):
        list(tool.texts_of_python(path))


def test_only_what_a_form_shows_is_translated(tmp_path):
    path = tmp_path / "Form.ui"
    path.write_text(
        '<ui><class>Form</class><widget><property name="text"><string>Shown</string></property>'
        '<property name="kind"><string notr="true">vtkNode</string></property>'
        '<property name="kinds"><stringlist notr="true"><string>vtkNode</string></stringlist>'
        "</property></widget></ui>"
    )
    assert list(tool.texts_of_form(path)) == [("Form", "Shown")]


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone():
    old = {("a", "Kept"): "保留", ("a", "Gone"): "消失", ("a", "Moved"): "移动"}
    texts = [("a", "Kept"), ("a", "New"), ("b", "Moved")]
    assert tool.merged(old, texts) == {texts[0]: "保留", texts[1]: "", texts[2]: "移动"}


def test_a_file_written_is_read_back(tmp_path):
    translations = {("a", '<b>"It\'s" & more</b>'): "<b>“更多” & '</b>", ("b", "New"): ""}
    path = tmp_path / "MedAIAssist_zh-CN.ts"
    path.write_text(tool.written("zh-CN", translations), encoding="utf-8")
    assert tool.read(path) == translations


def test_a_compiled_file_is_the_one_qt_makes(tmp_path):
    path = tmp_path / "one.ts"
    path.write_text(ONE_MESSAGE, encoding="utf-8")
    assert compiled(path).hex() == ONE_MESSAGE_BY_QT


@pytest.mark.skipif(not shutil.which("lrelease"), reason="needs Qt's lrelease")
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_files_are_compiled_as_qt_does(language, tmp_path):
    made_by_qt = tmp_path / "qt.qm"
    command = ["lrelease", "-silent", "-nounfinished", tool.file_of(language), "-qm", made_by_qt]
    subprocess.run(command, check=True, timeout=60)
    assert compiled(tool.file_of(language)) == made_by_qt.read_bytes()
