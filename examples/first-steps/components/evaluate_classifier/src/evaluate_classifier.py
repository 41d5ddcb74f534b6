"""Judges a classifier on data that training never saw, as a whole and by cohort, beside a simpler model."""

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
from sklearn.calibration import calibration_curve

from tables import read_rows


def judge(labels: pd.Series, scores: pd.Series, threshold: float) -> dict[str, float]:
    """Metrics of some rows. Those that such rows cannot have are left out: no recall without a positive row, no ROC AUC with a single class."""
    said = (scores >= threshold).astype(int)
    found = {
        "accuracy": measure.accuracy_score(labels, said),
        "precision": measure.precision_score(labels, said, zero_division=0),
        "selection_rate": said.mean(),
        "positive_rate": labels.mean(),
        "brier": measure.brier_score_loss(labels, scores),
        "log_loss": measure.log_loss(labels, scores, labels=[0, 1]),
    }
    if labels.any():
        found |= {"recall": measure.recall_score(labels, said), "f1": measure.f1_score(labels, said)}
    if labels.nunique() == 2:
        found |= {
            "balanced_accuracy": measure.balanced_accuracy_score(labels, said),
            "roc_auc": measure.roc_auc_score(labels, scores),
            "average_precision": measure.average_precision_score(labels, scores),
            "false_positive_rate": said[labels == 0].mean(),
        }
    return {name: float(value) for name, value in found.items()} | {"rows": len(labels)}


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


def labels_of(rows: pd.DataFrame, target: str, positive: str) -> pd.Series:
    """1 for the positive class, 0 for the others. Every row must have a target, and both kinds must be there."""
    if target not in rows:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(map(str, rows.columns))}.")
    words = rows[target].astype(str).str.strip().str.lower().str.removesuffix(".0")
    labels = (words == positive.lower()).astype(int)
    if labels.nunique() < 2:
        found = ", ".join(sorted(words.unique())[:5])
        raise SystemExit(f"Column '{target}' must hold '{positive}' and something else; it holds {found}, so no model can be judged on it.")
    return labels


def scores_of(model: str, features: pd.DataFrame) -> pd.Series:
    """How likely each row is of the positive class, says the model."""
    try:
        return pd.Series(mlflow.sklearn.load_model(model).predict_proba(features)[:, 1], index=features.index)
    except (mlflow.MlflowException, OSError) as error:
        raise SystemExit(f"{model} is no scikit-learn model in MLflow format: {error}") from error
    except (AttributeError, ValueError, IndexError) as error:
        raise SystemExit(f"The model cannot score these rows: {error}") from error


def write_report(folder: pathlib.Path, labels: pd.Series, scores: pd.Series, threshold: float, positive: str, cohorts: dict[str, dict]) -> None:
    """Confusion matrix, ROC, precision and recall, calibration, every threshold and every cohort, each as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    said = scores >= threshold
    names = ["other", positive]
    pd.DataFrame(measure.confusion_matrix(labels, said), index=names, columns=[f"said_{name}" for name in names]).to_csv(folder / "confusion.csv")
    false_rate, true_rate, at = measure.roc_curve(labels, scores)
    pd.DataFrame({"false_positive_rate": false_rate, "true_positive_rate": true_rate, "threshold": at}).to_csv(folder / "roc.csv", index=False)
    precision, recall, at = measure.precision_recall_curve(labels, scores)
    pd.DataFrame({"precision": precision, "recall": recall, "threshold": np.append(at, np.nan)}).to_csv(folder / "precision_recall.csv", index=False)
    happened, promised = calibration_curve(labels, scores, n_bins=10, strategy="quantile")
    pd.DataFrame({"promised": promised, "happened": happened}).to_csv(folder / "calibration.csv", index=False)
    steps = [{"threshold": round(at, 2)} | judge(labels, scores, at) for at in np.arange(0.05, 1, 0.05)]
    kept = ["threshold", "accuracy", "precision", "recall", "f1", "selection_rate"]
    pd.DataFrame(steps)[kept].to_csv(folder / "thresholds.csv", index=False)
    pd.DataFrame.from_dict(cohorts, orient="index").to_csv(folder / "cohorts.csv", index_label="cohort")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    parser.add_argument("--baseline-model")
    parser.add_argument("--target", required=True)
    parser.add_argument("--positive", default="yes")
    parser.add_argument("--ignore", default="customer_id")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--cohorts", default="age: 30, 60")
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = read_rows(args.test_data)
    labels = labels_of(rows, args.target, args.positive)
    features = rows.drop(columns=[args.target, *(name.strip() for name in args.ignore.split(","))], errors="ignore")

    scores = scores_of(args.model, features)
    metrics: dict = judge(labels, scores, args.threshold)
    masks = cohorts_of(rows, args.cohorts)
    metrics["cohorts"] = {name: judge(labels[mask], scores[mask], args.threshold) for name, mask in masks.items() if mask.any()}
    if args.baseline_model:
        metrics["baseline_model"] = judge(labels, scores_of(args.baseline_model, features), args.threshold)

    args.metrics.parent.mkdir(parents=True, exist_ok=True)
    args.metrics.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_report(args.report, labels, scores, args.threshold, args.positive, metrics["cohorts"])
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_metrics({name: value for name, value in metrics.items() if isinstance(value, float)})
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
