"""Parts rows into training and test data at a point in time."""

import argparse
import datetime
import json
import os
import pathlib

import pandas as pd

from tables import read_rows


def moment(value: object) -> tuple[int, float]:
    """A number or an ISO 8601 date or time, to sort by."""
    try:
        return 0, float(value)
    except (TypeError, ValueError):
        pass
    try:
        at = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
    except ValueError:
        raise SystemExit(f"'{str(value)[:40]}' is neither a number nor a date such as 2026-01-31 or 2026-01-31T14:00:00.") from None
    return 1, (at if at.tzinfo else at.replace(tzinfo=datetime.timezone.utc)).timestamp()


def split(rows: pd.DataFrame, by: str, test_size: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The earlier rows and the later ones, in order. Rows of the same moment stay together, on the later side."""
    moments = [moment(value) for value in rows[by]]
    order = sorted(range(len(rows)), key=lambda place: moments[place])
    cut = moments[order[min(len(order) - 1, len(order) - round(len(order) * test_size))]]
    return rows.iloc[[place for place in order if moments[place] < cut]], rows.iloc[[place for place in order if moments[place] >= cut]]


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--time-column", required=True)
    parser.add_argument("--test-size", type=float, required=True)
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    args = parser.parse_args()

    wait_for(args.gate)
    rows = read_rows(args.data, dtype=str, keep_default_na=False)
    if args.time_column not in rows:
        raise SystemExit(f"There is no column '{args.time_column}'; there are: {', '.join(map(str, rows.columns))}.")
    train, test = split(rows, args.time_column, args.test_size)
    if train.empty or test.empty:
        raise SystemExit(f"{len(rows)} rows have too few moments in '{args.time_column}' to keep the latest {args.test_size:.0%} for the test.")
    for folder, name, part in ((args.train_data, "train.csv", train), (args.test_data, "test.csv", test)):
        folder.mkdir(parents=True, exist_ok=True)
        part.to_csv(folder / name, index=False)
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        import mlflow

        mlflow.log_metrics({"train_rows": len(train), "test_rows": len(test)})
    print(f"{len(train)} rows to learn from, until {train[args.time_column].iloc[-1]}; {len(test)} to test on, from {test[args.time_column].iloc[0]}.")


if __name__ == "__main__":
    main()
