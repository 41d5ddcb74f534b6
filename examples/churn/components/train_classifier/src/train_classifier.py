"""Fits one scikit-learn classifier and logs its cross-validated scores to MLflow."""

import argparse
import os
import pathlib
from importlib.metadata import version

# Threads that wait must not spin: the trials of a sweep share the cores, and fitting would take ten times as long. Read when scikit-learn is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow.models import infer_signature
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_validate
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from classes import EVERY, labels_of
from tables import as_fractions, read_rows, refuse_infinite

SCORES = {"roc_auc": "roc_auc", "average_precision": "average_precision", "accuracy": "accuracy", "f1": "f1", "log_loss": "neg_log_loss"}
# With every class by its name: the mean over the classes, each against all others.
OF_EVERY = SCORES | {"roc_auc": "roc_auc_ovr", "f1": "f1_macro"}
FOLDS = 5
# A column of more categories keeps the most frequent, the others together: one of a value a row would fill the memory.
MOST_CATEGORIES = 100


def build(estimator: str, max_iter: int, learning_rate: float, max_leaf_nodes: int, class_weight: str | None, seed: int) -> Pipeline:
    """The estimator behind its preprocessing, so that what fills a gap and what scales a column is learned from the training rows alone."""
    trees = {"max_leaf_nodes": max_leaf_nodes, "class_weight": class_weight, "random_state": seed}
    estimators = {
        "logistic_regression": lambda: LogisticRegression(max_iter=max_iter, class_weight=class_weight, random_state=seed),
        "decision_tree": lambda: DecisionTreeClassifier(**trees),
        "random_forest": lambda: RandomForestClassifier(n_estimators=max_iter, **trees),
        "extra_trees": lambda: ExtraTreesClassifier(n_estimators=max_iter, **trees),
        "gradient_boosting": lambda: HistGradientBoostingClassifier(max_iter=max_iter, learning_rate=learning_rate, **trees),
    }
    if estimator not in estimators:
        raise SystemExit(f"There is no estimator '{estimator}'; there are: {', '.join(estimators)}.")
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    # An imputer takes no column of nothing but booleans; as objects it does.
    as_objects = FunctionTransformer(pd.DataFrame.astype, kw_args={"dtype": object}, feature_names_out="one-to-one")
    words = make_pipeline(as_objects, SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=MOST_CATEGORIES, sparse_output=False))
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")), (words, make_column_selector(dtype_exclude="number"))
    )
    return make_pipeline(columns, estimators[estimator]())


def features_and_labels(rows: pd.DataFrame, target: str, positive: str, ignore: str) -> tuple[pd.DataFrame, pd.Series]:
    """Features, and 1 for the positive class of the target, 0 for the others, or every class by its name. Rows without a target and columns to ignore are left out."""
    rows = rows[rows[target].notna()] if target in rows else rows
    labels = labels_of(rows, target, positive)
    return rows.drop(columns=[target, *(name.strip() for name in ignore.split(","))], errors="ignore"), labels


def save(model: Pipeline, features: pd.DataFrame, folder: pathlib.Path) -> None:
    """Writes the model in MLflow format, with its signature and the packages that it was fitted with."""
    needs = [f"{name}=={version(name)}" for name in ("mlflow-skinny", "scikit-learn", "pandas", "numpy")]
    signature = infer_signature(as_fractions(features), model.predict(features))
    mlflow.sklearn.save_model(model, str(folder), signature=signature, input_example=as_fractions(features.head(3)), pip_requirements=needs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--positive", default="yes")
    parser.add_argument("--ignore", default="customer_id")
    parser.add_argument("--estimator", required=True)
    parser.add_argument("--max-iter", type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--max-leaf-nodes", type=int, required=True)
    parser.add_argument("--class-weight", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    args = parser.parse_args()

    features, labels = features_and_labels(read_rows(args.train_data), args.target, args.positive, args.ignore)
    refuse_infinite(features)
    folds = min(FOLDS, int(labels.value_counts().min()))
    if folds < 2:
        raise SystemExit(f"A class of '{args.target}' has a single row; at least two of each are needed to judge a model.")
    weight = None if args.class_weight == "none" else args.class_weight
    model = build(args.estimator, args.max_iter, args.learning_rate, args.max_leaf_nodes, weight, args.seed)
    found = cross_validate(model, features, labels, scoring=OF_EVERY if args.positive.strip() == EVERY else SCORES, cv=folds)
    scores = {name: float(abs(found[f"test_{name}"].mean())) for name in SCORES}
    model.fit(features, labels)

    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_params({name: str(value) for name, value in vars(args).items() if name not in ("train_data", "model")})
        mlflow.log_metrics(scores)
    save(model, features, args.model)
    print(f"{args.estimator}: roc_auc {scores['roc_auc']:.4f} in {folds}-fold cross-validation over {len(features)} rows.")


if __name__ == "__main__":
    main()
