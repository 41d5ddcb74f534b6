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

import deploy_online
from contract import Refusal, run_component
from deploy_online import build_parser, deploy, shifted


class Traffic(unittest.TestCase):
    def test_the_rest_stays_parted_as_it_is_and_adds_up(self):
        self.assertEqual(shifted({"blue": 100}, "green", 10, None), {"blue": 90, "green": 10})
        self.assertEqual(shifted({"a": 34, "b": 33, "c": 33}, "d", 10, None), {"a": 32, "b": 29, "c": 29, "d": 10})
        self.assertEqual(shifted({"blue": 90, "green": 10}, "green", 50, None), {"blue": 50, "green": 50})

    def test_the_rest_goes_where_it_is_told(self):
        self.assertEqual(shifted({"a": 50, "b": 50}, "d", 10, "b"), {"a": 0, "b": 90, "d": 10})

    def test_all_of_it_or_none(self):
        self.assertEqual(shifted({"blue": 100}, "green", 100, None), {"blue": 0, "green": 100})
        self.assertEqual(shifted({"blue": 100}, "green", 0, None), {"blue": 100, "green": 0})
        self.assertEqual(shifted({}, "green", 100, None), {"green": 100})

    def test_never_falls_short_of_100_silently(self):
        for now, name, share in [({}, "green", 10), ({"green": 100}, "green", 0), ({"blue": 0}, "green", 50)]:
            with self.assertRaises(Refusal):
                shifted(now, name, share, None)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "registered.json").write_text('{"name": "churn", "version": 5}')

    def run_it(self, *more, texts="--endpoint churn-online\n"):
        given = ["--registered", self.folder / "registered.json", "--deployment", self.folder / "d.json", "--files", self.folder / "files", *more, "--texts"]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("AZUREML_")}
        said = io.StringIO()
        with mock.patch.dict(os.environ, kept, clear=True), mock.patch.object(sys, "argv", ["deploy.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                return run_component(build_parser(), deploy), said.getvalue()


class Deploy(Case):
    def test_writes_files_and_says_that_nothing_was_deployed(self):
        status, said = self.run_it("--traffic", 10, texts="--endpoint churn-online\n--beside blue\n--deployment-name green\n")
        self.assertEqual(status, 0, said)
        self.assertIn("Nothing was deployed", said)
        told = json.loads((self.folder / "d.json").read_text())
        self.assertEqual((told["where"], told["deployed"], told["traffic"], told["scoring_uri"]), ("files", False, {"blue": 90, "green": 10}, None))
        deployment = yaml.safe_load((self.folder / "files" / "deployment.yml").read_text())
        self.assertEqual((deployment["model"], deployment["name"], deployment["endpoint_name"]), ("azureml:churn:5", "green", "churn-online"))

    @unittest.skipUnless(importlib.util.find_spec("azure") and importlib.util.find_spec("azure.ai"), "azure-ai-ml is not installed")
    def test_azure_reads_the_files(self):
        from azure.ai.ml import load_online_deployment, load_online_endpoint

        self.run_it()
        self.assertEqual(load_online_endpoint(self.folder / "files" / "endpoint.yml").name, "churn-online")
        self.assertEqual(load_online_deployment(self.folder / "files" / "deployment.yml").name, "version-5")

    def test_says_what_is_in_the_way(self):
        (self.folder / "verdict.json").write_text('{"verdict": "held-back"}')
        for more, texts, sentence in [
            (("--gate", self.folder / "verdict.json"), "--endpoint churn-online\n", "so nothing is deployed"),
            (("--where", "azure"), "--endpoint churn-online\n", "no job of Azure ML"),
            (("--traffic", 10), "--endpoint churn-online\n", "the other 90 %"),
            ((), "--endpoint Churn Online\n", "is no name for an endpoint"),
        ]:
            status, said = self.run_it(*more, texts=texts)
            self.assertEqual(status, 1)
            self.assertIn(sentence, said)
        self.assertFalse((self.folder / "d.json").exists())

    def test_needs_a_version(self):
        (self.folder / "registered.json").write_text("{}")
        self.assertIn("not written by a register component", self.run_it()[1])


class Workspace:
    """Stands in for the service, which no test can have: keeps what is made, in order."""

    def __init__(self, endpoints, deployments, breaks=False):
        self.made, self.kept, self.listed, self.breaks = [], endpoints, deployments, breaks
        self.online_endpoints = types.SimpleNamespace(get=self.get, begin_create_or_update=self.make_endpoint)
        self.online_deployments = types.SimpleNamespace(list=lambda endpoint: self.listed, begin_create_or_update=self.make_deployment)

    def get(self, name):
        from azure.core.exceptions import ResourceNotFoundError

        if name not in self.kept:
            raise ResourceNotFoundError("there is none")
        return self.kept[name]

    def make_endpoint(self, endpoint):
        self.made.append(("endpoint", dict(endpoint.traffic or {})))
        self.kept[endpoint.name] = types.SimpleNamespace(name=endpoint.name, traffic=dict(endpoint.traffic or {}), scoring_uri="https://churn.example/score")
        return types.SimpleNamespace(result=lambda: self.kept[endpoint.name])

    def make_deployment(self, deployment):
        if self.breaks:
            from azure.core.exceptions import HttpResponseError

            raise HttpResponseError("The quota is used up.\nMore follows.")
        self.made.append(("deployment", deployment.name))
        return types.SimpleNamespace(result=lambda: deployment)


@unittest.skipUnless(importlib.util.find_spec("azure") and importlib.util.find_spec("azure.ai"), "azure-ai-ml is not installed")
class OnAzure(Case):
    def run_on(self, workspace, *more, texts="--endpoint churn-online\n--deployment-name green\n"):
        with mock.patch.object(deploy_online, "connect", lambda: workspace):
            return self.run_it("--where", "azure", *more, texts=texts)

    def endpoint(self, traffic):
        return {"churn-online": types.SimpleNamespace(name="churn-online", traffic=traffic, scoring_uri="https://churn.example/score")}

    def test_moves_traffic_only_after_the_deployment_is_up(self):
        workspace = Workspace(self.endpoint({"blue": 100}), [types.SimpleNamespace(name="blue")])
        status, said = self.run_on(workspace, "--traffic", 10)
        self.assertEqual((status, workspace.made), (0, [("deployment", "green"), ("endpoint", {"blue": 90, "green": 10})]), said)
        self.assertEqual(json.loads((self.folder / "d.json").read_text())["scoring_uri"], "https://churn.example/score")

    def test_makes_the_endpoint_first_when_there_is_none(self):
        workspace = Workspace({}, [])
        status, said = self.run_on(workspace, "--traffic", 100)
        self.assertEqual((status, [kind for kind, _ in workspace.made]), (0, ["endpoint", "deployment", "endpoint"]), said)

    def test_a_deployment_that_does_not_come_up_leaves_the_traffic_as_it_was(self):
        workspace = Workspace(self.endpoint({"blue": 100}), [types.SimpleNamespace(name="blue")], breaks=True)
        self.assertEqual(self.run_on(workspace, "--traffic", 10), (1, "Azure ML refused: The quota is used up.\n"))
        self.assertEqual(workspace.made, [])

    def test_replaces_nothing_in_place(self):
        workspace = Workspace(self.endpoint({"green": 100}), [types.SimpleNamespace(name="green")])
        status, said = self.run_on(workspace, "--traffic", 100)
        self.assertEqual((status, workspace.made), (1, []))
        self.assertIn("not replaced in place", said)


if __name__ == "__main__":
    unittest.main()
