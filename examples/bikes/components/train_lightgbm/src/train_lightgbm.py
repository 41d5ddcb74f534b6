"""Fits LightGBM and logs its cross-validated scores to MLflow."""

import argparse
import json
import os
import pathlib
from importlib.metadata import version

# Threads that wait must not spin: the trials of a sweep share the cores, and fitting would take ten times as long. Read when scikit-learn is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier, LGBMRegressor
from mlflow.models import infer_signature
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.model_selection import KFold, StratifiedKFold, TimeSeriesSplit, cross_validate
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

from classes import labels_of
from tables import as_fractions, read_rows

SCORES = {
    "regression": {"rmse": "neg_root_mean_squared_error", "mae": "neg_mean_absolute_error", "r2": "r2"},
    "classification": {"roc_auc": "roc_auc", "average_precision": "average_precision", "accuracy": "accuracy", "f1": "f1", "log_loss": "neg_log_loss"},
}
# With every class by its name: the mean over the classes, each against all others.
OF_EVERY = SCORES["classification"] | {"roc_auc": "roc_auc_ovr", "f1": "f1_macro"}
FOLDS = 5
# A column of more categories keeps the most frequent, the others together: one of a value a row would fill the memory.
MOST_CATEGORIES = 100


def preprocessing() -> TransformerMixin:
    """What the model brings along when no transformer was given. LightGBM copes with gaps and scales itself; it only needs words as numbers."""
    words = OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=MOST_CATEGORIES, sparse_output=False)
    return make_column_transformer(("passthrough", make_column_selector(dtype_include="number")), (words, make_column_selector(dtype_exclude="number")))


def fit(
    estimator: BaseEstimator, transformer: TransformerMixin | None, features: pd.DataFrame, target: pd.Series, task: str, validation: str, seed: int
) -> tuple[Pipeline, dict[str, float]]:
    """A model that reads raw rows, and its scores in cross-validation. A transformer that was given stays as it was fitted."""
    scoring = OF_EVERY if task == "classification" and target.dtype == object else SCORES[task]
    folds = TimeSeriesSplit(FOLDS) if validation == "forward" else (KFold if task == "regression" else StratifiedKFold)(FOLDS, shuffle=True, random_state=seed)
    # LightGBM refuses names of columns with brackets, quotes or colons in them, so it is given none.
    nameless = FunctionTransformer(np.asarray)
    if transformer is None:
        model, rows = make_pipeline(preprocessing(), nameless, estimator), features
    else:
        model, rows = make_pipeline(nameless, estimator), transformer.transform(features)
    found = cross_validate(model, rows, target, scoring=scoring, cv=folds)
    scores = {name: float(-found[f"test_{name}"].mean() if by.startswith("neg_") else found[f"test_{name}"].mean()) for name, by in scoring.items()}
    model.fit(rows, target)
    return (model if transformer is None else Pipeline([("transformer", transformer), *model.steps])), scores


def features_and_target(rows: pd.DataFrame, task: str, target: str, positive: str, ignore: str) -> tuple[pd.DataFrame, pd.Series]:
    """Features and what to predict: a number, 1 for the positive class, or every class by its name. Rows without a target and columns to ignore are left out."""
    if target not in rows:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(map(str, rows.columns))}.")
    rows = rows[rows[target].notna()]
    if task == "regression":
        try:
            wanted = pd.to_numeric(rows[target]).astype(float)
        except ValueError as error:
            raise SystemExit(f"Column '{target}' must hold numbers: {error}.") from error
    else:
        wanted = labels_of(rows, target, positive)
    return rows.drop(columns=[target, *(name.strip() for name in ignore.split(","))], errors="ignore"), wanted


def load_transformer(folder: str | None) -> TransformerMixin | None:
    """The transformer that `preprocess` fitted, if one was given."""
    if folder is None:
        return None
    try:
        return mlflow.sklearn.load_model(folder)
    except (mlflow.MlflowException, OSError) as error:
        raise SystemExit(f"{folder} is no transformer in MLflow format: {error}") from error


def wait_for(verdict: pathlib.Path | None) -> None:
    """Ends here unless the gate before this job has passed."""
    if verdict is None:
        return
    try:
        said = json.loads(verdict.read_text(encoding="utf-8")).get("verdict")
    except (OSError, ValueError, AttributeError) as error:
        raise SystemExit(f"The verdict {verdict} cannot be read: {error}.") from error
    if said != "passed":
        raise SystemExit(f"The gate says '{said}', so nothing is done here.")


def save(model: Pipeline, features: pd.DataFrame, folder: pathlib.Path) -> None:
    """Writes the model in MLflow format, with its signature and the packages that it was fitted with."""
    needs = [f"{name}=={version(name)}" for name in ("mlflow-skinny", "scikit-learn", "lightgbm", "pandas", "numpy")]
    signature = infer_signature(as_fractions(features), model.predict(features))
    mlflow.sklearn.save_model(model, str(folder), signature=signature, input_example=as_fractions(features.head(3)), pip_requirements=needs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--transformer")
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--task", choices=list(SCORES), default="regression")
    parser.add_argument("--target", required=True)
    parser.add_argument("--positive", default="yes")
    parser.add_argument("--ignore", default="id")
    parser.add_argument("--n-estimators", type=int, default=300)
    parser.add_argument("--learning-rate", type=float, default=0.05)
    parser.add_argument("--num-leaves", type=int, default=31)
    parser.add_argument("--min-child-samples", type=int, default=20)
    parser.add_argument("--class-weight", choices=["balanced", "none"], default="balanced")
    parser.add_argument("--validation", choices=["shuffled", "forward"], default="shuffled")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    args = parser.parse_args()

    wait_for(args.gate)
    features, target = features_and_target(read_rows(args.train_data), args.task, args.target, args.positive, args.ignore)
    least = len(target) if args.task == "regression" else int(target.value_counts().min())
    if least < FOLDS:
        raise SystemExit(f"{least} rows{' of a class' if args.task == 'classification' else ''} are too few; at least {FOLDS} are needed to judge a model.")
    wanted = {"n_estimators": args.n_estimators, "learning_rate": args.learning_rate, "num_leaves": args.num_leaves}
    wanted |= {"min_child_samples": args.min_child_samples, "random_state": args.seed, "verbosity": -1}
    weight = None if args.class_weight == "none" else args.class_weight
    estimator = LGBMRegressor(**wanted) if args.task == "regression" else LGBMClassifier(class_weight=weight, **wanted)
    model, scores = fit(estimator, load_transformer(args.transformer), features, target, args.task, args.validation, args.seed)

    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_params({name: str(value) for name, value in vars(args).items() if name not in ("train_data", "transformer", "gate", "model")})
        mlflow.log_metrics(scores)
    save(model, features, args.model)
    said = ", ".join(f"{name} {value:.4g}" for name, value in scores.items())
    print(f"LightGBM: {said} in {FOLDS}-fold cross-validation over {len(features)} rows.")


if __name__ == "__main__":
    main()
