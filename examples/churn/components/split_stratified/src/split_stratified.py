"""Parts rows into training and test data with the same share of every class in both."""

import argparse
import os
import pathlib
import random

import pandas as pd

from tables import read_rows


def split(rows: pd.DataFrame, by: str, test_size: float, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Training and test rows. Each class gives `test_size` of its rows (rounded) to the test; the order of the rows is kept. By `none` all rows are one class."""
    chance = random.Random(seed)
    places: dict[str, list[int]] = {}
    for place, label in enumerate([""] * len(rows) if by == "none" else rows[by].fillna("").astype(str)):
        places.setdefault(label, []).append(place)
    test: set[int] = set()
    for label in sorted(places):
        test.update(chance.sample(places[label], round(len(places[label]) * test_size)))
    is_test = [place in test for place in range(len(rows))]
    return rows[[not kept for kept in is_test]], rows[is_test]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--test-size", type=float, required=True)
    parser.add_argument("--stratify-by", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = read_rows(args.data, dtype=str, keep_default_na=False)
    if args.stratify_by != "none" and args.stratify_by not in rows:
        raise SystemExit(f"There is no column '{args.stratify_by}'; there are: {', '.join(map(str, rows.columns))}.")
    train, test = split(rows, args.stratify_by, args.test_size, args.seed)
    if train.empty or test.empty:
        raise SystemExit(f"{len(rows)} rows are too few to keep {args.test_size:.0%} of each class for the test.")
    for folder, name, part in ((args.train_data, "train.csv", train), (args.test_data, "test.csv", test)):
        folder.mkdir(parents=True, exist_ok=True)
        part.to_csv(folder / name, index=False)
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        import mlflow

        mlflow.log_metrics({"train_rows": len(train), "test_rows": len(test)})
    print(f"{len(train)} rows to learn from, {len(test)} to test on.")


if __name__ == "__main__":
    main()
