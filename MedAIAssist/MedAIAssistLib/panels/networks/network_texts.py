"""Networks and their answers in words."""

from __future__ import annotations

from slicer.i18n import tr as _

from medaiassist_engine.contract.catalog import operation
from medaiassist_engine.contract.params import parameters_of

from ...scene.network_answers import Answer
from ...scene.network_files import NetworkFacts
from ..texts import catalog_text
from .training_box import TRAIN

_MOST_CLASSES = 8
_MOST_LINES = 4
_SURE, _FAIRLY_SURE, _UNSURE = 0.2, 0.5, 0.8
"""Shares of the largest possible entropy."""
_MUCH = 0.5  # of the doubt


def facts_text(facts: NetworkFacts) -> str:
    """Such as "DenseNet-121 for images of 64 × 64, tells apart: hand, head. 98 % right in test."""
    if not facts.ours:
        return facts.purpose or str(_("A bundle that does not say what it is for."))
    names = list(facts.classes[:_MOST_CLASSES])
    if len(facts.classes) > _MOST_CLASSES:
        names.append("…")
    text = str(_("{network} for images of {size}, tells apart: {classes}.")).format(
        network=network_title(facts.network),
        size=" × ".join(map(str, facts.size)),
        classes=", ".join(names),
    )
    if facts.clinical:
        told = str(_("It also takes: {columns}."))
        text += " " + told.format(columns=", ".join(facts.clinical))
    if facts.accuracy is not None:
        told = str(_("{percent} % of the test cases right."))
        text += " " + told.format(percent=f"{100 * facts.accuracy:.1f}")
    return text


def network_title(name: str) -> str:
    """Such as "DenseNet-121" for "densenet121"; one that is not known here keeps its name."""
    known = next(p for p in parameters_of(operation(TRAIN).parameters) if p.name == "network")
    titles = dict(zip(known.choices, known.spec.titles, strict=True))
    return catalog_text(titles.get(name, name))


def answer_text(answer: Answer) -> str:
    """Such as "hand 97 %"."""
    return f"{answer.label} {_percent(answer.probability)}"


def _percent(probability: float) -> str:
    """Never 100 %, which rounding would make of what is not certain."""
    return "> 99.9 %" if probability > 0.9995 else f"{100 * probability:.1f} %"


def doubt_text(answer: Answer) -> str:
    """How sure an answer is, and whether more training could help."""
    if answer.doubt < _SURE:
        text = _("The network is sure.")
    elif answer.doubt < _FAIRLY_SURE:
        text = _("The network is fairly sure.")
    elif answer.doubt < _UNSURE:
        text = _("The network is unsure.")
    else:
        text = _("The network is hardly better than guessing here.")
    if answer.ignorance is None or answer.doubt < _SURE:
        return str(text)
    if answer.ignorance >= _MUCH:
        return f"{text} " + str(_("It has seen too few cases like this; more would help."))
    return f"{text} " + str(_("The image itself is ambiguous to it; more cases would help little."))


def answers_text(answers: list[Answer]) -> str:
    """A few answers in full; of more how many there are of each, and how many are unsure."""
    if not answers:
        return ""
    if len(answers) <= _MOST_LINES:
        return "\n".join(
            f"{one.part or one.name}: {answer_text(one)}. {doubt_text(one)}" for one in answers
        )
    counts: dict[str, int] = {}
    for answer in answers:
        counts[answer.label] = counts.get(answer.label, 0) + 1
    listed = sorted(counts.items(), key=lambda item: -item[1])[:_MOST_CLASSES]
    unsure = sum(answer.doubt >= _FAIRLY_SURE for answer in answers)
    text = str(_("{count} answers: {classes}. Of {unsure} the network is unsure."))
    classes = ", ".join(f"{name} {count}" for name, count in listed)
    return text.format(count=len(answers), classes=classes, unsure=unsure)
