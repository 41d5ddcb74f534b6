"""Fits one scikit-learn estimator and logs its cross-validated score to MLflow."""

import argparse
import pathlib

import mlflow
import mlflow.sklearn
import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def build(estimator: str, max_iter: int, learning_rate: float, max_leaf_nodes: int, class_weight: str | None, seed: int) -> Pipeline:
    """The estimator behind its preprocessing, so that what fills a gap and what scales a column is learned from the training rows alone."""
    estimators = {
        "logistic_regression": lambda: LogisticRegression(max_iter=max_iter, class_weight=class_weight, random_state=seed),
        "gradient_boosting": lambda: HistGradientBoostingClassifier(
            max_iter=max_iter, learning_rate=learning_rate, max_leaf_nodes=max_leaf_nodes, class_weight=class_weight, random_state=seed
        ),
        "random_forest": lambda: RandomForestClassifier(
            n_estimators=max_iter, max_leaf_nodes=max_leaf_nodes, class_weight=class_weight, random_state=seed
        ),
    }
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore", sparse_output=False))
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")), (words, make_column_selector(dtype_exclude="number"))
    )
    return make_pipeline(columns, estimators[estimator]())


def read(folder: pathlib.Path, target: str) -> tuple[pd.DataFrame, pd.Series]:
    """Features and target (1 = yes) of every CSV file of a folder. Identifiers are no features."""
    rows = pd.concat([pd.read_csv(path) for path in sorted(folder.glob("*.csv"))], ignore_index=True)
    features = rows.drop(columns=[target, "customer_id"], errors="ignore")
    return features, (rows[target] == "yes").astype(int)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--estimator", required=True)
    parser.add_argument("--max-iter", type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--max-leaf-nodes", type=int, required=True)
    parser.add_argument("--class-weight", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    args = parser.parse_args()

    features, target = read(args.train_data, args.target)
    weight = None if args.class_weight == "none" else args.class_weight
    model = build(args.estimator, args.max_iter, args.learning_rate, args.max_leaf_nodes, weight, args.seed)
    score = float(cross_val_score(model, features, target, scoring="roc_auc", cv=5).mean())
    model.fit(features, target)

    mlflow.log_params({name: str(value) for name, value in vars(args).items() if name not in ("train_data", "model")})
    mlflow.log_metric("roc_auc", score)
    mlflow.sklearn.save_model(model, str(args.model), input_example=features.head(3))
    print(f"{args.estimator}: roc_auc {score:.4f} in 5-fold cross-validation over {len(features)} rows.")


if __name__ == "__main__":
    main()
