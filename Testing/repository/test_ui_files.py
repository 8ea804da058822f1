"""What the .ui files, the parameter class and the panels say of each other agrees."""

from __future__ import annotations

import ast
from xml.etree import ElementTree

import pytest

from Testing.repository.tree import MODULE, files, name_of, python_files, read, syntax

UI_FILES = [path for path in files() if path.suffix == ".ui"]
PANELS = python_files("MedAIAssist", "MedAIAssistLib", "panels")
STATE = MODULE / "MedAIAssistLib" / "panels" / "state.py"
FITTING = {
    "QCheckBox": {"bool"},
    "QComboBox": {"str"},
    "QDoubleSpinBox": {"float"},
    "QLineEdit": {"str"},
    "QPlainTextEdit": {"str"},
    "QSpinBox": {"int"},
    "ctkCheckBox": {"bool"},
    "ctkPathLineEdit": {"str", "Path"},
    "ctkSliderWidget": {"float"},
}
OPERATED = {"QPushButton", "QToolButton", "QCheckBox", "QComboBox", "QListWidget"}


def widgets(path):
    return ElementTree.fromstring(read(path)).iter("widget")


def texts(widget, name):
    found = widget.find(f"property[@name='{name}']")
    return [] if found is None else [t.strip() for t in found.itertext() if t.strip()]


def bound():
    """Widgets that show a field of the parameter class, with the field's name."""
    for path in UI_FILES:
        for widget in widgets(path):
            for field in texts(widget, "SlicerParameterName"):
                yield pytest.param(widget, field, id=f"{path.stem}.{widget.get('name')}")


def state_fields():
    """Field -> names of its types, type aliases spelled out."""
    tree = syntax(STATE)
    aliases = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    (wrapped,) = (
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and "parameterNodeWrapper" in map(ast.unparse, node.decorator_list)
    )
    return {
        node.target.id: type_names(node.annotation, aliases)
        for node in wrapped.body
        if isinstance(node, ast.AnnAssign)
    }


def type_names(annotation, aliases):
    if isinstance(annotation, ast.Name) and annotation.id in aliases:
        return type_names(aliases[annotation.id], aliases)
    names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
    nothing = any(isinstance(n, ast.Constant) and n.value is None for n in ast.walk(annotation))
    return names - {"Union", "Optional", "Annotated"} | ({"None"} if nothing else set())


@pytest.mark.parametrize(("widget", "field"), list(bound()))
def test_a_bound_widget_shows_a_field_of_its_type(widget, field):
    fields = state_fields()
    assert field in fields, f"{STATE.name} has no field {field!r}"
    kind = widget.get("class")
    if kind == "qMRMLNodeComboBox":
        may_be_empty = texts(widget, "noneEnabled") == ["true"]
        expected = set(texts(widget, "nodeTypes")) | ({"None"} if may_be_empty else set())
        assert fields[field] == expected
    else:
        assert fields[field] <= FITTING[kind]


def test_a_field_is_bound_once():
    names = [parameter.values[1] for parameter in bound()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", UI_FILES, ids=name_of)
def test_every_node_widget_learns_of_the_scene(path):
    connected = {
        connection.findtext("receiver")
        for connection in ElementTree.fromstring(read(path)).iter("connection")
        if connection.findtext("signal") == "mrmlSceneChanged(vtkMRMLScene*)"
        and connection.findtext("slot") == "setMRMLScene(vtkMRMLScene*)"
    }
    inner = list(widgets(path))[1:]
    assert {w.get("name") for w in inner if w.get("class", "").startswith("qMRML")} <= connected


def used_names():
    """`name` of every `self.ui.name`, `self._ui.name` and `ui.name` of the panels."""
    for path in PANELS:
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Attribute):
                owner = ast.unparse(node.value).split(".")[-1]
                if owner in ("ui", "_ui"):
                    yield node.attr


def test_the_panels_use_widgets_that_exist():
    assert UI_FILES
    assert set(used_names()) <= {w.get("name") for path in UI_FILES for w in widgets(path)}


def test_every_widget_to_operate_is_used():
    operated = {
        widget.get("name")
        for path in UI_FILES
        for widget in widgets(path)
        if widget.get("class") in OPERATED and not texts(widget, "SlicerParameterName")
    }
    assert operated <= set(used_names())


@pytest.mark.parametrize("path", UI_FILES, ids=name_of)
def test_names_for_programs_are_not_translated(path):
    """A translated parameter name would bind nothing."""
    properties = ElementTree.fromstring(read(path)).iter("property")
    dynamic = [p for p in properties if p.get("stdset") == "0"]
    strings = [string for p in dynamic for string in p.iter("string")]
    assert all(string.get("notr") == "true" for string in strings)


@pytest.mark.parametrize("path", UI_FILES, ids=name_of)
def test_no_two_widgets_have_one_name(path):
    names = [widget.get("name") for widget in widgets(path)]
    assert len(names) == len(set(names))
