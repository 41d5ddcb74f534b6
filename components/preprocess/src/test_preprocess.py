import contextlib
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import mlflow.sklearn
import pandas as pd
import preprocess

TRAIN = pd.DataFrame({"id": [1, 2, 3], "warm": [0.0, 10.0, None], "weather": ["dry", "wet", "dry"], "rentals": [5, 1, 4]})
TEST = pd.DataFrame({"id": [4, 5], "warm": [None, 1000.0], "weather": ["snow", None], "rentals": [2, 3]})


class Preprocess(unittest.TestCase):
    def ready(self, test: pd.DataFrame | None = TEST, **changed: str) -> tuple[pd.DataFrame, pd.DataFrame | None, object]:
        """Prepared training and test rows, and the transformer loaded again."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            TRAIN.to_csv(folder / "train.csv", index=False)
            values = {"train-data": folder / "train.csv", "target": "rentals", "transformer": folder / "transformer"} | changed
            values |= {"train-ready": folder / "train_ready", "test-ready": folder / "test_ready"}
            if test is not None:
                test.to_csv(folder / "test.csv", index=False)
                values["test-data"] = folder / "test.csv"
            argv = ["preprocess", *(word for key, value in values.items() for word in (f"--{key}", str(value)))]
            with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()):
                preprocess.main()
            after = folder / "test_ready" / "test.csv"
            transformer = mlflow.sklearn.load_model(str(folder / "transformer"))
            return pd.read_csv(folder / "train_ready" / "train.csv"), pd.read_csv(after) if after.exists() else None, transformer

    def test_learns_from_the_training_rows_alone(self):
        train, test, _ = self.ready(scale="none")
        self.assertEqual(list(train["warm"]), [0, 10, 5])
        self.assertEqual(list(test["warm"]), [5, 1000])

    def test_keeps_target_and_ignored_columns_and_encodes_words(self):
        train, test, _ = self.ready()
        self.assertEqual(list(train.columns), ["id", "rentals", "warm", "weather_dry", "weather_wet"])
        self.assertAlmostEqual(train["warm"].mean(), 0)
        self.assertEqual(test[["weather_dry", "weather_wet"]].to_numpy().tolist(), [[0, 0], [1, 0]])

    def test_saves_a_transformer_that_prepares_raw_rows(self):
        _, test, transformer = self.ready(words="missing", encode="ordinal", scale="minmax", numbers="zero")
        again = transformer.transform(TEST[["warm", "weather"]])
        self.assertEqual(again.to_numpy().tolist(), test[["warm", "weather"]].to_numpy().tolist())

    def test_takes_nothing_but_booleans_and_more_words_than_fit(self):
        rows = pd.DataFrame({"member": [True, False] * 300, "name": [f"n{k}" for k in range(600)]})
        for features, count in ((rows[["member"]], 2), (rows, 2 + preprocess.MOST_CATEGORIES)):
            made = preprocess.build(features, "median", "most_frequent", "onehot", "standard").fit_transform(features)
            self.assertEqual(len(made.columns), count)
            self.assertLessEqual({"member_False", "member_True"}, set(made.columns))

    def test_works_without_test_rows(self):
        self.assertIsNone(self.ready(test=None)[1])

    def test_a_test_without_a_feature_is_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            self.ready(test=TEST.drop(columns="warm"))
        self.assertIn("The test rows lack warm", str(stopped.exception))
