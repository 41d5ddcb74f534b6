"""Judges a classifier on data that training never saw, as a whole and by age."""

import argparse
import json
import pathlib

import mlflow
import mlflow.sklearn
import pandas as pd
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score, roc_auc_score, roc_curve

COHORTS = {"under_30": lambda age: age < 30, "from_30_to_60": lambda age: (age >= 30) & (age <= 60), "over_60": lambda age: age > 60}


def judge(target: pd.Series, scores: pd.Series, ages: pd.Series) -> dict:
    """Metrics of the whole and of each age group; a group without a single positive row has no recall and is left out."""
    predicted = (scores >= 0.5).astype(int)
    metrics = {
        "accuracy": accuracy_score(target, predicted),
        "precision": precision_score(target, predicted, zero_division=0),
        "recall": recall_score(target, predicted),
        "f1": f1_score(target, predicted),
        "roc_auc": roc_auc_score(target, scores),
        "rows": len(target),
        "cohorts": {},
    }
    for name, belongs in COHORTS.items():
        group = belongs(ages)
        if target[group].sum() > 0:
            metrics["cohorts"][name] = {"rows": int(group.sum()), "recall": recall_score(target[group], predicted[group])}
    return metrics


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    parser.add_argument("--baseline-model")
    parser.add_argument("--target", required=True)
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = pd.concat([pd.read_csv(path) for path in sorted(args.test_data.glob("*.csv"))], ignore_index=True)
    features = rows.drop(columns=[args.target, "customer_id"], errors="ignore")
    target = (rows[args.target] == "yes").astype(int)

    scores = pd.Series(mlflow.sklearn.load_model(args.model).predict_proba(features)[:, 1])
    metrics = judge(target, scores, rows["age"])
    if args.baseline_model:
        simple = mlflow.sklearn.load_model(args.baseline_model).predict_proba(features)[:, 1]
        metrics["baseline_model"] = {"roc_auc": roc_auc_score(target, simple)}

    args.metrics.parent.mkdir(parents=True, exist_ok=True)
    args.metrics.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    args.report.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(confusion_matrix(target, scores >= 0.5), index=["stays", "leaves"], columns=["said_stays", "said_leaves"]).to_csv(args.report / "confusion.csv")
    false_rate, true_rate, threshold = roc_curve(target, scores)
    pd.DataFrame({"false_positive_rate": false_rate, "true_positive_rate": true_rate, "threshold": threshold}).to_csv(args.report / "roc.csv", index=False)
    mlflow.log_metrics({name: value for name, value in metrics.items() if isinstance(value, float)})
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    main()
