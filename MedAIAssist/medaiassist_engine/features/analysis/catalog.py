"""What is made from tables of features, and how robust features are."""

from __future__ import annotations

from ...contract.operations import Operation, Slot
from ...contract.payloads import Chart, LabelMap, Report, Table, Volume
from . import parameters as p

GROUP = "Feature tables"

_TABLE = (Slot("table", Table, "Features: a row for each case, segment or slice."),)

OPERATIONS = (
    Operation(
        id="features.histogram",
        title="Histogram",
        group=GROUP,
        help="How a feature's values are spread, by group if wanted.",
        parameters=p.HistogramParameters,
        run="medaiassist_engine.features.analysis.histogram:run_histogram",
        inputs=_TABLE,
        outputs=(
            Slot("chart", Chart, "Bars, or the outlines of each group's bars."),
            Slot("bins", Table, "Limits and rows of each bin."),
        ),
        preview=False,
    ),
    Operation(
        id="features.box_plot",
        title="Box plot",
        group=GROUP,
        help="Median, quartiles and reach of a feature in each group.",
        parameters=p.BoxPlotParameters,
        run="medaiassist_engine.features.analysis.box_plot:run_box_plot",
        inputs=_TABLE,
        outputs=(
            Slot("chart", Chart, "A box with whiskers for each group."),
            Slot("statistics", Table, "The numbers behind the boxes, and outliers."),
        ),
        reference="Tukey, Exploratory Data Analysis, 1977",
        preview=False,
    ),
    Operation(
        id="features.correlation",
        title="Correlation",
        group=GROUP,
        help="Which features say the same.",
        parameters=p.CorrelationParameters,
        run="medaiassist_engine.features.analysis.correlation:run_correlation",
        inputs=_TABLE,
        outputs=(
            Slot("matrix", Table, "Correlation of every feature with every other."),
            Slot("pairs", Table, "All pairs, the most correlated first."),
            Slot("chart", Chart, "The most correlated pairs as bars."),
            Slot("heat_map", Report, "The matrix in colours."),
        ),
        preview=False,
    ),
    Operation(
        id="features.pca",
        title="Principal components",
        group=GROUP,
        help="All features in one scatter plot: rows that are alike lie near each other.",
        parameters=p.PcaParameters,
        run="medaiassist_engine.features.analysis.pca:run_pca",
        inputs=_TABLE,
        outputs=(
            Slot("chart", Chart, "The first two components of every row, by group."),
            Slot("scores", Table, "All components of every row."),
            Slot("loadings", Table, "What each feature adds to each component."),
            Slot("variance", Table, "The share of the variance that each component explains."),
        ),
        reference="Jolliffe, Principal Component Analysis, 2002",
        preview=False,
    ),
    Operation(
        id="features.robustness",
        title="Robustness",
        group="Robustness",
        help="Which features stay the same if patient or outline are a little different.",
        parameters=p.RobustnessParameters,
        run="medaiassist_engine.features.analysis.robustness:run_robustness",
        inputs=(
            Slot("volume", Volume, "The volume that features are taken from."),
            Slot("segments", LabelMap, "Segments to compare; at least two."),
        ),
        outputs=(
            Slot("robustness", Table, "Intraclass correlation of each feature."),
            Slot("values", Table, "Every feature in every repeat."),
            Slot("chart", Chart, "Intraclass correlations as bars, the least robust first."),
        ),
        reference="Zwanenburg et al., Scientific Reports 9:614, 2019",
        preview=False,
    ),
)
