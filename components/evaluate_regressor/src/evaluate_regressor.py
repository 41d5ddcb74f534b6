"""Judges predicted numbers on data that training never saw, as a whole and by cohort, beside simpler models."""

import argparse
import json
import os
import pathlib
import re

import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from sklearn import metrics as measure

from tables import read_rows


def judge(actual: pd.Series, predicted: pd.Series) -> dict[str, float]:
    """Errors of some rows. Those that such rows cannot have are left out: no R2 of a single value, no relative error of a zero.

    `bias` is the mean of predicted minus actual; `wape` is the sum of the errors as a share of the sum of the actual values.
    """
    found = {
        "rmse": measure.root_mean_squared_error(actual, predicted),
        "mae": measure.mean_absolute_error(actual, predicted),
        "median_error": measure.median_absolute_error(actual, predicted),
        "max_error": measure.max_error(actual, predicted),
        "bias": (predicted - actual).mean(),
    }
    if actual.nunique() > 1:
        found["r2"] = measure.r2_score(actual, predicted)
    if (actual != 0).all():
        found["mape"] = measure.mean_absolute_percentage_error(actual, predicted)
    if actual.abs().sum() > 0:
        found["wape"] = (predicted - actual).abs().sum() / actual.abs().sum()
    return {name: float(value) for name, value in found.items()} | {"rows": len(actual)}


def cohorts_of(rows: pd.DataFrame, wanted: str) -> dict[str, pd.Series]:
    """Which rows belong to which cohort. `age: 30, 60; contract` parts age at 30 and 60, and takes every value of contract as a cohort.

    With several columns the name of a cohort starts with its column. A column that is not there is named and left out.
    """
    parts = [part.strip() for part in wanted.split(";") if part.strip()]
    cohorts: dict[str, pd.Series] = {}
    for part in parts:
        column, _, edges = (word.strip() for word in part.partition(":"))
        if column not in rows:
            print(f"There is no column '{column}', so nothing is judged by it.")
            continue
        before = f"{name_of(column)}_" if len(parts) > 1 else ""
        cohorts |= {before + name_of(name): mask for name, mask in groups(rows[column], edges).items()}
    return cohorts


def groups(values: pd.Series, edges: str) -> dict[str, pd.Series]:
    """The parts between edges, or one for each value (the twenty most frequent)."""
    if not edges:
        return {name_of(value): values == value for value in values.value_counts().index[:20]}
    try:
        at = sorted(float(edge) for edge in edges.split(","))
        numbers = pd.to_numeric(values)
    except ValueError as error:
        raise SystemExit(f"Column '{values.name}' cannot be parted at {edges}: {error}.") from error
    between = {f"from_{low:g}_to_{high:g}": (numbers >= low) & (numbers <= high if high == at[-1] else numbers < high) for low, high in zip(at, at[1:])}
    return {f"under_{at[0]:g}": numbers < at[0]} | between | {f"over_{at[-1]:g}": numbers > at[-1] if between else numbers >= at[-1]}


def name_of(value: object) -> str:
    """A value as the name of a metric: letters, digits and underscores."""
    return re.sub(r"\W+", "_", str(value)).strip("_") or "other"


def predictions_of(model: str, features: pd.DataFrame) -> pd.Series:
    """What the model predicts for each row."""
    try:
        return pd.Series(mlflow.sklearn.load_model(model).predict(features), index=features.index, dtype=float)
    except (mlflow.MlflowException, OSError) as error:
        raise SystemExit(f"{model} is no scikit-learn model in MLflow format: {error}") from error
    except (AttributeError, ValueError) as error:
        raise SystemExit(f"The model cannot predict these rows: {error}") from error


def write_report(folder: pathlib.Path, rows: pd.DataFrame, actual: pd.Series, predicted: pd.Series, cohorts: dict[str, dict]) -> None:
    """Where and how the model errs, each view as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    errors = pd.DataFrame({"actual": actual, "predicted": predicted, "residual": predicted - actual})
    errors.to_csv(folder / "residuals.csv", index=False)
    parts = errors.groupby(pd.qcut(predicted.rank(method="first"), min(10, len(errors)), labels=False))
    by_size = parts.agg(rows=("actual", "size"), predicted=("predicted", "mean"), actual=("actual", "mean"), bias=("residual", "mean"), spread=("residual", "std"))
    by_size.to_csv(folder / "by_prediction.csv", index_label="tenth")
    counts, edges = np.histogram(errors["residual"], bins=20)
    pd.DataFrame({"from": edges[:-1], "to": edges[1:], "rows": counts}).to_csv(folder / "histogram.csv", index=False)
    worst = errors["residual"].abs().sort_values(ascending=False).index[:20]
    pd.concat([errors.loc[worst].drop(columns="actual"), rows.loc[worst]], axis=1).to_csv(folder / "worst.csv", index_label="row")
    pd.DataFrame.from_dict(cohorts, orient="index").to_csv(folder / "cohorts.csv", index_label="cohort")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    parser.add_argument("--baseline-model")
    parser.add_argument("--target", required=True)
    parser.add_argument("--ignore", default="id")
    parser.add_argument("--cohorts", default="")
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = read_rows(args.test_data)
    if args.target not in rows:
        raise SystemExit(f"There is no column '{args.target}'; there are: {', '.join(map(str, rows.columns))}.")
    actual = pd.to_numeric(rows[args.target], errors="coerce")
    if actual.isna().any():
        raise SystemExit(f"{int(actual.isna().sum())} of {len(rows)} rows have no number in '{args.target}', so they cannot be judged.")
    features = rows.drop(columns=[args.target, *(name.strip() for name in args.ignore.split(","))], errors="ignore")

    predicted = predictions_of(args.model, features)
    metrics: dict = judge(actual, predicted)
    metrics["cohorts"] = {name: judge(actual[mask], predicted[mask]) for name, mask in cohorts_of(rows, args.cohorts).items() if mask.any()}
    metrics["baseline_mean"] = judge(actual, pd.Series(actual.mean(), index=actual.index))
    if args.baseline_model:
        metrics["baseline_model"] = judge(actual, predictions_of(args.baseline_model, features))

    args.metrics.parent.mkdir(parents=True, exist_ok=True)
    args.metrics.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_report(args.report, rows, actual, predicted, metrics["cohorts"])
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_metrics({name: value for name, value in metrics.items() if isinstance(value, float)})
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
