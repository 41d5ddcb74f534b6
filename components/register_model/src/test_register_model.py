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

from contract import Refusal, run_component
from register_model import build_parser, evidence, register, registry_of

RULE = {"text": "accuracy >= 0.85", "value": 0.87, "limit": 0.85}


class Evidence(unittest.TestCase):
    def test_keeps_every_rule_with_value_and_limit(self):
        self.assertEqual(
            evidence({"verdict": "passed", "rules": [RULE, {"text": "Ship it?", "value": None, "message": "Jane: yes"}]}),
            {"gate": "passed", "gate.rule_1": "accuracy >= 0.85 (value 0.87, limit 0.85)", "gate.rule_2": "Ship it? (Jane: yes)"},
        )

    def test_refuses_a_model_that_was_held_back(self):
        with self.assertRaises(Refusal) as stopped:
            evidence({"verdict": "held-back", "rules": [RULE]})
        self.assertIn("held-back", str(stopped.exception))


class Register(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # MLflow makes a folder for artifacts where it stands.
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        before = mlflow.get_tracking_uri()
        mlflow.set_tracking_uri(f"sqlite:///{self.folder / 'mlflow.db'}")
        self.addCleanup(mlflow.set_tracking_uri, before)
        mlflow.set_experiment(experiment_id=mlflow.MlflowClient().create_experiment("churn", (self.folder / "artifacts").as_uri()))
        self.model = self.folder / "model"
        self.model.mkdir()
        (self.model / "MLmodel").write_text("flavors:\n  sklearn: {}\n  python_function: {}\n")
        (self.folder / "verdict.json").write_text(json.dumps({"verdict": "passed", "rules": [RULE]}))
        (self.folder / "metrics.json").write_text(json.dumps({"roc_auc": 0.88, "cohorts": {"age > 60": {"recall": 0.5}}}))

    def run_it(self, *more, texts="--model-name churn\n"):
        given = ["--model", self.model, "--registered", self.folder / "registered.json", *more, "--texts"]
        kept = {key: value for key, value in os.environ.items() if key != "MLFLOW_RUN_ID"}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["register_model.py", *map(str, given)]):
            with mock.patch.object(sys, "stdin", io.StringIO(texts)), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return run_component(build_parser(), register), said.getvalue()

    def test_a_version_carries_metrics_data_commit_and_verdict(self):
        texts = "--model-name churn\n--algorithm gradient_boosting\n--dataset customers:7\n--commit a3f9c12\n--description Who leaves.\n\nNot for prices.\n--more-tags owner=risk-team\nuse=a = b\n"
        status, said = self.run_it("--gate", self.folder / "verdict.json", "--metrics", self.folder / "metrics.json", texts=texts)
        self.assertEqual(status, 0, said)
        self.assertIn("Registered churn, version 1, in MLflow on this computer.", said)
        version = mlflow.MlflowClient().get_model_version("churn", "1")
        self.assertEqual(version.description, "Who leaves.\n\nNot for prices.")
        wanted = {"gate": "passed", "metric.roc_auc": "0.88", "metric.cohorts.age _ 60.recall": "0.5", "algorithm": "gradient_boosting", "dataset": "customers:7"}
        wanted |= {"commit": "a3f9c12", "owner": "risk-team", "use": "a = b", "flavors": "python_function, sklearn", "run": version.run_id}
        self.assertEqual({name: version.tags.get(name) for name in wanted}, wanted)
        self.assertEqual(mlflow.MlflowClient().get_run(version.run_id).data.metrics["roc_auc"], 0.88)
        self.assertEqual(json.loads((self.folder / "registered.json").read_text())["version"], 1)

    def test_versions_are_counted_under_one_name_and_the_model_is_found_again(self):
        mlflow.set_experiment("churn")
        self.run_it()
        self.run_it()
        found = mlflow.artifacts.download_artifacts("models:/churn/2", dst_path=str(self.folder / "again"))
        self.assertTrue((pathlib.Path(found) / "MLmodel").exists())
        self.assertEqual(mlflow.MlflowClient().get_model_version("churn", "2").tags["gate"], "none")

    def test_registers_nothing_that_was_held_back_or_is_no_model(self):
        (self.folder / "verdict.json").write_text('{"verdict": "held-back", "rules": []}')
        self.assertEqual(self.run_it("--gate", self.folder / "verdict.json"), (1, "The gate says 'held-back', so the model is not registered.\n"))
        (self.model / "MLmodel").unlink()
        status, said = self.run_it()
        self.assertEqual(status, 1)
        self.assertIn("is no MLflow model", said)
        self.assertEqual(mlflow.MlflowClient().search_registered_models(), [])

    def test_says_which_tag_is_none(self):
        self.assertIn("name=value", self.run_it(texts="--model-name churn\n--more-tags risk-team\n")[1])

    def test_says_where_a_model_is_registered(self):
        places = {"azureml://eastus.api.azureml.ms/mlflow/v1.0/x": "the workspace of Azure ML", "https://mlflow.example.com": "the MLflow server"}
        places |= {uri: "MLflow on this computer" for uri in ("file:///tmp/mlruns", "/tmp/mlruns", "sqlite:///mlflow.db", "http://127.0.0.1:5000", "http://localhost:5000/")}
        self.assertEqual({uri: registry_of(uri) for uri in places}, places)


if __name__ == "__main__":
    unittest.main()
