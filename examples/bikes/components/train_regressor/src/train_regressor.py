"""Fits one scikit-learn regressor and logs its cross-validated errors to MLflow."""

import argparse
import json
import os
import pathlib
from importlib.metadata import version

# Threads that wait must not spin: the trials of a sweep share the cores, and fitting would take ten times as long. Read when scikit-learn is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow.models import infer_signature
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_validate
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from tables import as_fractions, read_rows, refuse_infinite

SCORES = {"rmse": "neg_root_mean_squared_error", "mae": "neg_mean_absolute_error", "r2": "r2"}
FOLDS = 5
# A column of more categories keeps the most frequent, the others together: one of a value a row would fill the memory.
MOST_CATEGORIES = 100


def estimator_of(name: str, max_iter: int, learning_rate: float, max_leaf_nodes: int, seed: int) -> BaseEstimator:
    """The estimator of that name, not fitted."""
    trees = {"max_leaf_nodes": max_leaf_nodes, "random_state": seed}
    estimators = {
        "ridge": lambda: Ridge(max_iter=max_iter, random_state=seed),
        "decision_tree": lambda: DecisionTreeRegressor(**trees),
        "random_forest": lambda: RandomForestRegressor(n_estimators=max_iter, **trees),
        "extra_trees": lambda: ExtraTreesRegressor(n_estimators=max_iter, **trees),
        "gradient_boosting": lambda: HistGradientBoostingRegressor(max_iter=max_iter, learning_rate=learning_rate, **trees),
    }
    if name not in estimators:
        raise SystemExit(f"There is no estimator '{name}'; there are: {', '.join(estimators)}.")
    return estimators[name]()


def preprocessing() -> TransformerMixin:
    """What the model brings along when no transformer was given: fills gaps, scales numbers, encodes words."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    # An imputer takes no column of nothing but booleans; as objects it does.
    as_objects = FunctionTransformer(pd.DataFrame.astype, kw_args={"dtype": object}, feature_names_out="one-to-one")
    words = make_pipeline(as_objects, SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=MOST_CATEGORIES, sparse_output=False))
    return make_column_transformer((numbers, make_column_selector(dtype_include="number")), (words, make_column_selector(dtype_exclude="number")))


def fit(estimator: BaseEstimator, transformer: TransformerMixin | None, features: pd.DataFrame, target: pd.Series, validation: str, seed: int) -> tuple[Pipeline, dict]:
    """A model that reads raw rows, and its errors in cross-validation. A transformer that was given stays as it was fitted."""
    folds = TimeSeriesSplit(FOLDS) if validation == "forward" else KFold(FOLDS, shuffle=True, random_state=seed)
    if transformer is None:
        model, rows = make_pipeline(preprocessing(), estimator), features
    else:
        model, rows = estimator, transformer.transform(features)
    found = cross_validate(model, rows, target, scoring=SCORES, cv=folds)
    scores = {name: float(abs(found[f"test_{name}"].mean()) if name != "r2" else found["test_r2"].mean()) for name in SCORES}
    model.fit(rows, target)
    return (model if transformer is None else Pipeline([("transformer", transformer), ("estimator", model)])), scores


def features_and_target(rows: pd.DataFrame, target: str, ignore: str) -> tuple[pd.DataFrame, pd.Series]:
    """Features and the number to predict. Rows without a target and columns to ignore are left out."""
    if target not in rows:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(map(str, rows.columns))}.")
    rows = rows[rows[target].notna()]
    try:
        numbers = pd.to_numeric(rows[target]).astype(float)
    except ValueError as error:
        raise SystemExit(f"Column '{target}' must hold numbers: {error}.") from error
    return rows.drop(columns=[target, *(name.strip() for name in ignore.split(","))], errors="ignore"), numbers


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
    needs = [f"{name}=={version(name)}" for name in ("mlflow-skinny", "scikit-learn", "pandas", "numpy")]
    signature = infer_signature(as_fractions(features), model.predict(features))
    mlflow.sklearn.save_model(model, str(folder), signature=signature, input_example=as_fractions(features.head(3)), pip_requirements=needs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--transformer")
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--target", required=True)
    parser.add_argument("--ignore", default="id")
    parser.add_argument("--estimator", required=True)
    parser.add_argument("--max-iter", type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--max-leaf-nodes", type=int, required=True)
    parser.add_argument("--validation", choices=["shuffled", "forward"], default="shuffled")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    args = parser.parse_args()

    wait_for(args.gate)
    features, target = features_and_target(read_rows(args.train_data), args.target, args.ignore)
    refuse_infinite(features)
    if len(features) < 2 * FOLDS:
        raise SystemExit(f"{len(features)} rows are too few; at least {2 * FOLDS} are needed to judge a model.")
    estimator = estimator_of(args.estimator, args.max_iter, args.learning_rate, args.max_leaf_nodes, args.seed)
    model, scores = fit(estimator, load_transformer(args.transformer), features, target, args.validation, args.seed)

    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_params({name: str(value) for name, value in vars(args).items() if name not in ("train_data", "transformer", "gate", "model")})
        mlflow.log_metrics(scores)
    save(model, features, args.model)
    print(f"{args.estimator}: rmse {scores['rmse']:.4g}, r2 {scores['r2']:.4f} in {FOLDS}-fold cross-validation over {len(features)} rows.")


if __name__ == "__main__":
    main()
