"""Cohorts from folders of images."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from ..context import Context
from ..contract.errors import UserError
from ..contract.payloads import Table
from ..files.dicom_series import series_in
from ..files.formats import IMAGES, extension_of
from .append import appended
from .columns import CASE, IMAGE, KEYS, LABEL, MASK, PATIENT, in_order, key_column, listed
from .parameters import FolderParameters
from .patterns import matches
from .scanning import folder_of, scan
from .values import detected

Fields = dict[str, str]

_MASK_ENDING = re.compile(r"[_.-](mask|seg|segmentation|label|labels)$", re.IGNORECASE)


def run_from_folder(table: Table | None, parameters: FolderParameters, context: Context) -> Table:
    """The images below a folder as cases; see `read_folder`."""
    folder = folder_of(parameters.folder)
    new = read_folder(folder, parameters.pattern, parameters.masks, context)
    context.progress(0.9, "listing")
    return appended(table, new, context)


def read_folder(folder: Path, pattern: str, masks: str, context: Context) -> Table:
    """A row for each image, with its class, patient and mask as far as the paths tell.

    Args:
        pattern: see `patterns.compiled`; "" takes the first subfolder as the class.
        masks: pattern of the masks, which belong to the image whose named parts are the same;
            "" takes files called like an image with an ending such as _mask.

    Raises:
        UserError: no image there, none that fits the pattern, or two with the same case.
    """
    found = scan(folder, context)
    series = _series(folder, found.series, context)
    candidates = [*found.images, *series]
    of_masks = matches(masks, found.images) if masks.strip() else _likely_masks(found.images)
    images = [path for path in candidates if path not in of_masks]
    if not images:
        raise UserError(f"'{folder}' holds no images; choose another folder.")
    fields = _fields(pattern, images, context)
    names = _case_names(fields, folder.name)
    columns = [
        key_column(CASE, names),
        key_column(IMAGE, (_full(folder, path) for path in fields)),
        key_column(PATIENT, (p.get(PATIENT) or n for p, n in zip(fields.values(), names,
                                                                 strict=True))),
    ]  # fmt: skip
    own = _own_masks(fields, of_masks, bool(masks.strip()))
    if any(own):
        columns.append(key_column(MASK, (str(folder / path) if path else "" for path in own)))
    known = dict.fromkeys(name for parts in fields.values() for name in parts)
    for name in known.keys() - {CASE, PATIENT, IMAGE, MASK}:
        cells = [parts.get(name, "") for parts in fields.values()]
        columns.append(key_column(name, cells) if name in KEYS else detected(name, cells))
    _note(fields, own, of_masks, context)
    return in_order(columns, folder.name)


def _series(folder: Path, names: list[str], context: Context) -> list[str]:
    """The DICOM folders, or `folder#series` for each of several in one."""
    found, without = [], []
    for number, name in enumerate(names):
        part = context.part(number / len(names), (number + 1) / len(names), "DICOM folders")
        uids = list(series_in(folder / name, part.progress).files)
        found += [name] if len(uids) == 1 else [f"{name}#{uid}" for uid in uids]
        without += [] if uids else [name]
    if without:
        context.note(f"DICOM folders without a readable series were left out: {listed(without)}.")
    return found


def _full(folder: Path, path: str) -> str:
    name, mark, uid = path.partition("#")
    return f"{folder / name}{mark}{uid}"


def _fields(pattern: str, images: list[str], context: Context) -> dict[str, Fields]:
    """The named parts by image."""
    if not pattern.strip():
        return {path: _by_subfolder(path) for path in images}
    fields = matches(pattern, images)
    if not fields:
        raise UserError(
            f"None of the {len(images)} images fits the pattern '{pattern}'; the first is "
            f"'{images[0]}'."
        )
    rest = [path for path in images if path not in fields]
    if rest:
        context.note(f"{len(rest)} images do not fit the pattern, such as {rest[0]}.")
    return fields


def _by_subfolder(path: str) -> Fields:
    folder, _, rest = path.partition("/")
    return {LABEL: folder} if rest else {}


def _case_names(fields: Mapping[str, Fields], folder: str) -> list[str]:
    """By pattern, else the file's name, else its whole path, whichever tells them apart."""
    bare = [_without_extension(path) for path in fields]
    whole = [folder + path[1:] if path.partition("#")[0] == "." else path for path in bare]
    choices = (
        [parts.get(CASE, "") for parts in fields.values()],
        [path.rpartition("/")[2] for path in whole],
        whole,
    )
    for names in choices:
        if all(names) and len(set(names)) == len(names):
            return names
    twice, _ = Counter(whole).most_common(1)[0]
    raise UserError(
        f"Two images are called '{twice}' and differ in their format only; remove one, or give a "
        "pattern with the extension."
    )


def _without_extension(path: str) -> str:
    """Series have none: what looks like one is part of the UID or of the folder's name."""
    extension = extension_of(path)
    return path[: -len(extension)] if extension in IMAGES else path


def _likely_masks(images: list[str]) -> dict[str, Fields]:
    """Files that are called like another one, with an ending; .seg.nrrd always."""
    known = {_without_extension(path) for path in images}
    found = {}
    for path in images:
        bare = _without_extension(path)
        base = _MASK_ENDING.sub("", bare)
        if path.lower().endswith(".seg.nrrd") or (base != bare and base in known):
            found[path] = {"": base}
    return found


def _own_masks(
    fields: Mapping[str, Fields], masks: Mapping[str, Fields], by_pattern: bool
) -> list[str]:
    """The mask of each image, or ""."""
    if not by_pattern:
        bases = {parts[""]: path for path, parts in masks.items()}
        return [bases.get(_without_extension(path), "") for path in fields]
    names = list(next(iter(masks.values()), {}))
    known = {tuple(given.values()): path for path, given in masks.items()}
    return [known.get(tuple(parts.get(n, "") for n in names), "") for parts in fields.values()]


def _note(
    fields: Mapping[str, Fields], own: list[str], masks: Mapping[str, Fields], context: Context
) -> None:
    left = [path for path in masks if path not in set(own)]
    if left:
        context.note(f"{len(left)} masks belong to no image: {listed(left, 3)}.")
    counts = Counter(parts.get(LABEL, "") for parts in fields.values())
    told = ", ".join(f"{label or 'without'} {n}" for label, n in sorted(counts.items())[:12])
    context.note(f"{len(fields)} cases; classes: {told}.")
