"""Judges a classifier of several classes: each class against all others, and the means over the classes."""

import pathlib
import re

import numpy as np
import pandas as pd
from sklearn import metrics as measure
from sklearn.calibration import calibration_curve


def judge_classes(labels: pd.Series, scores: pd.DataFrame) -> dict:
    """Metrics of some rows, those of each class under `classes`. Means are over the classes that these rows hold; `_weighted` counts each by its rows.

    `brier` is half the squared distance of the scores from the truth, so that with two classes it is the usual one.
    """
    said = scores.idxmax(axis="columns")
    classes = {name: judge_class(labels == name, said == name, scores[name]) for name in scores if (labels == name).any()}
    truth = np.column_stack([labels == name for name in scores])
    found = {
        "accuracy": (said == labels).mean(),
        "brier": ((scores.to_numpy() - truth) ** 2).sum(axis=1).mean() / 2,
        "log_loss": measure.log_loss(labels, np.clip(scores, 1e-15, 1), labels=list(scores)),
    }
    for key in ("precision", "recall", "f1", "roc_auc", "average_precision"):
        having = [of for of in classes.values() if key in of]
        if having:
            found[key] = np.mean([of[key] for of in having])
            if key in ("precision", "f1", "roc_auc"):
                found[f"{key}_weighted"] = np.average([of[key] for of in having], weights=[of["rows"] for of in having])
    found["balanced_accuracy"] = found["recall"]
    return {name: float(value) for name, value in found.items()} | {"rows": len(labels), "classes": {name_of(name): of for name, of in classes.items()}}


def judge_class(is_it: pd.Series, said: pd.Series, scores: pd.Series) -> dict[str, float]:
    """One class against all others; no AUC where all rows are of it."""
    found = {
        "precision": measure.precision_score(is_it, said, zero_division=0),
        "recall": measure.recall_score(is_it, said),
        "f1": measure.f1_score(is_it, said),
        "share": is_it.mean(),
    }
    if not is_it.all():
        found |= {"roc_auc": measure.roc_auc_score(is_it, scores), "average_precision": measure.average_precision_score(is_it, scores)}
    return {name: float(value) for name, value in found.items()} | {"rows": int(is_it.sum())}


def name_of(value: object) -> str:
    """A value as the name of a metric: letters, digits and underscores."""
    return re.sub(r"\W+", "_", str(value)).strip("_") or "other"


def write_class_report(folder: pathlib.Path, labels: pd.Series, scores: pd.DataFrame, metrics: dict) -> None:
    """Confusion matrix, and of each class against all others ROC, precision and recall, and calibration. There is no threshold to choose: the likeliest class is said."""
    folder.mkdir(parents=True, exist_ok=True)
    names, said = list(scores), scores.idxmax(axis="columns")
    pd.DataFrame(measure.confusion_matrix(labels, said, labels=names), index=names, columns=[f"said_{name}" for name in names]).to_csv(folder / "confusion.csv")
    pd.DataFrame.from_dict(metrics["classes"], orient="index").to_csv(folder / "classes.csv", index_label="class")
    roc, precise, calibrated = [], [], []
    for name in names:
        is_it = labels == name
        if is_it.nunique() < 2:
            continue
        false_rate, true_rate, at = measure.roc_curve(is_it, scores[name])
        roc.append(pd.DataFrame({"class": name, "false_positive_rate": false_rate, "true_positive_rate": true_rate, "threshold": at}))
        precision, recall, at = measure.precision_recall_curve(is_it, scores[name])
        precise.append(pd.DataFrame({"class": name, "precision": precision, "recall": recall, "threshold": np.append(at, np.nan)}))
        happened, promised = calibration_curve(is_it, scores[name], n_bins=10, strategy="quantile")
        calibrated.append(pd.DataFrame({"class": name, "promised": promised, "happened": happened}))
    for file, tables in (("roc.csv", roc), ("precision_recall.csv", precise), ("calibration.csv", calibrated)):
        pd.concat(tables).to_csv(folder / file, index=False)
    print("There are several classes: curves and calibration are those of each against all others, and no thresholds are drawn.")
