"""Checks of the images of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

import numpy as np

from ..context import Context
from ..contract.payloads import Table
from ..interruptible import interruptible
from .columns import CASE, IMAGE, LABEL, MASK, NODE, SPLIT, cells, find, listed
from .findings import ERROR, INFO, WARNING, Finding
from .image_facts import ImageFacts, facts_of

_OFF = 2.0  # times the median spacing


def check_images(table: Table, pixels: bool, context: Context) -> list[Finding]:
    """Images that are missing, damaged, empty, or there twice; mixed sizes; masks that do not fit.

    Volumes of the scene cannot be seen from here and are passed over.
    """
    cases = cells(table, CASE)
    images, masks = (_of_files(table, name) for name in (IMAGE, MASK))
    total = max(1, len(images) + len(masks))
    facts: dict[str, dict[str, ImageFacts]] = {IMAGE: {}, MASK: {}}
    done = 0
    for column, files in ((IMAGE, images), (MASK, masks)):
        for case, path in files.items():
            part = context.part(done / total, (done + 1) / total, "images")
            part.progress(0.0)
            look = partial(facts_of, path, pixels, part.progress)
            facts[column][case] = interruptible(look, context)
            done += 1
    found = _faults(facts)
    if find(table, IMAGE) is not None:
        found += [
            Finding(WARNING, "Missing image", f"Case '{case}' names no image.",
                    "Fill in its path; only its other columns can be used.", case, IMAGE)
            for case, cell in zip(cases, cells(table, IMAGE), strict=True) if not cell
        ]  # fmt: skip
    good = {case: f for case, f in facts[IMAGE].items() if not f.fault}
    return [*found, *_twice(table, good), *_mixed(good), *_masks(good, facts[MASK])]


def _of_files(table: Table, name: str) -> dict[str, str]:
    pairs = zip(cells(table, CASE), cells(table, name), strict=True)
    return {case: path for case, path in pairs if path and not path.startswith(NODE)}


def _faults(facts: Mapping[str, Mapping[str, ImageFacts]]) -> list[Finding]:
    found = []
    for column, of_case in facts.items():
        for case, fact in of_case.items():
            if fact.fault:
                found.append(
                    Finding(ERROR, "Unusable file", f"The {column} of case '{case}' {fact.fault}",
                            "Correct the path, copy the file again, or remove the case.",
                            case, column)
                )  # fmt: skip
            elif fact.constant:
                what = "shows nothing: all its pixels are equal"
                found.append(
                    Finding(WARNING, "Empty image", f"The {column} of case '{case}' {what}.",
                            "Look at it, and remove or replace it.", case, column)
                )  # fmt: skip
    return found


def _twice(table: Table, facts: Mapping[str, ImageFacts]) -> list[Finding]:
    labels, parts = (
        dict(zip(cells(table, CASE), cells(table, name), strict=True)) for name in (LABEL, SPLIT)
    )
    first: dict[str, str] = {}
    found = []
    for case, fact in facts.items():
        marks = [mark for mark in (fact.file, fact.pixels) if mark and not fact.constant]
        twin = next((first[mark] for mark in marks if mark in first), "")
        for mark in marks:
            first.setdefault(mark, case)
        if not twin:
            continue
        how = "file" if facts[twin].file == fact.file else "pixels"
        told = f"Case '{case}' has the same {how} as case '{twin}'"
        torn, differ = parts[case] != parts[twin], labels[case] != labels[twin]
        told += f", but is in {parts[case]} and not in {parts[twin]}" if torn else ""
        told += f", but is labelled '{labels[case]}' and not '{labels[twin]}'" if differ else ""
        found.append(
            Finding(ERROR if torn or differ else WARNING, "Duplicate image", f"{told}.",
                    "Remove one of them; the same image must not be trained on and tested with.",
                    case, IMAGE)
        )  # fmt: skip
    return found


def _mixed(facts: Mapping[str, ImageFacts]) -> list[Finding]:
    """2D among 3D and colour among grey, case by case; sizes and spacings in one line."""
    found = []
    planes = {case: "2D" if 1 in f.size[2:] else "3D" for case, f in facts.items()}
    channels = {case: f"{f.channels} channels" for case, f in facts.items()}
    for kind, of_case in (("dimensions", planes), ("channels", channels)):
        usual = Counter(of_case.values()).most_common(1)
        found += [
            Finding(WARNING, f"Mixed {kind}",
                    f"The image of case '{case}' has {value}; most have {usual[0][0]}.",
                    "Convert it or keep it apart; features would differ for that alone.",
                    case, IMAGE)
            for case, value in of_case.items() if value != usual[0][0]
        ]  # fmt: skip
    sizes = Counter(f.size for f in facts.values())
    if len(sizes) > 1:
        told = listed([" x ".join(map(str, size)) for size, _ in sizes.most_common()])
        found.append(
            Finding(INFO, "Mixed sizes", f"The images have {len(sizes)} sizes: {told} voxels.",
                    "Resample or crop them where a method needs one size.", column=IMAGE)
        )  # fmt: skip
    return found + _spacings(facts)


def _spacings(facts: Mapping[str, ImageFacts]) -> list[Finding]:
    if not facts:
        return []
    spacings = np.array([f.spacing for f in facts.values()])
    usual = np.median(spacings, axis=0)
    if np.allclose(spacings, usual, rtol=1e-3):
        return []
    low, high = (" x ".join(f"{v:.3g}" for v in f(spacings, axis=0)) for f in (np.min, np.max))
    found = [
        Finding(INFO, "Mixed spacings", f"Voxels measure from {low} to {high} mm.",
                "Resample to one spacing before extracting features.", column=IMAGE)
    ]  # fmt: skip
    off = (spacings > _OFF * usual) | (spacings < usual / _OFF)
    for case, spacing, is_off in zip(facts, spacings, off.any(axis=1), strict=True):
        if is_off:
            told = " x ".join(f"{v:.3g}" for v in spacing)
            found.append(
                Finding(WARNING, "Unusual spacing",
                        f"The voxels of case '{case}' measure {told} mm, unlike the others'.",
                        "Check its header; resample it.", case, IMAGE)
            )  # fmt: skip
    return found


def _masks(images: Mapping[str, ImageFacts], masks: Mapping[str, ImageFacts]) -> list[Finding]:
    return [
        Finding(WARNING, "Mask of another size",
                f"The mask of case '{case}' has {mask.size} voxels, its image {images[case].size}.",
                "Resample the mask to the image, or correct its path.", case, MASK)
        for case, mask in masks.items()
        if case in images and not mask.fault and mask.size != images[case].size
    ]  # fmt: skip
