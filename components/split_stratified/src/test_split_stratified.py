import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import pandas as pd
import split_stratified
from split_stratified import split

ROWS = pd.DataFrame([{"id": str(k), "churned": "yes" if k % 5 == 0 else "no"} for k in range(100)])


class Split(unittest.TestCase):
    def test_keeps_the_share_of_every_class(self):
        train, test = split(ROWS, "churned", 0.25, seed=7)
        self.assertEqual((len(train), len(test)), (75, 25))
        self.assertEqual((test["churned"] == "yes").sum(), 5)

    def test_puts_every_row_in_exactly_one_part(self):
        train, test = split(ROWS, "churned", 0.25, seed=7)
        self.assertEqual(sorted([*train["id"], *test["id"]], key=int), list(ROWS["id"]))

    def test_gives_the_same_parts_for_the_same_seed(self):
        parts = [[list(part["id"]) for part in split(ROWS, "churned", 0.25, seed=seed)] for seed in (7, 7, 8)]
        self.assertEqual(parts[0], parts[1])
        self.assertNotEqual(parts[0], parts[2])

    def test_splits_at_random_when_no_column_is_named(self):
        train, test = split(ROWS, "none", 0.25, seed=7)
        self.assertEqual((len(train), len(test)), (75, 25))


class Main(unittest.TestCase):
    def test_gives_the_same_parts_whatever_the_format_and_leaves_texts_as_they_are_written(self):
        rows = ROWS.assign(region=["NA", "007"] * 50, note='says "hi", leaves')
        found = []
        for name, write in (("a.csv", lambda path: rows.to_csv(path, index=False)), ("a.jsonl", lambda path: rows.to_json(path, orient="records", lines=True)), ("a.parquet", rows.to_parquet)):
            with tempfile.TemporaryDirectory() as held, contextlib.redirect_stdout(io.StringIO()):
                folder = pathlib.Path(held)
                write(folder / name)
                argv = ["split", "--data", str(folder), "--test-size", "0.25", "--stratify-by", "churned", "--seed", "7"]
                with mock.patch.object(sys, "argv", [*argv, "--train-data", str(folder / "train"), "--test-data", str(folder / "test")]):
                    split_stratified.main()
                found.append((folder / "train" / "train.csv").read_text() + (folder / "test" / "test.csv").read_text())
        self.assertEqual(found, [found[0]] * 3)
        self.assertIn('yes,NA,"says ""hi"", leaves"', found[0])
        self.assertIn(",007,", found[0])
