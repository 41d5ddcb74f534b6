import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import ingest_tabular
import pandas as pd

ROWS = pd.DataFrame({"hour": [1, 2, 3], "weather": ["dry", None, "wet"], "rentals": [10, 0, 4]})


class Ingest(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)

    def test_joins_files_of_several_formats_in_the_order_of_their_names(self):
        ROWS.to_csv(self.folder / "a.csv", index=False)
        ROWS.to_parquet(self.folder / "b.parquet")
        ROWS.to_json(self.folder / "c.jsonl", orient="records", lines=True)
        ROWS.to_csv(self.folder / "d.tsv", index=False, sep="\t")
        (self.folder / "readme.md").write_text("no data")

        rows, files = ingest_tabular.read_rows(self.folder, "*")

        self.assertEqual(files, 4)
        self.assertEqual(list(rows["rentals"]), [10, 0, 4] * 4)

    def test_writes_one_file_and_its_profile(self):
        ROWS.to_csv(self.folder / "a.csv", index=False)
        argv = ["ingest", "--source", str(self.folder / "a.csv"), "--columns", "rentals, weather", "--data", str(self.folder / "out" / "data")]
        with mock.patch.object(sys, "argv", [*argv, "--profile", str(self.folder / "out" / "profile.json")]), contextlib.redirect_stdout(io.StringIO()):
            ingest_tabular.main()

        profile = json.loads((self.folder / "out" / "profile.json").read_text())
        self.assertEqual((self.folder / "out" / "data").read_text().splitlines()[0], "rentals,weather")
        self.assertEqual(profile["columns"]["rentals"], {"type": "int64", "missing": 0.0, "different": 3, "least": 0.0, "greatest": 10.0, "mean": 14 / 3})
        self.assertAlmostEqual(profile["columns"]["weather"]["missing"], 1 / 3)

    def test_bad_sources_are_sentences(self):
        (self.folder / "a.csv").write_text("")
        (self.folder / "b.parquet").write_text("not parquet")
        for source, sentence in (("a.csv", "a.csv cannot be read"), ("b.parquet", "b.parquet cannot be read"), ("none", "There is no file none")):
            with self.subTest(source), self.assertRaises(SystemExit) as stopped:
                ingest_tabular.read_rows(self.folder / source, "*")
            self.assertIn(sentence, str(stopped.exception))

    def test_files_with_other_columns_are_not_mixed(self):
        ROWS.to_csv(self.folder / "a.csv", index=False)
        ROWS.rename(columns={"hour": "time"}).to_csv(self.folder / "b.csv", index=False)
        with self.assertRaises(SystemExit) as stopped:
            ingest_tabular.read_rows(self.folder, "*")
        self.assertIn("different columns: hour, time", str(stopped.exception))

    def test_names_the_columns_that_are_not_there(self):
        with self.assertRaises(SystemExit) as stopped:
            ingest_tabular.keep(ROWS, "hour, wind")
        self.assertIn("no column wind", str(stopped.exception))
