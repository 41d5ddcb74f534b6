"""Trims and types the columns of a CSV file and drops rows without a target."""

import argparse
import csv
import pathlib


def clean_rows(rows: list[dict[str, str]], target: str) -> list[dict[str, str]]:
    """Rows with every value trimmed, without those that have no target. An absent value stays empty: what fills it is learned from the training part only."""
    cleaned = []
    for row in rows:
        trimmed = {name.strip(): (value or "").strip() for name, value in row.items() if name}
        if trimmed.get(target):
            cleaned.append(trimmed)
    return cleaned


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--raw-data", type=pathlib.Path, required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--clean-data", type=pathlib.Path, required=True)
    args = parser.parse_args()

    with args.raw_data.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows or args.target not in rows[0]:
        raise SystemExit(f"{args.raw_data} has no column '{args.target}'; it has: {', '.join(rows[0]) if rows else 'no rows'}.")
    cleaned = clean_rows(rows, args.target)
    args.clean_data.mkdir(parents=True, exist_ok=True)
    with (args.clean_data / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(cleaned[0]))
        writer.writeheader()
        writer.writerows(cleaned)
    print(f"{len(rows)} rows read, {len(rows) - len(cleaned)} without '{args.target}' dropped, {len(cleaned)} written.")


if __name__ == "__main__":
    main()
