"""Parts rows into training and test data at a point in time."""

import argparse
import csv
import datetime
import json
import pathlib

Row = dict[str, str]


def moment(text: str) -> tuple[int, float]:
    """A number or an ISO 8601 date or time, to sort by."""
    try:
        return 0, float(text)
    except ValueError:
        pass
    try:
        at = datetime.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise SystemExit(f"'{text[:40]}' is neither a number nor a date such as 2026-01-31 or 2026-01-31T14:00:00.") from None
    return 1, (at if at.tzinfo else at.replace(tzinfo=datetime.timezone.utc)).timestamp()


def split(rows: list[Row], by: str, test_size: float) -> tuple[list[Row], list[Row]]:
    """The earlier rows and the later ones, in order. Rows of the same moment stay together, on the later side."""
    ordered = sorted(rows, key=lambda row: moment(row[by]))
    cut = moment(ordered[min(len(ordered) - 1, len(ordered) - round(len(ordered) * test_size))][by])
    return [row for row in ordered if moment(row[by]) < cut], [row for row in ordered if moment(row[by]) >= cut]


def read_rows(source: pathlib.Path) -> list[Row]:
    """Rows of a CSV file, or of all CSV files of a folder in the order of their names."""
    rows: list[Row] = []
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


def write(file: pathlib.Path, rows: list[Row]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


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
    rows = read_rows(args.data)
    if args.time_column not in rows[0]:
        raise SystemExit(f"{args.data} has no column '{args.time_column}'; it has: {', '.join(rows[0])}.")
    train, test = split(rows, args.time_column, args.test_size)
    if not train or not test:
        raise SystemExit(f"{len(rows)} rows have too few moments in '{args.time_column}' to keep the latest {args.test_size:.0%} for the test.")
    write(args.train_data / "train.csv", train)
    write(args.test_data / "test.csv", test)
    print(f"{len(train)} rows to learn from, until {train[-1][args.time_column]}; {len(test)} to test on, from {test[0][args.time_column]}.")


if __name__ == "__main__":
    main()
