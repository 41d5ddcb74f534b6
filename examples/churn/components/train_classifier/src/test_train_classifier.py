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
import train_classifier
from mlflow.models import Model


def customers(count: int) -> pd.DataFrame:
    """Customers who leave when they called often; a few ages are missing."""
    chance = random.Random(3)
    calls = [chance.randint(0, 6) for _ in range(count)]
    return pd.DataFrame(
        {
            "customer_id": [f"c{k}" for k in range(count)],
            "age": [chance.randint(18, 80) if chance.random() > 0.1 else None for _ in range(count)],
            "contract": [chance.choice(["monthly", "yearly"]) for _ in range(count)],
            "calls": calls,
            "churned": ["yes" if k > 3 else "no" for k in calls],
        }
    )


class TrainClassifier(unittest.TestCase):
    def run_main(self, folder: pathlib.Path, **changed: str) -> None:
        values = {"train-data": str(folder), "target": "churned", "estimator": "logistic_regression", "max-iter": "50", "learning-rate": "0.1"}
        values |= {"max-leaf-nodes": "7", "class-weight": "balanced", "seed": "7", "model": str(folder / "model")} | changed
        with mock.patch.object(sys, "argv", ["train", *(word for name, value in values.items() for word in (f"--{name}", value))]):
            train_classifier.main()

    def test_saves_a_model_that_reads_raw_rows(self):
        with tempfile.TemporaryDirectory() as name:
            folder, rows = pathlib.Path(name), customers(120)
            rows.to_csv(folder / "rows.csv", index=False)

            self.run_main(folder)

            model = mlflow.sklearn.load_model(str(folder / "model"))
            said = model.predict(rows.drop(columns=["churned", "customer_id"]))
            self.assertGreater((said == (rows["churned"] == "yes")).mean(), 0.9)
            # MLflow holds rows against the signature: numbers that were whole may have gaps later.
            kinds = {column.name: column.type.name for column in Model.load(str(folder / "model")).get_input_schema().inputs}
            self.assertEqual((kinds["calls"], kinds["contract"]), ("double", "string"))

    def test_fits_every_estimator_that_it_offers(self):
        rows = customers(60)
        features, labels = train_classifier.features_and_labels(rows, "churned", "yes", "customer_id")
        for estimator in ("logistic_regression", "decision_tree", "random_forest", "extra_trees", "gradient_boosting"):
            with self.subTest(estimator):
                model = train_classifier.build(estimator, 10, 0.1, 7, "balanced", 7).fit(features, labels)
                self.assertEqual(model.predict_proba(features).shape, (60, 2))

    def test_names_the_columns_when_the_target_is_missing(self):
        with self.assertRaises(SystemExit) as stopped:
            train_classifier.features_and_labels(customers(9), "left", "yes", "")
        self.assertIn("no column 'left'; there are: customer_id, age", str(stopped.exception))

    def test_says_what_the_target_holds_when_the_positive_class_is_not_in_it(self):
        with self.assertRaises(SystemExit) as stopped:
            train_classifier.features_and_labels(pd.DataFrame({"left": [0, 1]}), "left", "yes", "")
        self.assertIn("it holds 0, 1", str(stopped.exception))

    def test_reads_numbers_as_classes_and_leaves_out_rows_without_one(self):
        features, labels = train_classifier.features_and_labels(pd.DataFrame({"a": [1, 2, 3], "left": [0, None, 1]}), "left", "1", "")
        self.assertEqual((list(features["a"]), list(labels)), ([1, 3], [0, 1]))

    def test_tells_every_class_by_its_name(self):
        rows = customers(150).assign(plan=lambda rows: rows["calls"].map(lambda calls: "low" if calls < 2 else "middle" if calls < 5 else "high"))
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            rows.drop(columns="churned").to_json(folder / "rows.jsonl", orient="records", lines=True)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                self.run_main(folder, target="plan", positive="none", estimator="decision_tree")
            model = mlflow.sklearn.load_model(str(folder / "model"))
            self.assertEqual(list(model.classes_), ["high", "low", "middle"])
            self.assertGreater((model.predict(rows.drop(columns=["churned", "customer_id", "plan"])) == rows["plan"]).mean(), 0.95)
            self.assertIn("roc_auc 1.0000", said.getvalue())

    def test_an_empty_file_is_a_sentence(self):
        with tempfile.TemporaryDirectory() as name:
            (pathlib.Path(name) / "rows.csv").write_text("")
            with self.assertRaises(SystemExit) as stopped:
                train_classifier.read_rows(pathlib.Path(name))
            self.assertIn("cannot be read", str(stopped.exception))
