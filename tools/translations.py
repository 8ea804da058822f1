"""Bring the translation files up to date with the texts in the sources.

    python tools/translations.py            update all files in MedAIAssist/Resources/Translations
    python tools/translations.py fr-FR      begin another language
    python tools/translations.py --check    say what is out of date or untranslated; change nothing

Translations are kept, new texts are added as unfinished, texts that are gone are dropped. The
files are Qt's TS format without line numbers: edit them by hand or in Qt Linguist.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

MODULE = Path(__file__).parent.parent / "MedAIAssist"
FOLDER = MODULE / "Resources" / "Translations"
CATALOG = "MedAIAssist.catalog"
SLICERS_OWN = {"qSlicerAbstractCoreModule"}  # translated by Slicer: the module categories
sys.path.insert(0, str(MODULE))

Key = tuple[str, str]  # context and source text


def python_files() -> list[Path]:
    """The files whose texts a user of the panel sees."""
    return [MODULE / "MedAIAssist.py", *sorted((MODULE / "MedAIAssistLib").rglob("*.py"))]


def context_of(path: Path) -> str:
    """The context that slicer.i18n.tr uses in a file: its name, after the package it is in."""
    in_package = (path.parent / "__init__.py").is_file()
    return f"{path.parent.name}.{path.stem}" if in_package else path.stem


def texts_of_python(path: Path) -> Iterator[Key]:
    """All `_("...")` and `translate("context", "...")` of a file.

    Raises:
        ValueError: the text is not a plain string, so it cannot be found in the sources.
    """
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", "")
        if name == "_":
            yield context_of(path), _plain(path, call, call.args[0])
        elif name == "translate" and ast.unparse(call.args[0]) != "CATALOG_CONTEXT":
            context = _plain(path, call, call.args[0])
            if context not in SLICERS_OWN:
                yield context, _plain(path, call, call.args[1])


def _plain(path: Path, call: ast.Call, argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise ValueError(f"{path.name}:{call.lineno}: give a plain string to translate")


def texts_of_form(path: Path) -> Iterator[Key]:
    """The strings that Qt translates when it loads a .ui file."""
    form = ElementTree.parse(path).getroot()
    for holder in form.iter():
        if holder.tag not in ("property", "attribute"):
            continue
        for string in holder.iter("string"):
            hidden = any(part.get("notr") == "true" for part in (string, *holder))
            if string.text and not hidden:
                yield form.findtext("class", ""), string.text


def texts_of_catalog() -> Iterator[Key]:
    """What the panels show of the operations. A choice without a title is a code, such as RAS."""
    from medaiassist_engine.contract.catalog import operations
    from medaiassist_engine.contract.params import parameters_of

    for operation in operations().values():
        shown = [operation.group, operation.title, operation.help]
        shown += [slot.help for slot in operation.inputs]
        for parameter in parameters_of(operation.parameters):
            spec = parameter.spec
            shown += [parameter.group, spec.label, spec.help, spec.unit, *spec.titles]
        yield from ((CATALOG, text) for text in shown if text)


def all_texts() -> list[Key]:
    """Every translatable text once: contexts sorted, texts in the order of the sources."""
    found = [key for path in python_files() for key in texts_of_python(path)]
    found += [key for path in sorted(MODULE.rglob("*.ui")) for key in texts_of_form(path)]
    found += texts_of_catalog()
    return sorted(dict.fromkeys(found), key=lambda key: key[0])


def read(path: Path) -> dict[Key, str]:
    """The translations of a file; unfinished ones are empty."""
    translations: dict[Key, str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name", ""), message.findtext("source", "")
            done = message.find("translation[@type]") is None
            translations[key] = message.findtext("translation", "") if done else ""
    return translations


def merged(old: dict[Key, str], texts: list[Key]) -> dict[Key, str]:
    """All texts with the translations there are; a text known elsewhere is translated alike."""
    known = {source: text for (_context, source), text in old.items() if text}
    return {key: old.get(key) or known.get(key[1], "") for key in texts}


def written(language: str, translations: dict[Key, str]) -> str:
    """The content of a .ts file."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    code = language.replace("-", "_")
    lines.append(f'<TS version="2.1" language="{code}" sourcelanguage="en_US">')
    for context in dict.fromkeys(context for context, _source in translations):
        lines += ["<context>", f"    <name>{_xml(context)}</name>"]
        for (owner, source), text in translations.items():
            if owner == context:
                state = "" if text else ' type="unfinished"'
                lines += [
                    "    <message>",
                    f"        <source>{_xml(source)}</source>",
                    f"        <translation{state}>{_xml(text)}</translation>",
                    "    </message>",
                ]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def file_of(language: str) -> Path:
    return FOLDER / f"MedAIAssist_{language}.ts"


def languages() -> list[str]:
    """The languages there are files for, such as "zh-CN"."""
    return [path.stem.split("_", 1)[1] for path in sorted(FOLDER.glob("MedAIAssist_*.ts"))]


def problems(language: str) -> list[str]:
    """What is out of date or untranslated in the file of a language."""
    path, texts = file_of(language), all_texts()
    old = read(path)
    new = merged(old, texts)
    found = [f"{path.name}: not translated: {key}" for key, text in new.items() if not text]
    if path.read_text("utf-8") != written(language, new):
        changed = sorted(set(old) ^ set(new))
        found.append(f"{path.name} is out of date, run tools/translations.py: {changed}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", nargs="*", help='languages to begin, such as "fr-FR"')
    parser.add_argument("--check", action="store_true", help="change nothing; 1 if out of date")
    arguments = parser.parse_args()
    if arguments.check:
        found = [line for language in languages() for line in problems(language)]
        print("\n".join(found) or "All texts are translated.")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in sorted({*languages(), *arguments.language}):
        path = file_of(language)
        new = merged(read(path) if path.is_file() else {}, all_texts())
        path.write_text(written(language, new), encoding="utf-8", newline="\n")
        missing = sum(not text for text in new.values())
        print(f"{path.name}: {len(new)} texts, {missing} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
