import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import pandas as pd
import prep_tabular
from prep_tabular import clean_rows, wait_for


class CleanRows(unittest.TestCase):
    def test_trims_names_and_values(self):
        cleaned = clean_rows(pd.DataFrame({" age ": [" 41 "], "churned": ["no"], "Unnamed: 0": ["0"]}), "churned")
        self.assertEqual(cleaned.to_dict("records"), [{"age": "41", "churned": "no"}])

    def test_drops_rows_without_a_target(self):
        cleaned = clean_rows(pd.DataFrame({"age": ["41", "7", "8"], "churned": [" ", "yes", None]}), "churned")
        self.assertEqual(cleaned.to_dict("records"), [{"age": "7", "churned": "yes"}])

    def test_names_the_columns_when_the_target_is_missing(self):
        with self.assertRaises(SystemExit) as stopped:
            clean_rows(pd.DataFrame({"age": ["41"]}), "churned")
        self.assertIn("no column 'churned'; there are: age.", str(stopped.exception))


class Main(unittest.TestCase):
    def prepared(self, source: pathlib.Path, folder: pathlib.Path) -> str:
        argv = ["prep", "--raw-data", str(source), "--target", "churned", "--clean-data", str(folder / "out")]
        with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()):
            prep_tabular.main()
        return next((folder / "out").iterdir()).read_text()

    def test_keeps_what_is_written_and_what_is_missing_in_every_format(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows = pd.DataFrame({"age": [41, None], "region": ["NA", " 007"], "churned": ["no", "yes"]}).astype({"age": "Int64"})
            rows.to_csv(folder / "a.csv", index=False)
            rows.to_parquet(folder / "b.parquet")
            self.assertEqual(self.prepared(folder / "a.csv", folder / "x"), "age,region,churned\n41,NA,no\n,007,yes\n")
            self.assertEqual(self.prepared(folder / "b.parquet", folder / "y").replace("41.0", "41"), "age,region,churned\n41,NA,no\n,007,yes\n")

    def test_reads_every_file_of_a_folder_and_a_byte_order_mark(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "in").mkdir()
            (folder / "in" / "a.csv").write_text("age,churned\n41,no\n", encoding="utf-8-sig")
            (folder / "in" / "b.jsonl").write_text('\ufeff{"age": 7, "churned": "yes"}\n', encoding="utf-8")
            self.assertEqual(self.prepared(folder / "in", folder), "age,churned\n41,no\n7,yes\n")


class Gate(unittest.TestCase):
    def test_goes_on_behind_a_gate_that_passed_and_behind_none(self):
        with tempfile.TemporaryDirectory() as name:
            verdict = pathlib.Path(name) / "verdict.json"
            verdict.write_text('{"verdict": "passed"}')
            wait_for(verdict)
            wait_for(None)

    def test_stops_behind_a_gate_that_held_back(self):
        with tempfile.TemporaryDirectory() as name:
            verdict = pathlib.Path(name) / "verdict.json"
            verdict.write_text('{"verdict": "held-back"}')
            with self.assertRaises(SystemExit) as stopped:
                wait_for(verdict)
        self.assertIn("held-back", str(stopped.exception))
