import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import evaluate_regressor
import mlflow.sklearn
import pandas as pd
from sklearn.linear_model import LinearRegression

ROWS = pd.DataFrame({"id": range(40), "hour": [k % 24 for k in range(40)], "day": ["work", "rest"] * 20})
ROWS["rentals"] = 3.0 * ROWS["hour"] + 5 * (ROWS["day"] == "work")


class Judge(unittest.TestCase):
    def test_counts_as_one_would_by_hand(self):
        found = evaluate_regressor.judge(pd.Series([10.0, 20.0, 30.0, 40.0]), pd.Series([12.0, 18.0, 30.0, 44.0]))
        self.assertAlmostEqual(found["rmse"], 6**0.5)
        self.assertEqual((found["mae"], found["bias"], found["median_error"], found["max_error"]), (2, 1, 2, 4))
        self.assertAlmostEqual(found["r2"], 1 - 24 / 500)
        self.assertAlmostEqual(found["mape"], (0.2 + 0.1 + 0 + 0.1) / 4)
        self.assertAlmostEqual(found["wape"], 0.08)

    def test_leaves_out_what_such_rows_cannot_have(self):
        found = evaluate_regressor.judge(pd.Series([0.0, 0.0]), pd.Series([1.0, 2.0]))
        for name in ("r2", "mape", "wape"):
            self.assertNotIn(name, found)


class Main(unittest.TestCase):
    def run_main(self, rows: pd.DataFrame) -> tuple[dict, set[str]]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows.to_csv(folder / "rows.csv", index=False)
            mlflow.sklearn.save_model(LinearRegression().fit(ROWS[["hour"]], ROWS["rentals"]), str(folder / "model"), pip_requirements=[])
            argv = ["evaluate", "--model", str(folder / "model"), "--baseline-model", str(folder / "model"), "--test-data", str(folder / "rows.csv")]
            argv += ["--target", "rentals", "--ignore", "id, day", "--cohorts", "hour: 6, 18; day", "--metrics", str(folder / "metrics.json")]
            with mock.patch.object(sys, "argv", [*argv, "--report", str(folder / "report")]), contextlib.redirect_stdout(io.StringIO()):
                evaluate_regressor.main()
            return json.loads((folder / "metrics.json").read_text()), {path.name for path in (folder / "report").iterdir()}

    def test_judges_the_whole_the_cohorts_and_simpler_models(self):
        metrics, files = self.run_main(ROWS)
        self.assertAlmostEqual(metrics["mae"], 2.5, delta=0.2)
        self.assertLess(metrics["rmse"], metrics["baseline_mean"]["rmse"])
        self.assertEqual(metrics["baseline_model"]["r2"], metrics["r2"])
        self.assertEqual(set(metrics["cohorts"]), {"hour_under_6", "hour_from_6_to_18", "hour_over_18", "day_work", "day_rest"})
        self.assertGreater(metrics["cohorts"]["day_rest"]["bias"], 2)
        self.assertEqual(files, {"residuals.csv", "by_prediction.csv", "histogram.csv", "worst.csv", "cohorts.csv"})

    def test_rows_without_a_number_to_compare_with_are_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            self.run_main(ROWS.assign(rentals="many"))
        self.assertIn("40 of 40 rows have no number in 'rentals'", str(stopped.exception))

    def test_columns_that_the_model_does_not_know_are_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            self.run_main(ROWS.rename(columns={"hour": "time"}))
        self.assertIn("cannot predict these rows", str(stopped.exception))
