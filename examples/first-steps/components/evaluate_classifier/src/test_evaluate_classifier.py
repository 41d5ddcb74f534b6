import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import evaluate_classifier
import mlflow.sklearn
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

ROWS = pd.DataFrame(
    {
        "customer_id": [f"c{k}" for k in range(40)],
        "age": [20 + k for k in range(40)],
        "calls": [k % 4 for k in range(40)],
        "contract": ["monthly", "one year"] * 20,
        "churned": ["yes" if k % 4 == 3 or k == 8 else "no" for k in range(40)],
    }
)


class Judge(unittest.TestCase):
    def test_counts_as_one_would_by_hand(self):
        found = evaluate_classifier.judge(pd.Series([1, 1, 0, 0, 0]), pd.Series([0.9, 0.2, 0.8, 0.1, 0.3]), 0.5)
        self.assertEqual((found["accuracy"], found["precision"], found["recall"], found["f1"]), (0.6, 0.5, 0.5, 0.5))
        self.assertAlmostEqual(found["roc_auc"], 4 / 6)
        self.assertAlmostEqual(found["false_positive_rate"], 1 / 3)
        self.assertAlmostEqual(found["brier"], (0.01 + 0.64 + 0.64 + 0.01 + 0.09) / 5)

    def test_leaves_out_what_rows_of_one_class_cannot_have(self):
        found = evaluate_classifier.judge(pd.Series([0, 0]), pd.Series([0.9, 0.2]), 0.5)
        self.assertNotIn("recall", found)
        self.assertNotIn("roc_auc", found)
        self.assertEqual(found["rows"], 2)


class JudgeClasses(unittest.TestCase):
    def test_counts_as_one_would_by_hand(self):
        labels = pd.Series(["a", "a", "b", "c"])
        scores = pd.DataFrame({"a": [0.8, 0.1, 0.2, 0.1], "b": [0.1, 0.8, 0.7, 0.1], "c": [0.1, 0.1, 0.1, 0.8]})
        found = evaluate_classifier.judge_classes(labels, scores)
        self.assertEqual((found["accuracy"], found["rows"]), (0.75, 4))
        self.assertAlmostEqual(found["recall"], (0.5 + 1 + 1) / 3)
        self.assertAlmostEqual(found["precision"], (1 + 0.5 + 1) / 3)
        self.assertAlmostEqual(found["precision_weighted"], (2 * 1 + 0.5 + 1) / 4)
        self.assertAlmostEqual(found["classes"]["a"]["roc_auc"], (2 + 0.5) / 4)
        self.assertAlmostEqual(found["roc_auc"], (2.5 / 4 + 2 / 3 + 1) / 3)
        self.assertAlmostEqual(found["log_loss"], -np.log([0.8, 0.1, 0.7, 0.8]).mean())
        self.assertAlmostEqual(found["brier"], (0.06 + 1.46 + 0.14 + 0.06) / 8)

    def test_two_classes_give_what_one_of_them_gives(self):
        labels, scores = pd.Series([1, 1, 0, 0, 0]), pd.Series([0.9, 0.2, 0.8, 0.1, 0.3])
        one = evaluate_classifier.judge(labels, scores, 0.5)
        both = evaluate_classifier.judge_classes(labels.map({1: "yes", 0: "no"}), pd.DataFrame({"no": 1 - scores, "yes": scores}))
        for name in ("accuracy", "roc_auc", "brier", "log_loss", "balanced_accuracy"):
            self.assertAlmostEqual(both[name], one[name], msg=name)
        self.assertAlmostEqual(both["classes"]["yes"]["recall"], one["recall"])

    def test_a_class_that_the_model_never_saw_counts_as_wrong(self):
        scores = evaluate_classifier.scores_of_all(pd.DataFrame({"a": [0.9, 0.2, 0.6], "b": [0.1, 0.8, 0.4]}), ["a", "b", "new"])
        found = evaluate_classifier.judge_classes(pd.Series(["a", "b", "new"]), scores)
        self.assertAlmostEqual(found["accuracy"], 2 / 3)
        self.assertEqual(found["classes"]["new"]["recall"], 0)


class Cohorts(unittest.TestCase):
    def test_parts_a_number_at_its_edges(self):
        masks = evaluate_classifier.cohorts_of(ROWS, "age: 30, 50")
        self.assertEqual({name: int(mask.sum()) for name, mask in masks.items()}, {"under_30": 10, "from_30_to_50": 21, "over_50": 9})

    def test_names_the_column_when_there_are_several(self):
        masks = evaluate_classifier.cohorts_of(ROWS, "age: 30; contract")
        self.assertEqual(list(masks), ["age_under_30", "age_over_30", "contract_monthly", "contract_one_year"])

    def test_leaves_no_row_between_two_cohorts(self):
        masks = evaluate_classifier.cohorts_of(ROWS, "age: 25, 30, 50")
        self.assertTrue((sum(mask.astype(int) for mask in masks.values()) == 1).all())

    def test_says_which_column_is_not_there(self):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            self.assertEqual(evaluate_classifier.cohorts_of(ROWS, "region"), {})
        self.assertIn("no column 'region'", said.getvalue())


class Main(unittest.TestCase):
    def test_judges_a_saved_model_beside_a_simpler_one(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "test").mkdir()
            ROWS.drop(columns="contract").to_csv(folder / "test" / "rows.csv", index=False)
            labels = ROWS["churned"] == "yes"
            mlflow.sklearn.save_model(LogisticRegression().fit(ROWS[["age", "calls"]], labels), str(folder / "model"), pip_requirements=[])
            argv = ["evaluate", "--model", str(folder / "model"), "--baseline-model", str(folder / "model"), "--test-data", str(folder / "test")]
            argv += ["--target", "churned", "--metrics", str(folder / "out" / "metrics.json"), "--report", str(folder / "report")]

            with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()):
                evaluate_classifier.main()

            metrics = json.loads((folder / "out" / "metrics.json").read_text())
            self.assertEqual(metrics["baseline_model"]["roc_auc"], metrics["roc_auc"])
            self.assertEqual(set(metrics["cohorts"]), {"under_30", "from_30_to_60"})
            files = {"confusion.csv", "roc.csv", "precision_recall.csv", "calibration.csv", "thresholds.csv", "cohorts.csv"}
            self.assertEqual({path.name for path in (folder / "report").iterdir()}, files)

    def judged(self, folder: pathlib.Path, model: object, rows: pd.DataFrame, *more: str) -> dict:
        rows.to_parquet(folder / "rows.parquet")
        mlflow.sklearn.save_model(model, str(folder / "model"), pip_requirements=[])
        argv = ["evaluate", "--model", str(folder / "model"), "--test-data", str(folder / "rows.parquet"), "--target", "churned"]
        argv += ["--metrics", str(folder / "metrics.json"), "--report", str(folder / "report"), *more]
        with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()):
            evaluate_classifier.main()
        return json.loads((folder / "metrics.json").read_text())

    def test_judges_every_class_of_several(self):
        rows = ROWS.assign(churned=["soon" if k % 4 == 3 else "later" if k % 4 == 2 else "never" for k in range(40)])
        rows.loc[0, "churned"] = None
        model = LogisticRegression(max_iter=1000).fit(ROWS[["calls"]], ["soon" if k % 4 == 3 else "later" if k % 4 == 2 else "never" for k in range(40)])
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            metrics = self.judged(folder, model, rows, "--ignore", "customer_id, age, contract", "--baseline-model", f"{name}/model", "--cohorts", "contract")
            self.assertEqual((metrics["rows"], metrics["baseline_model"]["roc_auc"]), (39, metrics["roc_auc"]))
            self.assertEqual({name: of["rows"] for name, of in metrics["classes"].items()}, {"soon": 10, "later": 10, "never": 19})
            self.assertEqual(set(metrics["cohorts"]["one_year"]) - set(metrics), set())
            self.assertNotIn("classes", metrics["cohorts"]["one_year"])
            files = {"confusion.csv", "classes.csv", "roc.csv", "precision_recall.csv", "calibration.csv", "cohorts.csv"}
            self.assertEqual({path.name for path in (folder / "report").iterdir()}, files)
            confusion = pd.read_csv(folder / "report" / "confusion.csv", index_col=0)
            self.assertEqual(int(confusion.loc["soon", "said_soon"]), round(metrics["classes"]["soon"]["recall"] * 10))
            self.assertEqual(set(pd.read_csv(folder / "report" / "calibration.csv")["class"]), {"soon", "later", "never"})

    def test_the_class_to_find_may_stand_first_among_the_names_of_the_model(self):
        rows = ROWS.replace({"churned": {"yes": "leaves", "no": "stays"}})
        with tempfile.TemporaryDirectory() as name:
            metrics = self.judged(pathlib.Path(name), LogisticRegression().fit(rows[["age", "calls"]], rows["churned"]), rows, "--positive", "leaves", "--ignore", "customer_id, contract")
        self.assertGreater(metrics["roc_auc"], 0.8)

    def test_a_folder_that_holds_no_model_is_a_sentence(self):
        with tempfile.TemporaryDirectory() as name, self.assertRaises(SystemExit) as stopped:
            evaluate_classifier.scores_of(name, ROWS)
        self.assertIn("no scikit-learn model in MLflow format", str(stopped.exception))

    def test_columns_that_the_model_does_not_know_are_a_sentence(self):
        with tempfile.TemporaryDirectory() as name:
            mlflow.sklearn.save_model(LogisticRegression().fit(ROWS[["age", "calls"]], ROWS["churned"]), f"{name}/model", pip_requirements=[])
            with self.assertRaises(SystemExit) as stopped:
                evaluate_classifier.scores_of(f"{name}/model", ROWS[["age"]])
        self.assertIn("cannot score these rows", str(stopped.exception))

    def test_rows_of_one_class_are_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            evaluate_classifier.labels_of(pd.DataFrame({"churned": ["no", "no"]}), "churned", "yes")
        self.assertIn("it holds no. Set `positive`", str(stopped.exception))
