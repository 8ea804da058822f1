"""Classification of cases: validation, comparison, learning curve, leakage check."""

from __future__ import annotations

from ..contract.operations import Operation, Slot
from ..contract.payloads import Chart, Report, Table
from . import parameters as p

GROUP = "Validation"

_TABLE = (Slot("table", Table, "Cases: a row each, with features, label and patient."),)

OPERATIONS = (
    Operation(
        id="classify.validate",
        title="Validate a classifier",
        group=GROUP,
        help="How well a classifier predicts patients that it has not seen.",
        parameters=p.ValidateParameters,
        run="medaiassist_engine.classify.validate:run_validate",
        inputs=_TABLE,
        outputs=(
            Slot("metrics", Table, "Metrics with 95 % intervals."),
            Slot("predictions", Table, "Probabilities and answer for each tested case."),
            Slot("fold_metrics", Table, "Metrics, threshold and settings of each fold."),
            Slot("confusion", Table, "How often each class got each answer."),
            Slot("warnings", Table, "What looked like a leak before training."),
            Slot("roc", Chart, "Sensitivity over false alarms."),
            Slot("precision_recall", Chart, "Precision over sensitivity."),
            Slot("calibration_curve", Chart, "Observed over predicted probability."),
            Slot("decision_curve", Chart, "Net benefit, for two classes.", optional=True),
            Slot("confusion_map", Report, "The confusion matrix in colours."),
        ),
        reference="Varma and Simon, BMC Bioinformatics 7:91, 2006",
        preview=False,
    ),
    Operation(
        id="classify.compare",
        title="Compare two classifiers",
        group=GROUP,
        help="Whether one classifier is better than another on the same cases.",
        parameters=p.CompareParameters,
        run="medaiassist_engine.classify.compare:run_compare",
        inputs=(
            Slot("first", Table, "Predictions of one validation."),
            Slot("second", Table, "Predictions of the other validation."),
        ),
        outputs=(Slot("comparison", Table, "Difference, interval and p value by each test."),),
        reference="DeLong et al., Biometrics 44:837, 1988; Nadeau and Bengio, "
        "Machine Learning 52:239, 2003",
        preview=False,
    ),
    Operation(
        id="classify.learning_curve",
        title="Learning curve",
        group=GROUP,
        help="Whether more cases would make the classifier better.",
        parameters=p.LearningCurveParameters,
        run="medaiassist_engine.classify.learning_curve:run_learning_curve",
        inputs=_TABLE,
        outputs=(
            Slot("curve", Table, "AUC by number of training cases."),
            Slot("chart", Chart, "Training and test AUC."),
        ),
        preview=False,
    ),
    Operation(
        id="classify.permutation_check",
        title="Leakage check",
        group=GROUP,
        help="With shuffled labels nothing can be predicted, unless the validation leaks.",
        parameters=p.PermutationParameters,
        run="medaiassist_engine.classify.permutation_check:run_permutation_check",
        inputs=_TABLE,
        outputs=(Slot("areas", Table, "AUC with the true and with shuffled labels."),),
        reference="Ojala and Garriga, Journal of Machine Learning Research 11:1833, 2010",
        preview=False,
    ),
)
