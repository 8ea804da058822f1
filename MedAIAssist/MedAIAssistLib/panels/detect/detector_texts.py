"""What is told of a detector."""

from __future__ import annotations

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operations
from medaiassist_engine.contract.params import parameters_of

from ...scene.detector_files import DetectorFacts
from ..texts import catalog_text

TRAIN = "detect.train_detector"
_MOST_CLASSES = 12


def facts_text(facts: DetectorFacts) -> str:
    """What it finds, at which resolution, how long it was trained and how well it did."""
    listed = facts.classes[:_MOST_CLASSES]
    more = "…" if len(facts.classes) > len(listed) else ""
    lines = [_kind_text(facts), str(_("Finds: {classes}")).format(classes=", ".join(listed) + more)]
    if facts.spacing:
        sizes = " × ".join(f"{length:.3g}" for length in facts.spacing)
        lines.append(str(_("Looks at voxels of {sizes} mm")).format(sizes=sizes))
    if facts.epochs:
        text = str(_("Epoch {epoch} of {epochs}"))
        lines.append(text.format(epoch=facts.epoch, epochs=facts.epochs))
    if facts.precision is not None:
        text = str(_("AP50 in validation: {precision}"))
        lines[-1] = f"{lines[-1]}. {text.format(precision=f'{facts.precision:.2f}')}"
    return "\n".join(filter(None, lines))


def _kind_text(facts: DetectorFacts) -> str:
    """The title that the form of training has for it."""
    entry = operations().get(TRAIN)
    listed = parameters_of(entry.parameters) if entry is not None else ()
    for parameter in listed:
        if parameter.name == "detector" and facts.kind in parameter.choices:
            titles = parameter.spec.titles or parameter.choices
            return catalog_text(str(titles[parameter.choices.index(facts.kind)]))
    return facts.kind
