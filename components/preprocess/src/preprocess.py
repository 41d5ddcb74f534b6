"""Fits imputing, encoding and scaling on the training rows and applies them to training and test rows."""

import argparse
import json
import os
import pathlib
from importlib.metadata import version

import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow.models import infer_signature
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

from tables import as_fractions, read_rows, refuse_infinite

# A column of more categories keeps the most frequent, the others together: one of a value a row would fill the memory.
MOST_CATEGORIES = 100


def build(features: pd.DataFrame, numbers: str, words: str, encode: str, scale: str) -> ColumnTransformer:
    """The transformer for columns like these, not fitted."""
    fills = {"median": {"strategy": "median"}, "mean": {"strategy": "mean"}, "zero": {"strategy": "constant", "fill_value": 0}}
    scalers = {"standard": [StandardScaler()], "minmax": [MinMaxScaler()], "none": []}
    encoders = {
        "onehot": OneHotEncoder(handle_unknown="infrequent_if_exist", max_categories=MOST_CATEGORIES, sparse_output=False),
        "ordinal": OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    }
    word_fill = {"strategy": "constant", "fill_value": "missing"} if words == "missing" else {"strategy": "most_frequent"}
    # An imputer takes no column of nothing but booleans; as objects it does.
    as_objects = FunctionTransformer(pd.DataFrame.astype, kw_args={"dtype": object}, feature_names_out="one-to-one")
    are_numbers = list(features.select_dtypes("number").columns)
    are_words = [name for name in features if name not in are_numbers]
    steps = [
        ("numbers", make_pipeline(SimpleImputer(**fills[numbers], keep_empty_features=True), *scalers[scale]), are_numbers),
        ("words", make_pipeline(as_objects, SimpleImputer(**word_fill, keep_empty_features=True), encoders[encode]), are_words),
    ]
    return ColumnTransformer([step for step in steps if step[2]], verbose_feature_names_out=False).set_output(transform="pandas")


def prepared(transformer: ColumnTransformer, rows: pd.DataFrame, features: list[str]) -> pd.DataFrame:
    """The columns that are no features as they are, then the features prepared."""
    absent = [name for name in features if name not in rows]
    if absent:
        raise SystemExit(f"The test rows lack {', '.join(absent)}.")
    return pd.concat([rows.drop(columns=features), transformer.transform(rows[features])], axis=1)


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


def write(folder: pathlib.Path, name: str, rows: pd.DataFrame) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows.to_csv(folder / name, index=False)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--test-data", type=pathlib.Path)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--target", required=True)
    parser.add_argument("--ignore", default="id")
    parser.add_argument("--numbers", choices=["median", "mean", "zero"], default="median")
    parser.add_argument("--words", choices=["most_frequent", "missing"], default="most_frequent")
    parser.add_argument("--encode", choices=["onehot", "ordinal"], default="onehot")
    parser.add_argument("--scale", choices=["standard", "minmax", "none"], default="standard")
    parser.add_argument("--transformer", type=pathlib.Path, required=True)
    parser.add_argument("--train-ready", type=pathlib.Path, required=True)
    parser.add_argument("--test-ready", type=pathlib.Path, required=True)
    args = parser.parse_args()

    wait_for(args.gate)
    train = read_rows(args.train_data)
    if args.target not in train:
        raise SystemExit(f"There is no column '{args.target}'; there are: {', '.join(map(str, train.columns))}.")
    kept = {args.target, *(name.strip() for name in args.ignore.split(","))}
    features = [name for name in train if name not in kept]
    if not features:
        raise SystemExit(f"{args.train_data} holds nothing but '{args.target}' and columns to ignore.")
    refuse_infinite(train[features])
    transformer = build(train[features], args.numbers, args.words, args.encode, args.scale).fit(train[features])

    ready = prepared(transformer, train, features)
    write(args.train_ready, "train.csv", ready)
    args.test_ready.mkdir(parents=True, exist_ok=True)
    if args.test_data:
        write(args.test_ready, "test.csv", prepared(transformer, read_rows(args.test_data), features))
    needs = [f"{name}=={version(name)}" for name in ("mlflow-skinny", "scikit-learn", "pandas", "numpy")]
    example = as_fractions(train[features].head(3))
    signature = infer_signature(as_fractions(train[features]), transformer.transform(example))
    mlflow.sklearn.save_model(transformer, str(args.transformer), signature=signature, input_example=example, pip_requirements=needs, pyfunc_predict_fn="transform")
    made = len(ready.columns) - (len(train.columns) - len(features))
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        mlflow.log_params({name: getattr(args, name) for name in ("numbers", "words", "encode", "scale")})
        mlflow.log_metrics({"features_before": len(features), "features_after": made})
    print(f"{len(features)} columns became {made} features, learned from {len(train)} rows.")


if __name__ == "__main__":
    main()
