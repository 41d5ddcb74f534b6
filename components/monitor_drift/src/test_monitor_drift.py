import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import numpy as np
import pandas as pd

from contract import run_component
from monitor_drift import build_parser, compare_feature, measure, psi


def customers(seed: int, count: int = 3000, price: float = 60.0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    charges = np.where(rng.random(count) < 0.03, np.nan, rng.normal(price, 15, count))
    return pd.DataFrame({"id": range(count), "charges": charges, "contract": rng.choice(["month", "year"], count), "calls": rng.poisson(1, count)})


class MonitorDrift(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_it(self, baseline, target, *more, texts="--exclude id\n"):
        for name, rows in (("baseline", baseline), ("target", target)):
            (self.folder / name).mkdir(exist_ok=True)
            rows.to_csv(self.folder / name / "part.csv", index=False)
        given = ["--baseline", self.folder / "baseline", "--target", self.folder / "target", "--metrics", self.folder / "m.json", "--report", self.folder / "report", *more, "--texts"]
        kept = {key: value for key, value in os.environ.items() if key != "MLFLOW_RUN_ID"}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["monitor_drift.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                status = run_component(build_parser(), measure)
        return status, json.loads((self.folder / "m.json").read_text()) if status == 0 else said.getvalue()

    def test_other_customers_of_the_same_kind_are_no_drift(self):
        status, metrics = self.run_it(customers(1), customers(2))
        self.assertEqual((status, metrics["drift"]["drifted"], metrics["drift"]["features"]), (0, 0, 3))
        self.assertLess(metrics["drift"]["max_psi"], 0.02)

    def test_higher_prices_are_found_and_measured_in_four_ways(self):
        _, metrics = self.run_it(customers(1), customers(2, price=75.0))
        charges = metrics["features"]["charges"]
        self.assertEqual((metrics["drift"]["drifted"], metrics["drift"]["max_psi"]), (1, charges["psi"]))
        # A normal distribution that moves by one standard deviation.
        self.assertAlmostEqual(charges["wasserstein"], 1.0, delta=0.08)
        self.assertAlmostEqual(charges["wasserstein_raw"], 15.0, delta=1.2)
        self.assertAlmostEqual(charges["ks"], 0.3829, delta=0.04)
        self.assertGreater(charges["psi"], 0.7)
        self.assertNotIn("ks", metrics["features"]["contract"])

    def test_rows_in_json_lines_are_the_same_rows(self):
        _, told = self.run_it(customers(1), customers(2))
        with mock.patch.object(pd.DataFrame, "to_csv", lambda rows, path, **_: rows.to_json(pathlib.Path(path).with_suffix(".jsonl"), orient="records", lines=True, double_precision=15)):
            (self.folder / "target" / "part.csv").unlink()
            (self.folder / "baseline" / "part.csv").unlink()
            status, again = self.run_it(customers(1), customers(2))
        self.assertEqual(status, 0)
        self.assertAlmostEqual(again["drift"]["max_psi"], told["drift"]["max_psi"], places=6)

    def test_psi_is_what_its_formula_says(self):
        self.assertAlmostEqual(psi(np.array([50, 50]), np.array([80, 20])), 0.3 * np.log(1.6) - 0.3 * np.log(0.4))
        self.assertEqual(psi(np.array([50, 50, 0]), np.array([5, 5, 0])), 0)

    def test_numbers_are_binned_at_the_deciles_of_the_baseline(self):
        _, bins = compare_feature(pd.Series(range(1000)), pd.Series(range(1000)))
        self.assertEqual(list(bins["baseline"]), [0.1] * 10)

    def test_new_categories_and_values_that_vanish_count(self):
        target = customers(2).assign(contract="decade")
        _, metrics = self.run_it(customers(1), target)
        self.assertGreater(metrics["features"]["contract"]["psi"], 5)
        self.assertAlmostEqual(metrics["features"]["contract"]["js"], 1.0)

        _, metrics = self.run_it(customers(1), customers(2).assign(charges="unknown"))
        self.assertEqual(metrics["features"]["charges"]["missing_target"], 1.0)
        self.assertGreater(metrics["features"]["charges"]["psi"], 1)

    def test_a_column_that_production_lacks_is_counted_for_a_rule(self):
        _, metrics = self.run_it(customers(1), customers(2).drop(columns="calls").assign(extra=1))
        self.assertEqual((metrics["drift"]["missing_columns"], metrics["drift"]["new_columns"]), (1, 1))

    def test_writes_a_report_that_escapes_what_stands_in_the_data(self):
        self.run_it(customers(1).rename(columns={"contract": "<b>"}), customers(2).rename(columns={"contract": "<b>"}))
        report = (self.folder / "report" / "report.html").read_text()
        self.assertIn("&lt;b&gt;", report)
        self.assertNotIn("<b>", report)
        self.assertEqual(len(pd.read_csv(self.folder / "report" / "features.csv")), 3)

    def test_says_what_is_wrong_with_what_it_was_given(self):
        self.assertIn("noise would look like drift", self.run_it(customers(1), customers(2, 20))[1])
        self.assertIn("no column 'price'", self.run_it(customers(1), customers(2), texts="--features price\n")[1])
        self.assertIn("missing in the target", self.run_it(customers(1), customers(2).drop(columns="calls"), texts="--features calls\n")[1])


if __name__ == "__main__":
    unittest.main()
