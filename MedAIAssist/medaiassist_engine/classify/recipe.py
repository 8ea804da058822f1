"""All choices that make a classifier. Standard library only: panels make their forms of it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ..contract.params import Spec, as_dict
from ..contract.validation import validate


@dataclass(frozen=True)
class Recipe:
    """Every choice from the raw columns to the decision; `pipeline.build` makes it come true.

    Parameter classes of operations inherit from it; `recipe_of` takes it out of them again.
    None stands for the value that suits the data or that scikit-learn recommends.
    """

    classifier: Annotated[
        Literal[
            "svm_rbf", "svm_linear", "random_forest", "logistic_regression", "gradient_boosting",
            "knn", "balanced_forest", "mlp",
        ],
        Spec(
            "Classifier",
            "Forests need no tuning; linear ones are easiest to explain; the RBF SVM bends.",
            titles=(
                "SVM (RBF)", "SVM (linear)", "Random forest", "Logistic regression",
                "Gradient boosting", "k nearest neighbours", "Balanced random forest",
                "Neural network (MLP)",
            ),
        ),
    ] = "random_forest"  # fmt: skip
    strength: Annotated[
        float | None,
        Spec("C", "SVM, logistic regression: larger fits the training cases more closely.", "",
             1e-5, 1e5, advanced=True),
    ] = None  # fmt: skip
    gamma: Annotated[
        float | None,
        Spec("Gamma", "RBF SVM: larger bends more sharply around single cases.", "",
             1e-7, 1e3, advanced=True),
    ] = None  # fmt: skip
    trees: Annotated[
        int | None,
        Spec("Trees", "Forests, boosting: more steady the result and take longer.", "",
             1, 5000, advanced=True),
    ] = None  # fmt: skip
    depth: Annotated[
        int | None,
        Spec("Depth", "Forests, boosting: deeper trees see more involved rules, also by chance.",
             "", 1, 100, advanced=True),
    ] = None  # fmt: skip
    leaf: Annotated[
        int | None,
        Spec("Cases in a leaf", "Forests, boosting: more make smoother rules.", "",
             1, 1000, advanced=True),
    ] = None  # fmt: skip
    learning_rate: Annotated[
        float | None,
        Spec("Learning rate", "Boosting, MLP: smaller learns slower and often better.", "",
             1e-5, 1, advanced=True),
    ] = None  # fmt: skip
    neighbours: Annotated[
        int | None,
        Spec("Neighbours", "k nearest neighbours: more smooth the border.", "",
             1, 500, advanced=True),
    ] = None  # fmt: skip
    hidden: Annotated[
        int | None,
        Spec("Hidden units", "MLP: more can learn more, also by chance.", "",
             1, 1024, advanced=True),
    ] = None  # fmt: skip
    epochs: Annotated[
        int | None,
        Spec("Epochs", "MLP: how often every case is seen at most.", "", 1, 5000, advanced=True),
    ] = None
    imputation: Annotated[
        Literal["median", "knn", "iterative"],
        Spec(
            "Missing values",
            "What stands in for a missing number: the median, the mean of the 5 most alike "
            "cases, or an estimate from the other columns.",
            titles=("Median", "Nearest cases", "Estimated from other columns"),
        ),
    ] = "median"
    indicator: Annotated[
        bool,
        Spec(
            "Mark missing values",
            "Adds a column that says where a value was missing.",
            advanced=True,
        ),
    ] = True
    scaling: Annotated[
        Literal["standard", "robust", "range", "none"],
        Spec(
            "Scaling",
            "Makes columns of different units comparable; forests do not need it.",
            titles=("Mean 0, deviation 1", "Median 0, quartiles apart by 1", "0 to 1", "None"),
            advanced=True,
        ),
    ] = "standard"
    encoding: Annotated[
        Literal["one_hot", "ordinal"],
        Spec(
            "Categories",
            "A column for each category, or one number for each.",
            titles=("One column each", "One number each"),
            advanced=True,
        ),
    ] = "one_hot"
    selection: Annotated[
        Literal["none", "variance", "correlation", "mutual_information", "mrmr", "l1"],
        Spec(
            "Feature selection",
            "Fewer features are easier to explain and to trust with few cases.",
            titles=(
                "None", "Drop constant ones", "Drop correlated ones", "Mutual information",
                "Relevant, not redundant (mRMR)", "L1-regularised",
            ),
        ),
    ] = "none"  # fmt: skip
    selected: Annotated[
        int,
        Spec("Features kept", "At most; for mutual information, mRMR and L1.", "", 1, 10000),
    ] = 20
    correlation: Annotated[
        float,
        Spec("Largest correlation", "Of two features more alike than this one is dropped.", "",
             0.05, 1, 0.01, advanced=True),
    ] = 0.95  # fmt: skip
    components: Annotated[
        int | None,
        Spec("Principal components", "Features are put together into so many; automatic "
             "keeps them.", "", 1, 1000, advanced=True),
    ] = None  # fmt: skip
    balance: Annotated[
        Literal[
            "none", "class_weight", "smote", "borderline_smote", "adasyn", "random_over",
            "random_under",
        ],
        Spec(
            "Class imbalance",
            "Lets rare classes count as much as frequent ones; only training cases are changed. "
            "SMOTE and ADASYN make cases between others, also between categories; where there are "
            "many, weigh classes or repeat cases instead.",
            titles=(
                "Leave as it is", "Weigh classes", "SMOTE", "Borderline SMOTE", "ADASYN",
                "Repeat rare cases", "Drop frequent cases",
            ),
        ),
    ] = "none"  # fmt: skip
    calibration: Annotated[
        Literal["none", "sigmoid", "isotonic"],
        Spec(
            "Calibration",
            "Makes 80 % mean that 80 of 100 such cases have the class. SVMs always have it; "
            "isotonic needs some 1000 cases.",
            titles=("None", "Sigmoid", "Isotonic"),
            advanced=True,
        ),
    ] = "none"
    threshold: Annotated[
        Literal["default", "youden", "sensitivity"],
        Spec(
            "Threshold",
            "From which probability on a case counts as positive, chosen on training cases only; "
            "for two classes.",
            titles=("50 %", "Best sum of sensitivity and specificity", "Fixed sensitivity"),
            advanced=True,
        ),
    ] = "default"
    sensitivity: Annotated[
        float,
        Spec("Sensitivity wanted", "The threshold reaches it on training cases.", "",
             0.5, 1, 0.01, advanced=True),
    ] = 0.95  # fmt: skip
    search: Annotated[
        Literal["none", "optuna"],
        Spec(
            "Search",
            "Tries values for those hyper-parameters that are automatic.",
            titles=("None", "Search hyper-parameters"),
        ),
    ] = "none"
    trials: Annotated[
        int, Spec("Trials", "Sets of hyper-parameters that are tried.", "", 2, 1000, advanced=True)
    ] = 20
    search_seconds: Annotated[
        float | None,
        Spec("Time for the search", "Ends it early, in each fold; then two runs may differ. "
             "Automatic lets all trials end.", "s", 1, 86400, advanced=True),
    ] = None  # fmt: skip
    inner_folds: Annotated[
        int,
        Spec("Inner folds", "Folds of the training cases for search, calibration and threshold.",
             "", 2, 10, advanced=True),
    ] = 5  # fmt: skip
    seed: Annotated[
        int, Spec("Seed", "The same seed repeats the same result.", "", 0, 2**31 - 1, advanced=True)
    ] = 0

    def to_json(self) -> str:
        """As one line of JSON with sorted keys; the same recipe gives the same text."""
        return json.dumps(as_dict(self), sort_keys=True)

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Recipe:
        """From plain values, such as parsed JSON.

        Raises:
            ParameterError: an unknown name or a value that is not allowed.
        """
        return validate(cls, values)


def recipe_of(parameters: Recipe) -> Recipe:
    """Only the recipe of an operation's parameters, which inherit from it."""
    names = [field.name for field in dataclasses.fields(Recipe)]
    return Recipe(**{name: getattr(parameters, name) for name in names})
