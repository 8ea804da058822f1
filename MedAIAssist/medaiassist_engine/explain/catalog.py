"""What a saved classifier looks at."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Chart, ModelRef, Table
from . import parameters as p

GROUP = "Explain"

_MODEL = Slot("model", ModelRef, "A trained classifier (.medai).")

OPERATIONS = (
    Operation(
        id="explain.permutation",
        title="Permutation importance",
        group=GROUP,
        help="How much worse predictions get when each feature is shuffled.",
        parameters=p.PermutationParameters,
        run="medaiassist_engine.explain.permutation_operation:run_permutation",
        inputs=(Slot("table", Table, "Labelled cases, best ones the model has not seen."), _MODEL),
        outputs=(
            Slot("importance", Table, "A row for each feature, with 95 % intervals."),
            Slot("chart", Chart, "The most important features as bars."),
        ),
        reference="Breiman, Machine Learning 45, 2001; Fisher et al., JMLR 20, 2019",
        preview=False,
    ),
    Operation(
        id="explain.forest",
        title="Forest importance",
        group=GROUP,
        help="How much each column helped a forest's trees on its training cases.",
        parameters=p.ForestParameters,
        run="medaiassist_engine.explain.forest:run_forest",
        inputs=(_MODEL,),
        outputs=(
            Slot("importance", Table, "A row for each column."),
            Slot("chart", Chart, "The most important columns as bars."),
        ),
        reference="Breiman, Machine Learning 45, 2001",
        preview=False,
    ),
    Operation(
        id="explain.dependence",
        title="Partial dependence",
        group=GROUP,
        help="The predicted probability as one feature changes and all others stay.",
        parameters=p.DependenceParameters,
        run="medaiassist_engine.explain.dependence:run_dependence",
        inputs=(
            _MODEL,
            Slot("table", Table, "Cases to average over; else the model's.", optional=True),
        ),
        outputs=(
            Slot("dependence", Table, "The mean, and how cases differ from it."),
            Slot("chart", Chart, "The mean and lines of single cases."),
        ),
        reference="Friedman, Annals of Statistics 29, 2001; Goldstein et al., JCGS 24, 2015",
        preview=False,
    ),
    Operation(
        id="explain.counterfactual",
        title="What would change the answer",
        group=GROUP,
        help="Small changes of one case that make the model answer differently.",
        parameters=p.CounterfactualParameters,
        run="medaiassist_engine.explain.counterfactual_operation:run_counterfactual",
        inputs=(Slot("table", Table, "The case: a row with the columns of the training."), _MODEL),
        outputs=(
            Slot("changes", Table, "A row for each change of each answer."),
            Slot("chart", Chart, "The changes of the first answer as bars."),
        ),
        reference="Wachter et al., Harvard Journal of Law & Technology 31, 2018; "
        "Mothilal et al., FAT* 2020",
        preview=False,
    ),
)
