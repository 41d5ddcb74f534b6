"""Trims and types the columns of a CSV file and drops rows without a target."""

import argparse
import csv
import json
import pathlib


def clean_rows(rows: list[dict[str, str]], target: str) -> list[dict[str, str]]:
    """Rows with every value trimmed, without those that have no target. An absent value stays empty: what fills it is learned from the training part only."""
    cleaned = []
    for row in rows:
        trimmed = {name.strip(): (value or "").strip() for name, value in row.items() if name}
        if trimmed.get(target):
            cleaned.append(trimmed)
    return cleaned


def read_rows(source: pathlib.Path) -> list[dict[str, str]]:
    """Rows of a CSV file, or of all CSV files of a folder in the order of their names."""
    rows: list[dict[str, str]] = []
    files = sorted(source.glob("*.csv")) if source.is_dir() else [source]
    for path in files:
        try:
            with path.open(newline="", encoding="utf-8-sig") as file:
                rows.extend(csv.DictReader(file))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise SystemExit(f"{path} cannot be read as CSV: {error}.") from error
    if not rows:
        raise SystemExit(f"{source} holds no rows of CSV.")
    return rows


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
    rows = read_rows(args.raw_data)
    names = [name.strip() for name in rows[0] if name]
    if args.target not in names:
        raise SystemExit(f"{args.raw_data} has no column '{args.target}'; it has: {', '.join(names)}.")
    cleaned = clean_rows(rows, args.target)
    if not cleaned:
        raise SystemExit(f"No row of {args.raw_data} has a '{args.target}'.")
    args.clean_data.mkdir(parents=True, exist_ok=True)
    with (args.clean_data / f"{args.raw_data.stem}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(cleaned[0]))
        writer.writeheader()
        writer.writerows(cleaned)
    print(f"{len(rows)} rows read, {len(rows) - len(cleaned)} without '{args.target}' dropped, {len(cleaned)} written.")


if __name__ == "__main__":
    main()
