import contextlib
import io
import pathlib
import random
import sys
import tempfile
import unittest
from unittest import mock

import mlflow.sklearn
import numpy as np
import pandas as pd
import train_lightgbm


def rentals(count: int) -> pd.DataFrame:
    """Bicycles that are rented when it is warm and dry; some temperatures are missing, and a value has a name that LightGBM would refuse."""
    chance = random.Random(5)
    rows = []
    for k in range(count):
        warm, weather = chance.uniform(0, 30), chance.choice(['dry: "fine"', "wet"])
        rented = 10 + 5 * warm - 20 * (weather == "wet")
        rows.append({"id": k, "warm": warm if chance.random() > 0.05 else None, "weather": weather, "rentals": rented, "busy": "yes" if rented > 80 else "no"})
    return pd.DataFrame(rows)


class TrainLightgbm(unittest.TestCase):
    def trained(self, rows: pd.DataFrame, **changed: str) -> tuple[object, str]:
        """The model that the script saves, loaded again, and what it prints."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows.to_csv(folder / "rows.csv", index=False)
            values = {"train-data": str(folder / "rows.csv"), "n-estimators": "40", "min-child-samples": "5", "model": str(folder / "model")} | changed
            argv = ["train", *(word for key, value in values.items() for word in (f"--{key}", value))]
            with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()) as said:
                train_lightgbm.main()
            return mlflow.sklearn.load_model(str(folder / "model")), said.getvalue()

    def test_predicts_numbers_from_raw_rows(self):
        rows = rentals(300)
        model, said = self.trained(rows.drop(columns="busy"), target="rentals")
        error = model.predict(rows[["warm", "weather"]]) - rows["rentals"]
        self.assertLess(np.sqrt((error**2).mean()), 20)
        self.assertIn("rmse", said)

    def test_finds_a_class(self):
        rows = rentals(300)
        model, said = self.trained(rows.drop(columns="rentals"), target="busy", task="classification")
        self.assertGreater((model.predict(rows[["warm", "weather"]]) == (rows["busy"] == "yes")).mean(), 0.9)
        self.assertIn("roc_auc", said)

    def test_tells_every_class_by_its_name(self):
        rows = rentals(300).assign(kind=lambda rows: pd.cut(rows["rentals"], [-100, 40, 90, 1000], labels=["few", "some", "many"]).astype(str))
        model, said = self.trained(rows.drop(columns=["rentals", "busy"]), target="kind", task="classification", positive="none")
        self.assertEqual(set(model.predict(rows[["warm", "weather"]])), {"few", "some", "many"})
        self.assertRegex(said, r"roc_auc 0\.9.* f1 0\.[89]")

    def test_takes_a_fitted_transformer_along(self):
        features, target = train_lightgbm.features_and_target(rentals(120), "regression", "rentals", "", "id, busy")
        transformer = train_lightgbm.preprocessing().fit(features)
        model, _ = train_lightgbm.fit(train_lightgbm.LGBMRegressor(n_estimators=5, verbosity=-1), transformer, features, target, "regression", "forward", 7)
        self.assertIs(model.steps[0][1], transformer)
        self.assertEqual(len(model.predict(features)), 120)

    def test_bad_targets_are_sentences(self):
        rows = rentals(9)
        for task, target, sentence in (
            ("regression", "weather", "must hold numbers"),
            ("classification", "weather", "Set `positive` to the value to find"),
            ("regression", "hires", "There is no column 'hires'"),
        ):
            with self.subTest(target), self.assertRaises(SystemExit) as stopped:
                train_lightgbm.features_and_target(rows, task, target, "yes", "")
            self.assertIn(sentence, str(stopped.exception))
