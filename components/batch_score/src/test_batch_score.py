import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import mlflow.sklearn
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

import batch_score
from contract import Refusal, run_component


class BatchScore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.model = pathlib.Path(cls.kept.name) / "model"
        rng = np.random.default_rng(1)
        features = pd.DataFrame({"tenure": rng.normal(size=200), "charges": rng.normal(size=200)})
        cls.fitted = LogisticRegression().fit(features, (features["charges"] > 0).astype(int))
        # MLflow makes a folder for runs where it stands.
        here = os.getcwd()
        os.chdir(cls.kept.name)
        cls.addClassCleanup(os.chdir, here)
        mlflow.sklearn.save_model(cls.fitted, str(cls.model), input_example=features.head(3), pip_requirements=["scikit-learn==1.5.2"])

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "data" / "sub").mkdir(parents=True)
        self.rows = pd.DataFrame({"charges": [2.0, -2.0, 0.5], "customer": ["a", "b", "c"], "tenure": [1.0, 2.0, 3.0]})
        self.rows.to_csv(self.folder / "data" / "one.csv", index=False)
        self.rows.head(1).to_csv(self.folder / "data" / "sub" / "two.csv", index=False)

    def run_it(self, *more):
        given = ["--model", self.model, "--data", self.folder / "data", "--predictions", self.folder / "out", "--metrics", self.folder / "m.json", *more]
        kept = {key: value for key, value in os.environ.items() if key != "MLFLOW_RUN_ID"}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["batch_score.py", *map(str, given)]):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return run_component(batch_score.build_parser(), batch_score.score_folder), said.getvalue()

    def test_keeps_the_rows_beside_their_answers_and_scores(self):
        status, said = self.run_it()
        self.assertEqual(status, 0, said)
        scored = pd.read_csv(self.folder / "out" / "one.csv")
        self.assertEqual(list(scored.columns), ["charges", "customer", "tenure", "prediction", "score_0", "score_1"])
        self.assertEqual(list(scored["prediction"]), [1, 0, 1])
        np.testing.assert_allclose(scored["score_1"], self.fitted.predict_proba(self.rows[["tenure", "charges"]])[:, 1])
        self.assertEqual(len(pd.read_csv(self.folder / "out" / "sub" / "two.csv")), 1)
        metrics = json.loads((self.folder / "m.json").read_text())
        self.assertEqual((metrics["rows"], metrics["files"], metrics["share"]), (4, 2, {"0": 0.25, "1": 0.75}))

    def test_a_second_run_gives_the_same_bytes(self):
        self.run_it()
        first = (self.folder / "out" / "one.csv").read_bytes()
        self.run_it()
        self.assertEqual((self.folder / "out" / "one.csv").read_bytes(), first)

    def test_big_files_are_scored_in_pieces(self):
        with mock.patch.object(batch_score, "ROWS_AT_ONCE", 2):
            self.run_it()
        self.assertEqual(list(pd.read_csv(self.folder / "out" / "one.csv")["prediction"]), [1, 0, 1])

    def test_every_format_is_answered_alike(self):
        self.rows.to_parquet(self.folder / "data" / "one.parquet")
        self.rows.to_json(self.folder / "data" / "more.jsonl", orient="records", lines=True)
        with mock.patch.object(batch_score, "ROWS_AT_ONCE", 2):
            status, said = self.run_it()
        self.assertEqual(status, 0, said)
        told = [pd.read_csv(self.folder / "out" / name) for name in ("one.csv", "one.parquet.csv", "more.csv")]
        for other in told[1:]:
            pd.testing.assert_frame_equal(told[0], other, check_dtype=False)

    def test_a_file_that_cannot_be_answered_counts_against_the_threshold(self):
        self.rows.drop(columns="tenure").to_csv(self.folder / "data" / "bad.csv", index=False)
        status, said = self.run_it()
        self.assertEqual(status, 1)
        self.assertIn("lacks tenure", said)
        status, said = self.run_it("--error-threshold", 1)
        self.assertEqual((status, json.loads((self.folder / "m.json").read_text())["failed_files"]), (0, 1))
        self.assertFalse((self.folder / "out" / "bad.csv").exists())

    def test_says_in_one_sentence_why_a_model_does_not_answer(self):
        self.rows.assign(tenure="long").to_csv(self.folder / "data" / "one.csv", index=False)
        said = self.run_it()[1]
        self.assertRegex(said, r"one.csv: The model does not answer: MlflowException: [^\n]* column tenure [^\n]*\n1 of 2 files")

    def test_scores_nothing_behind_a_gate_that_held_back(self):
        (self.folder / "v.json").write_text('{"verdict": "held-back"}')
        status, said = self.run_it("--gate", self.folder / "v.json")
        self.assertEqual((status, said), (1, "The gate says 'held-back', so nothing is scored.\n"))

    def test_init_and_run_answer_mini_batches(self):
        batch_score.scorer = None
        with mock.patch.dict(os.environ, {"AZUREML_MODEL_DIR": self.kept.name}), mock.patch.object(sys, "argv", ["x"]):
            batch_score.init()
        scored = batch_score.run([str(self.folder / "data" / "one.csv"), str(self.folder / "data" / "sub" / "two.csv")])
        self.assertEqual((list(scored["prediction"]), list(scored["file"])), ([1, 0, 1, 1], ["one.csv"] * 3 + ["two.csv"]))
        self.rows.to_parquet(self.folder / "data" / "one.parquet")
        self.assertEqual(list(batch_score.run([str(self.folder / "data" / "one.parquet")])["prediction"]), [1, 0, 1])
        with self.assertRaises(Refusal) as stopped:
            batch_score.run([str(self.folder / "none.csv")])
        self.assertIn("none.csv", str(stopped.exception))

    def test_says_when_there_is_no_model(self):
        status, said = self.run_it("--model", self.folder / "data")
        self.assertEqual(status, 1)
        self.assertIn("no file MLmodel", said)


if __name__ == "__main__":
    unittest.main()
