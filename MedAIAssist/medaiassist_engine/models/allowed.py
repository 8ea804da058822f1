"""What a classifier's skops file may hold: the node types of skops and, for each, the classes.

It is what `classify.pipeline.build` makes, and nothing else; a test fits and saves every recipe.
Nodes that name functions, methods or operators (FunctionNode, PartialNode, MethodNode,
OperatorFuncNode, ConstructorFromReduceNode) are not here, and must never be.
"""

from __future__ import annotations

_SKLEARN = (
    "_loss.link.Interval",
    "_loss.link.LogitLink",
    "_loss.link.MultinomialLogit",
    "_loss.loss.HalfBinomialLoss",
    "_loss.loss.HalfMultinomialLoss",
    "calibration.CalibratedClassifierCV",
    "calibration._CalibratedClassifier",
    "calibration._SigmoidCalibration",
    "compose._column_transformer.ColumnTransformer",
    "decomposition._pca.PCA",
    "ensemble._forest.RandomForestClassifier",
    "ensemble._hist_gradient_boosting.binning._BinMapper",
    "ensemble._hist_gradient_boosting.gradient_boosting.HistGradientBoostingClassifier",
    "ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "impute._base.MissingIndicator",
    "impute._base.SimpleImputer",
    "impute._iterative.IterativeImputer",
    "impute._knn.KNNImputer",
    "isotonic.IsotonicRegression",
    "linear_model._bayes.BayesianRidge",
    "linear_model._logistic.LogisticRegression",
    "metrics._dist_metrics.EuclideanDistance64",
    "neighbors._classification.KNeighborsClassifier",
    "neighbors._kd_tree.KDTree",
    "pipeline.Pipeline",
    "preprocessing._data.MinMaxScaler",
    "preprocessing._data.RobustScaler",
    "preprocessing._data.StandardScaler",
    "preprocessing._encoders.OneHotEncoder",
    "preprocessing._encoders.OrdinalEncoder",
    "preprocessing._label.LabelEncoder",
    "svm._classes.SVC",
    "tree._classes.DecisionTreeClassifier",
)

_SCALARS = tuple(
    f"numpy.{name}"
    for name in ("bool", "float32", "float64", "int32", "int64", "uint8", "uint32", "uint64")
)

ALLOWED: dict[str, frozenset[str]] = {
    "DTypeNode": frozenset({"numpy.dtype"}),
    "DictNode": frozenset({"builtins.dict", "collections.OrderedDict"}),
    "JsonNode": frozenset({"builtins.str"}),
    "ListNode": frozenset({"builtins.list"}),
    "LossNode": frozenset(
        {"sklearn._loss._loss.CyHalfBinomialLoss", "sklearn._loss._loss.CyHalfMultinomialLoss"}
    ),
    "NdArrayNode": frozenset({"numpy.ndarray", *_SCALARS}),
    "ObjectNode": frozenset(
        {
            "imblearn.ensemble._forest.BalancedRandomForestClassifier",
            "imblearn.pipeline.Pipeline",
            "imblearn.under_sampling._prototype_selection._random_under_sampler.RandomUnderSampler",
            "medaiassist_engine.classify.components.Components",
            "medaiassist_engine.classify.mlp.Mlp",
            "medaiassist_engine.classify.resampling.Resampling",
            "medaiassist_engine.classify.selection.Selection",
            *(f"sklearn.{name}" for name in _SKLEARN),
        }
    ),
    "RandomGeneratorNode": frozenset({"numpy.random._generator.Generator"}),
    "RandomStateNode": frozenset({"numpy.random.mtrand.RandomState"}),
    "SliceNode": frozenset({"builtins.slice"}),
    "TreeNode": frozenset({"sklearn.tree._tree.Tree"}),
    "TupleNode": frozenset({"builtins.tuple", "sklearn.impute._iterative._ImputerTriplet"}),
    "TypeNode": frozenset({"builtins.bool", "builtins.int", "builtins.str", *_SCALARS}),
}

TYPES = frozenset().union(*ALLOWED.values())
