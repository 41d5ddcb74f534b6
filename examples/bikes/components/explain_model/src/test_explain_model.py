import contextlib
import io
import json
import pathlib
import random
import sys
import tempfile
import unittest
from unittest import mock

import explain_model
import mlflow.sklearn
import pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.tree import DecisionTreeClassifier

CHANCE = random.Random(11)
ROWS = pd.DataFrame({"id": range(120), "calls": [CHANCE.randint(0, 9) for _ in range(120)], "luck": [CHANCE.random() for _ in range(120)]})
ROWS["churned"] = ["yes" if calls > 5 else "no" for calls in ROWS["calls"]]
ROWS["cost"] = 4.0 * ROWS["calls"]


class Explain(unittest.TestCase):
    def explained(self, model: object, target: str, **changed: str) -> tuple[dict, pd.DataFrame]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            ROWS.drop(columns="cost" if target == "churned" else "churned").to_csv(folder / "rows.csv", index=False)
            mlflow.sklearn.save_model(model, str(folder / "model"), pip_requirements=[])
            values = {"model": folder / "model", "data": folder / "rows.csv", "target": target, "ignore": "id", "max-rows": "100"} | changed
            values |= {"importance": folder / "importance.json", "report": folder / "report"}
            argv = ["explain", *(word for key, value in values.items() for word in (f"--{key}", str(value)))]
            with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()):
                explain_model.main()
            return json.loads((folder / "importance.json").read_text()), pd.read_csv(folder / "report" / "dependence.csv")

    def test_finds_what_a_classifier_goes_by(self):
        model = LogisticRegression().fit(ROWS[["calls", "luck"]], ROWS["churned"] == "yes")
        found, dependence = self.explained(model, "churned")
        self.assertEqual(list(found["importance"]), ["calls", "luck"])
        self.assertGreater(found["importance"]["calls"]["share"], 0.9)
        self.assertGreater(found["score"], 0.99)
        rising = dependence[dependence["column"] == "calls"]["prediction"]
        self.assertTrue(rising.is_monotonic_increasing)

    def test_explains_how_every_class_is_told(self):
        rows = ROWS.assign(churned=ROWS["calls"].map(lambda calls: "low" if calls < 3 else "middle" if calls < 7 else "high"))
        model = DecisionTreeClassifier(random_state=1).fit(rows[["calls", "luck"]], rows["churned"])
        with mock.patch(f"{__name__}.ROWS", rows):
            found, dependence = self.explained(model, "churned")
        self.assertAlmostEqual(found["score"], 1)
        self.assertGreater(found["importance"]["calls"]["share"], 0.9)
        rising = dependence[(dependence["column"] == "calls") & (dependence["class"] == "high")]["prediction"]
        self.assertTrue(rising.is_monotonic_increasing)

    def test_a_model_of_two_names_is_explained_by_them(self):
        found, _ = self.explained(LogisticRegression().fit(ROWS[["calls", "luck"]], ROWS["churned"]), "churned")
        self.assertGreater(found["score"], 0.99)

    def test_finds_what_a_regressor_goes_by(self):
        found, _ = self.explained(LinearRegression().fit(ROWS[["calls", "luck"]], ROWS["cost"]), "cost")
        self.assertAlmostEqual(found["score"], 1)
        self.assertGreater(found["importance"]["calls"]["mean"], 1)

    def test_columns_that_the_model_does_not_know_are_a_sentence(self):
        model = LinearRegression().fit(ROWS[["luck"]], ROWS["cost"])
        with self.assertRaises(SystemExit) as stopped:
            self.explained(model, "cost")
        self.assertIn("cannot predict these rows", str(stopped.exception))

    def test_a_target_of_one_class_is_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            explain_model.target_of(ROWS, "churned", "left", [0, 1])
        self.assertIn("it holds no, yes", str(stopped.exception))
