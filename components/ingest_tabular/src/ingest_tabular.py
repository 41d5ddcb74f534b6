"""Reads tables in several formats and writes their rows as one CSV file, with a profile of the columns."""

import argparse
import json
import os
import pathlib

import pandas as pd

from tables import ENDINGS, files_of, read_file


def read_rows(source: pathlib.Path, pattern: str) -> tuple[pd.DataFrame, int]:
    """All rows of the files that match, in the order of their names, and how many files there were. Every file must have the same columns."""
    files = files_of(source, pattern=pattern, endings=tuple(ENDINGS))
    tables = []
    for path in files:
        table = read_file(path)
        table.columns = [str(name).strip() for name in table.columns]
        if tables and set(table.columns) != set(tables[0].columns):
            odd = ", ".join(sorted(set(table.columns) ^ set(tables[0].columns)))
            raise SystemExit(f"{path.name} and {files[0].name} have different columns: {odd}.")
        tables.append(table)
    rows = pd.concat(tables, ignore_index=True)
    if rows.empty:
        raise SystemExit(f"{source.name} holds no rows.")
    return rows, len(files)


def keep(rows: pd.DataFrame, wanted: str | None) -> pd.DataFrame:
    """The wanted columns, in the order asked for."""
    names = [name.strip() for name in (wanted or "").split(",") if name.strip()]
    absent = [name for name in names if name not in rows]
    if absent:
        raise SystemExit(f"There is no column {', '.join(absent)}; there are: {', '.join(rows.columns)}.")
    return rows[names] if names else rows


def describe(rows: pd.DataFrame) -> dict:
    """What the rows look like, in numbers that JSON can carry."""
    columns = {}
    for name in rows:
        values = rows[name].dropna()
        facts = {"type": str(rows[name].dtype), "missing": float(rows[name].isna().mean()), "different": int(values.astype(str).nunique())}
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values) and len(values):
            facts |= {"least": float(values.min()), "greatest": float(values.max()), "mean": float(values.mean())}
        columns[name] = facts
    return {"rows": len(rows), "duplicates": int(rows.astype(str).duplicated().sum()), "columns": columns}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--pattern", default="*")
    parser.add_argument("--columns")
    parser.add_argument("--drop-duplicates", type=lambda text: text.lower() == "true", default=False)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--profile", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows, files = read_rows(args.source, args.pattern)
    rows = keep(rows, args.columns)
    if args.drop_duplicates:
        rows = rows.drop_duplicates()
    profile = describe(rows)
    for path in (args.data, args.profile):
        path.parent.mkdir(parents=True, exist_ok=True)
    rows.to_csv(args.data, index=False)
    args.profile.write_text(json.dumps(profile, indent=2) + "\n", encoding="utf-8")
    # A local run without a tracking server logs nothing: nobody would look for it.
    if os.environ.get("MLFLOW_TRACKING_URI"):
        import mlflow

        mlflow.log_metrics({"rows": profile["rows"], "duplicates": profile["duplicates"]})
    print(f"{len(rows)} rows with {len(rows.columns)} columns from {files} file{'s' if files > 1 else ''}.")


if __name__ == "__main__":
    main()
