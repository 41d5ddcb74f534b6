"""Parts rows into training and test data with the same share of every class in both."""

import argparse
import csv
import pathlib
import random

Row = dict[str, str]


def split(rows: list[Row], by: str, test_size: float, seed: int) -> tuple[list[Row], list[Row]]:
    """Training and test rows. Each class gives `test_size` of its rows (rounded) to the test; the order of the rows is kept. By `none` all rows are one class."""
    chance = random.Random(seed)
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault("" if by == "none" else row[by], []).append(place)
    test: set[int] = set()
    for label in sorted(places):
        test.update(chance.sample(places[label], round(len(places[label]) * test_size)))
    return [row for k, row in enumerate(rows) if k not in test], [row for k, row in enumerate(rows) if k in test]


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


def write(file: pathlib.Path, rows: list[Row]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--test-size", type=float, required=True)
    parser.add_argument("--stratify-by", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--train-data", type=pathlib.Path, required=True)
    parser.add_argument("--test-data", type=pathlib.Path, required=True)
    args = parser.parse_args()

    rows = read_rows(args.data)
    if args.stratify_by != "none" and args.stratify_by not in rows[0]:
        raise SystemExit(f"{args.data} has no column '{args.stratify_by}'; it has: {', '.join(rows[0])}.")
    train, test = split(rows, args.stratify_by, args.test_size, args.seed)
    if not train or not test:
        raise SystemExit(f"{len(rows)} rows are too few to keep {args.test_size:.0%} of each class for the test.")
    write(args.train_data / "train.csv", train)
    write(args.test_data / "test.csv", test)
    print(f"{len(train)} rows to learn from, {len(test)} to test on.")


if __name__ == "__main__":
    main()
