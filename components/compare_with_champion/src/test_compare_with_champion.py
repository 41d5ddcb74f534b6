import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import mlflow

from compare_with_champion import build_parser, compare, nested
from contract import run_component

CHALLENGER = {"roc_auc": 0.9, "cohorts": {"over_60": {"recall": 0.5}}, "only_here": 1}


class CompareWithChampion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # MLflow makes a folder for artifacts where it stands.
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        (self.folder / "metrics.json").write_text(json.dumps(CHALLENGER))

    def registry(self):
        before = mlflow.get_tracking_uri()
        mlflow.set_tracking_uri(f"sqlite:///{self.folder / 'mlflow.db'}")
        self.addCleanup(mlflow.set_tracking_uri, before)
        client = mlflow.MlflowClient()
        client.create_registered_model("churn")
        return client

    def version(self, client, tags, metrics=None):
        run = client.create_run("0").info.run_id if metrics else None
        for name, value in (metrics or {}).items():
            client.log_metric(run, name, value)
        return client.create_model_version("churn", (self.folder / "model").as_uri(), run_id=run, tags=tags).version

    def run_it(self, *more, texts=""):
        given = ["--metrics", self.folder / "metrics.json", "--comparison", self.folder / "c.json", "--baseline", self.folder / "b.json", *more, "--texts"]
        kept = {key: value for key, value in os.environ.items() if key != "MLFLOW_RUN_ID"}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["compare.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return run_component(build_parser(), compare), said.getvalue()

    def results(self):
        return json.loads((self.folder / "c.json").read_text()), json.loads((self.folder / "b.json").read_text())

    def test_puts_both_beside_each_other_with_the_difference(self):
        (self.folder / "champion.json").write_text('{"roc_auc": 0.88, "cohorts": {"over_60": {"recall": 0.6}}}')
        self.assertEqual(self.run_it("--champion", self.folder / "champion.json")[0], 0)
        comparison, baseline = self.results()
        self.assertEqual((comparison["roc_auc"], comparison["champion"]["roc_auc"], comparison["has_champion"]), (0.9, 0.88, 1))
        self.assertAlmostEqual(comparison["difference"]["roc_auc"], 0.02)
        self.assertAlmostEqual(comparison["difference"]["cohorts"]["over_60"]["recall"], -0.1)
        self.assertEqual(baseline, {"roc_auc": 0.88, "cohorts": {"over_60": {"recall": 0.6}}})

    def test_finds_the_champion_by_its_alias_and_its_metrics_in_the_run(self):
        client = self.registry()
        self.version(client, {}, {"roc_auc": 0.7})
        self.version(client, {}, {"roc_auc": 0.95})
        client.set_registered_model_alias("churn", "champion", "1")
        status, said = self.run_it(texts="--model-name churn\n--alias champion\n")
        self.assertEqual(status, 0, said)
        self.assertIn("churn:1", said)
        self.assertEqual(self.results()[1], {"roc_auc": 0.7})

    def test_finds_the_champion_by_stage_and_its_metrics_in_tags(self):
        client = self.registry()
        self.version(client, {"stage": "Production", "metric.roc_auc": "0.8", "metric.cohorts.over_60.recall": "0.4", "metric.note": "none"})
        self.version(client, {"metric.roc_auc": "0.99"})
        self.assertEqual(self.run_it(texts="--model-name churn\n")[0], 0)
        self.assertEqual(self.results()[1], {"roc_auc": 0.8, "cohorts": {"over_60": {"recall": 0.4}}})

    def test_takes_the_version_it_is_told(self):
        client = self.registry()
        self.version(client, {"metric.roc_auc": "0.8"})
        self.assertEqual(self.run_it("--champion-version", 1, texts="--model-name churn\n")[0], 0)
        self.assertIn("has no version 7", self.run_it("--champion-version", 7, texts="--model-name churn\n")[1])

    def test_the_first_model_stops_unless_it_may_be_compared_with_itself(self):
        self.registry()
        status, said = self.run_it(texts="--model-name churn\n")
        self.assertEqual(status, 1)
        self.assertIn("compare_with_itself", said)
        status, said = self.run_it("--without-champion", "compare_with_itself", texts="--model-name churn\n")
        self.assertEqual((status, self.results()[0]["has_champion"], self.results()[0]["difference"]["roc_auc"]), (0, 0, 0))

    def test_says_what_is_missing(self):
        self.assertIn("Say who the champion is", self.run_it()[1])
        (self.folder / "champion.json").write_text('{"mae": 3}')
        self.assertIn("No metric of metrics.json", self.run_it("--champion", self.folder / "champion.json")[1])
        (self.folder / "metrics.json").write_text("[]")
        self.assertIn("no numbers", self.run_it("--champion", self.folder / "champion.json")[1])

    def test_several_classes_are_compared_one_by_one(self):
        (self.folder / "metrics.json").write_text('{"f1": 0.7, "classes": {"soon": {"recall": 0.6, "rows": 10}, "new": {"recall": 0.1}}}')
        (self.folder / "champion.json").write_text('{"f1": 0.6, "classes": {"soon": {"recall": 0.4, "rows": 10}}}')
        self.assertEqual(self.run_it("--champion", self.folder / "champion.json")[0], 0)
        difference = self.results()[0]["difference"]
        self.assertEqual(list(difference["classes"]), ["soon"])
        self.assertAlmostEqual(difference["classes"]["soon"]["recall"], 0.2)

    def test_a_name_that_is_a_number_and_a_group_stays_flat(self):
        self.assertEqual(nested({"a.b": 2.0, "a": 1.0}), {"a": 1.0, "a.b": 2.0})


if __name__ == "__main__":
    unittest.main()
