"""Judges a classifier on data that training never saw, as a whole and by cohort, beside a simpler model."""

import argparse
import json
import os
import pathlib

import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from sklearn import metrics as measure
from sklearn.calibration import calibration_curve

from classes import EVERY, labels_of, words_of
from several import judge_classes, name_of, write_class_report
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


def scores_of(model: str, features: pd.DataFrame) -> pd.DataFrame:
    """How likely each row is of each class, says the model."""
    try:
        loaded = mlflow.sklearn.load_model(model)
        scores = pd.DataFrame(loaded.predict_proba(features), index=features.index, columns=words_of(pd.Series(loaded.classes_)))
        scores.attrs["are_names"] = isinstance(loaded.classes_[0], str)
        return scores
    except (mlflow.MlflowException, OSError) as error:
        raise SystemExit(f"{model} is no scikit-learn model in MLflow format: {error}") from error
    except (AttributeError, ValueError, IndexError) as error:
        raise SystemExit(f"The model cannot score these rows: {error}") from error


def scores_for(scores: pd.DataFrame, positive: str) -> pd.Series:
    """How likely each row is of the positive class. Of two that have no names, only 0 and 1, the second is what training was to find."""
    if not scores.attrs["are_names"]:
        return scores.iloc[:, 1]
    names = [name for name in scores if name.lower() == positive.strip().lower()]
    if not names:
        raise SystemExit(f"The model tells {', '.join(scores)}, not '{positive}'. Set `positive` to one of them.")
    return scores[names[0]]


def scores_of_all(scores: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Scores of these classes; one that the model never saw has none, so its rows count as errors."""
    if not set(names) & set(scores):
        raise SystemExit(f"The model tells {', '.join(scores)}, none of which is in the rows: {', '.join(names[:5])}.")
    return scores.reindex(columns=names, fill_value=0.0)


def write_report(folder: pathlib.Path, labels: pd.Series, scores: pd.Series, threshold: float, positive: str) -> None:
    """Confusion matrix, ROC, precision and recall, calibration and every threshold, each as CSV."""
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
    if args.target in rows and rows[args.target].isna().any():
        print(f"{int(rows[args.target].isna().sum())} rows without '{args.target}' are left out.")
        rows = rows[rows[args.target].notna()]
    features = rows.drop(columns=[args.target, *(name.strip() for name in args.ignore.split(","))], errors="ignore")
    scores = scores_of(args.model, features)
    # A model of more than two classes tells every class, whatever there is to find.
    several = args.positive.strip() == EVERY or len(scores.columns) > 2
    labels = labels_of(rows, args.target, EVERY if several else args.positive)
    if several:
        scores = scores_of_all(scores, sorted({*scores, *labels}))
        judged = lambda of, mask: judge_classes(labels[mask], of[mask])
    else:
        scores = scores_for(scores, args.positive)
        judged = lambda of, mask: judge(labels[mask], of[mask], args.threshold)

    every = pd.Series(True, index=rows.index)
    metrics: dict = judged(scores, every)
    metrics["cohorts"] = {name: judged(scores, mask) for name, mask in cohorts_of(rows, args.cohorts).items() if mask.any()}
    if args.baseline_model:
        simpler = scores_of(args.baseline_model, features)
        metrics["baseline_model"] = judged(scores_of_all(simpler, list(scores)) if several else scores_for(simpler, args.positive), every)
    for part in [*metrics["cohorts"].values(), metrics.get("baseline_model", {})]:
        part.pop("classes", None)

    args.metrics.parent.mkdir(parents=True, exist_ok=True)
    args.metrics.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    if several:
        write_class_report(args.report, labels, scores, metrics)
    else:
        write_report(args.report, labels, scores, args.threshold, args.positive)
    pd.DataFrame.from_dict(metrics["cohorts"], orient="index").to_csv(args.report / "cohorts.csv", index_label="cohort")
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_metrics({name: value for name, value in metrics.items() if isinstance(value, float)})
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
