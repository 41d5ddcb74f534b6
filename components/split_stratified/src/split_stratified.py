"""Parts rows into training and test data with the same share of every class in both."""

import argparse
import csv
import pathlib
import random

Row = dict[str, str]


def split(rows: list[Row], by: str, test_size: float, seed: int) -> tuple[list[Row], list[Row]]:
    """Training and test rows. Each class gives `test_size` of its rows (rounded) to the test; the order of the rows is kept."""
    chance = random.Random(seed)
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row[by], []).append(place)
    test: set[int] = set()
    for label in sorted(places):
        test.update(chance.sample(places[label], round(len(places[label]) * test_size)))
    return [row for k, row in enumerate(rows) if k not in test], [row for k, row in enumerate(rows) if k in test]


def write(folder: pathlib.Path, rows: list[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
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

    rows: list[Row] = []
    for path in sorted(args.data.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows.extend(csv.DictReader(file))
    train, test = split(rows, args.stratify_by, args.test_size, args.seed)
    write(args.train_data, train)
    write(args.test_data, test)
    print(f"{len(train)} rows to learn from, {len(test)} to test on.")


if __name__ == "__main__":
    main()
