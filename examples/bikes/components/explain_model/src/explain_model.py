"""Says what a model goes by: permutation importance and partial dependence, both by scikit-learn."""

import argparse
import json
import os
import pathlib

# Threads that wait must not spin: the trials of a sweep share the cores, and fitting would take ten times as long. Read when scikit-learn is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import mlflow
import mlflow.sklearn
import pandas as pd
from sklearn.base import BaseEstimator, is_classifier
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.metrics import get_scorer

from classes import EVERY, labels_of, words_of
from tables import read_rows

SHOWN = 5


def importance_of(model: BaseEstimator, features: pd.DataFrame, target: pd.Series, repeats: int, seed: int) -> tuple[float, pd.DataFrame]:
    """The score of the model, and for each column how much of it is lost when its values are shuffled. ROC AUC for classes, R2 for numbers.

    With every class by its name, ROC AUC is the mean over the classes, each against all others.
    """
    scoring = ("roc_auc_ovr" if target.dtype == object else "roc_auc") if is_classifier(model) else "r2"
    found = permutation_importance(model, features, target, scoring=scoring, n_repeats=repeats, random_state=seed)
    table = pd.DataFrame({"column": features.columns, "mean": found.importances_mean, "std": found.importances_std})
    lost = table["mean"].clip(lower=0)
    table["share"] = lost / lost.sum() if lost.sum() > 0 else 0.0
    return float(get_scorer(scoring)(model, features, target)), table.sort_values("mean", ascending=False, ignore_index=True)


def dependence_of(model: BaseEstimator, features: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The mean prediction at twenty values of each column, the others as they are."""
    tables = []
    for column in columns:
        try:
            found = partial_dependence(model, features.astype({column: float}), [column], grid_resolution=20, kind="average")
        except ValueError as error:
            # Values so large that doubles cannot tell them apart, such as identifiers: there is no curve to draw.
            print(f"No curve for {column}: {str(error).splitlines()[0]}")
            continue
        # Of two classes the second is told, of several each.
        names = words_of(pd.Series(model.classes_)) if len(found["average"]) > 1 else [None]
        for name, average in zip(names, found["average"]):
            tables.append(pd.DataFrame({"column": column, **({} if name is None else {"class": name}), "value": found["grid_values"][0], "prediction": average}))
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["column", "value", "prediction"])


def target_of(rows: pd.DataFrame, target: str, positive: str, classes: list | None) -> pd.Series:
    """What the model should have said: 1 for the positive class and 0 for the others, the class by its name, or the number where there are no classes."""
    if target not in rows:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(map(str, rows.columns))}.")
    if classes is None:
        numbers = pd.to_numeric(rows[target], errors="coerce")
        if numbers.isna().any():
            raise SystemExit(f"The model predicts numbers, and {int(numbers.isna().sum())} rows have none in '{target}'.")
        return numbers
    # Two classes that have no names, only 0 and 1: the second is what training was to find.
    if positive.strip() != EVERY and len(classes) <= 2 and not isinstance(classes[0], str):
        return labels_of(rows, target, positive)
    names = dict(zip(words_of(pd.Series(classes)), classes))
    words = labels_of(rows, target, EVERY)
    unknown = sorted(set(words) - set(names))
    if unknown or words.nunique() < len(names):
        lacking = sorted(set(names) - set(words))
        said = f"the model never saw {', '.join(unknown[:5])}" if unknown else f"no row is of {', '.join(lacking[:5])}"
        raise SystemExit(f"The model tells {', '.join(names)}, and {said}: it can be explained on rows of just these classes.")
    return words.map(names).astype(object)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--positive", default="yes")
    parser.add_argument("--ignore", default="")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--max-rows", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--importance", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = read_rows(args.data)
    rows = rows[rows[args.target].notna()] if args.target in rows else rows
    if len(rows) > args.max_rows:
        rows = rows.sample(args.max_rows, random_state=args.seed).reset_index(drop=True)
    try:
        model = mlflow.sklearn.load_model(args.model)
    except (mlflow.MlflowException, OSError) as error:
        raise SystemExit(f"{args.model} is no scikit-learn model in MLflow format: {error}") from error
    target = target_of(rows, args.target, args.positive, list(model.classes_) if is_classifier(model) else None)
    features = rows.drop(columns=[args.target, *(name.strip() for name in args.ignore.split(","))], errors="ignore")
    try:
        score, table = importance_of(model, features, target, args.repeats, args.seed)
    except (AttributeError, ValueError) as error:
        raise SystemExit(f"The model cannot predict these rows: {error}") from error
    numbers = [name for name in table["column"] if pd.api.types.is_numeric_dtype(features[name])][:SHOWN]

    args.importance.parent.mkdir(parents=True, exist_ok=True)
    by_column = {row.column: {"mean": float(row.mean), "std": float(row.std), "share": float(row.share)} for row in table.itertuples(index=False)}
    args.importance.write_text(json.dumps({"score": score, "importance": by_column}, indent=2) + "\n", encoding="utf-8")
    args.report.mkdir(parents=True, exist_ok=True)
    table.to_csv(args.report / "importance.csv", index=False)
    dependence_of(model, features, numbers).to_csv(args.report / "dependence.csv", index=False)
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_metric("score", score)
    print(table.to_string(index=False, float_format="%.4f"))


if __name__ == "__main__":
    main()
