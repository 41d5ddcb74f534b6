import contextlib
import importlib.util
import io
import json
import os
import pathlib
import sys
import tempfile
import types
import unittest
from unittest import mock

import yaml

import deploy_batch
from contract import run_component
from deploy_batch import build_parser, deploy

HAS_AZURE = importlib.util.find_spec("azure") and importlib.util.find_spec("azure.ai")


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_it(self, *more, texts="--endpoint churn-nightly\n--model-version azureml:churn:5\n--compute cpu-cluster\n"):
        given = ["--deployment", self.folder / "d.json", "--files", self.folder / "files", *more, "--texts"]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("AZUREML_")}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["deploy.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return run_component(build_parser(), deploy), said.getvalue()


class Deploy(Case):
    def test_writes_files_and_says_that_nothing_was_deployed(self):
        status, said = self.run_it("--make-default", "True")
        self.assertEqual(status, 0, said)
        told = json.loads((self.folder / "d.json").read_text())
        self.assertEqual((told["where"], told["deployed"], told["default"]), ("files", False, None))
        self.assertTrue(told["commands"][1].endswith("--set-default"))
        deployment = yaml.safe_load((self.folder / "files" / "deployment.yml").read_text())
        self.assertEqual((deployment["model"], deployment["name"], deployment["compute"]), ("azureml:churn:5", "version-5", "azureml:cpu-cluster"))

    @unittest.skipUnless(HAS_AZURE, "azure-ai-ml is not installed")
    def test_azure_reads_the_files(self):
        from azure.ai.ml import load_batch_endpoint
        from azure.ai.ml.entities._load_functions import load_model_batch_deployment

        self.run_it("--mini-batch-size", 7)
        self.assertEqual(load_batch_endpoint(self.folder / "files" / "endpoint.yml").name, "churn-nightly")
        self.assertEqual(load_model_batch_deployment(self.folder / "files" / "deployment.yml").settings.mini_batch_size, 7)

    def test_says_what_is_in_the_way(self):
        (self.folder / "verdict.json").write_text('{"verdict": "failed"}')
        self.assertIn("so nothing is deployed", self.run_it("--gate", self.folder / "verdict.json")[1])
        self.assertIn("no job of Azure ML", self.run_it("--where", "azure")[1])
        self.assertIn("cannot be repeated", self.run_it(texts="--endpoint churn-nightly\n--model-version churn\n--compute c\n")[1])
        self.assertFalse((self.folder / "d.json").exists())


class Workspace:
    """Stands in for the service, which no test can have: keeps what is made, in order."""

    def __init__(self, default):
        self.made, self.endpoint = [], types.SimpleNamespace(name="churn-nightly", defaults={"deployment_name": default}, scoring_uri="https://churn.example/jobs")
        self.batch_endpoints = types.SimpleNamespace(get=lambda name: self.endpoint, begin_create_or_update=self.make_endpoint)
        self.batch_deployments = types.SimpleNamespace(begin_create_or_update=self.make_deployment)

    def make_endpoint(self, endpoint):
        self.made.append(("endpoint", endpoint.defaults["deployment_name"]))
        return types.SimpleNamespace(result=lambda: endpoint)

    def make_deployment(self, deployment):
        self.made.append(("deployment", deployment.name))
        return types.SimpleNamespace(result=lambda: deployment)


@unittest.skipUnless(HAS_AZURE, "azure-ai-ml is not installed")
class OnAzure(Case):
    def run_on(self, workspace, *more):
        with mock.patch.object(deploy_batch, "connect", lambda: workspace):
            return self.run_it("--where", "azure", *more)

    def test_the_default_stays_until_told_otherwise(self):
        workspace = Workspace("version-4")
        status, said = self.run_on(workspace)
        self.assertEqual((status, workspace.made), (0, [("deployment", "version-5")]), said)
        self.assertIn("answers with version-4 by default", said)

    def test_the_default_moves_after_the_deployment_is_up(self):
        workspace = Workspace("version-4")
        self.run_on(workspace, "--make-default", "true")
        self.assertEqual(workspace.made, [("deployment", "version-5"), ("endpoint", "version-5")])

    def test_replaces_nothing_in_place(self):
        workspace = Workspace("version-5")
        self.assertIn("not replaced in place", self.run_on(workspace)[1])
        self.assertEqual(workspace.made, [])


if __name__ == "__main__":
    unittest.main()
