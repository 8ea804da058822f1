"""What a panel shows is marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MODULE = Path(__file__).parents[2] / "MedAIAssist"
FILES = [MODULE / "MedAIAssist.py", *sorted((MODULE / "MedAIAssistLib").rglob("*.py"))]
SHOWN_PROPERTIES = {
    "helpText",
    "noneDisplay",
    "placeholderText",
    "plainText",
    "prefix",
    "statusTip",
    "suffix",
    "text",
    "title",
    "toolTip",
    "windowTitle",
}
SHOWN_BY_CALLS = {
    *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton", "QToolButton"),
    *("addAction", "addItem", "addItems", "addMenu", "addRow", "addTab"),
    *("setHeaderLabels", "setHorizontalHeaderLabels", "setItemText", "setPlaceholderText"),
    *("setText", "setTitle", "setToolTip", "setWindowTitle", "showMessage", "showStatusMessage"),
    *("confirmOkCancelDisplay", "confirmYesNoDisplay", "errorDisplay", "infoDisplay"),
    *("messageBox", "warningDisplay"),
}
WORD = re.compile(r"[A-Za-z]{2,}")


def texts(node: ast.expr) -> Iterator[ast.Constant]:
    """The plain words that an expression may become; calls such as `_()` end the search."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and WORD.search(node.value):
            yield node
        return
    parts: list[ast.expr] = []
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp | ast.JoinedStr):
        parts = node.values
    elif isinstance(node, ast.FormattedValue):
        parts = [node.value]
    elif isinstance(node, ast.BinOp):
        parts = [node.left, node.right]
    elif isinstance(node, ast.List | ast.Tuple):
        parts = node.elts
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("format", "join"):
        parts = [node.func.value, *node.args, *(keyword.value for keyword in node.keywords)]
    for part in parts:
        yield from texts(part)


def unwrapped(tree: ast.Module) -> list[str]:
    """Words shown to a user without `_()` around them, with their lines."""
    shown: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            names = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
            shown += [node.value] if names & SHOWN_PROPERTIES else []
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # Behind the text there may be data that nobody sees.
            shown += node.args[:1] if name in SHOWN_BY_CALLS else []
    return [f"line {text.lineno}: {text.value!r}" for node in shown for text in texts(node)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(MODULE).as_posix())
def test_words_shown_to_the_user_are_wrapped(path):
    assert unwrapped(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        'label.text = "Ready"',
        'label.toolTip = reason or "Run it"',
        'label.text = f"{count} steps"',
        'label.text = "{} steps".format(count)',
        'label.text = _("Ready") if ready else "Not ready"',
        'button = qt.QPushButton("Apply")',
        'combo.addItem("Whole volume", "all")',
    ],
)
def test_a_forgotten_text_is_found(code):
    assert len(unwrapped(ast.parse(code))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'label.text = _("Ready")',
        'label.text = _("{count} steps").format(count=count)',
        'button.text = "✕"',
        'combo.addItem(catalog_text(choice), "all")',
        'label.setObjectName("state")',
    ],
)
def test_wrapped_texts_symbols_and_names_are_left_alone(code):
    assert unwrapped(ast.parse(code)) == []
