import contextlib
import io
import pathlib
import random
import sys
import tempfile
import unittest
from unittest import mock

import mlflow.sklearn
import pandas as pd
import train_regressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer


def rentals(count: int) -> pd.DataFrame:
    """Bicycles that are rented when it is warm and dry."""
    chance = random.Random(5)
    rows = []
    for k in range(count):
        warm, weather = chance.uniform(0, 30), chance.choice(["dry", "wet"])
        rows.append({"id": k, "warm": warm if chance.random() > 0.05 else None, "weather": weather, "rentals": 10 + 5 * warm - 20 * (weather == "wet")})
    return pd.DataFrame(rows)


class TrainRegressor(unittest.TestCase):
    def test_saves_a_model_that_reads_raw_rows(self):
        with tempfile.TemporaryDirectory() as name:
            folder, rows = pathlib.Path(name), rentals(200)
            rows.to_parquet(folder / "rows.parquet")
            argv = ["train", "--train-data", str(folder), "--target", "rentals", "--estimator", "ridge", "--max-iter", "50"]
            argv += ["--learning-rate", "0.1", "--max-leaf-nodes", "7", "--seed", "7", "--model", str(folder / "model")]
            with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()) as said:
                train_regressor.main()

            model = mlflow.sklearn.load_model(str(folder / "model"))
            cold, warm = model.predict(pd.DataFrame({"warm": [5.0, 25.0], "weather": ["dry", "dry"]}))
            self.assertAlmostEqual(warm - cold, 100, delta=15)
            self.assertIn("ridge: rmse", said.getvalue())

    def test_fits_every_estimator_that_it_offers(self):
        features, target = train_regressor.features_and_target(rentals(80), "rentals", "id")
        for name in ("ridge", "decision_tree", "random_forest", "extra_trees", "gradient_boosting"):
            with self.subTest(name):
                model, scores = train_regressor.fit(train_regressor.estimator_of(name, 10, 0.2, 15, 7), None, features, target, "forward", 7)
                self.assertEqual(set(scores), {"rmse", "mae", "r2"})
                self.assertEqual(len(model.predict(features)), 80)

    def test_a_transformer_that_was_given_is_not_fitted_again(self):
        features, target = train_regressor.features_and_target(rentals(80)[["warm", "rentals"]].fillna(0), "rentals", "")
        transformer = make_pipeline(FunctionTransformer(lambda rows: rows * 2)).fit(features)
        model, scores = train_regressor.fit(train_regressor.estimator_of("ridge", 10, 0.2, 15, 7), transformer, features, target, "shuffled", 7)
        self.assertIs(model.steps[0][1], transformer)
        self.assertEqual(len(model.predict(features)), 80)
        self.assertGreater(scores["r2"], 0.5)

    def test_a_target_of_words_is_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            train_regressor.features_and_target(rentals(5), "weather", "")
        self.assertIn("must hold numbers", str(stopped.exception))
