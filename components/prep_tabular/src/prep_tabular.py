"""Trims the columns of a table and drops rows without a target."""

import argparse
import json
import os
import pathlib

import pandas as pd

from tables import read_rows


def clean_rows(rows: pd.DataFrame, target: str) -> pd.DataFrame:
    """Rows with every text trimmed, without those that have no target. An absent value stays empty: what fills it is learned from the training part only."""
    named = rows.loc[:, [not str(name).startswith("Unnamed: ") for name in rows.columns]]
    trimmed = named.map(lambda value: value.strip() if isinstance(value, str) else value)
    trimmed.columns = [str(name).strip() for name in named.columns]
    if target not in trimmed:
        raise SystemExit(f"There is no column '{target}'; there are: {', '.join(trimmed.columns)}.")
    return trimmed[trimmed[target].notna() & (trimmed[target] != "")]


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
    parser.add_argument("--raw-data", type=pathlib.Path, required=True)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--target", required=True)
    parser.add_argument("--clean-data", type=pathlib.Path, required=True)
    args = parser.parse_args()

    wait_for(args.gate)
    rows = read_rows(args.raw_data, dtype=str, keep_default_na=False)
    cleaned = clean_rows(rows, args.target)
    if cleaned.empty:
        raise SystemExit(f"No row of {args.raw_data.name} has a '{args.target}'.")
    args.clean_data.mkdir(parents=True, exist_ok=True)
    cleaned.to_csv(args.clean_data / f"{args.raw_data.stem}.csv", index=False)
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        import mlflow

        mlflow.log_metrics({"rows": len(cleaned), "dropped": len(rows) - len(cleaned)})
    print(f"{len(rows)} rows read, {len(rows) - len(cleaned)} without '{args.target}' dropped, {len(cleaned)} written.")


if __name__ == "__main__":
    main()
