import contextlib
import datetime
import io
import json
import os
import pathlib
import sys
import tempfile
import threading
import time
import unittest
from unittest import mock

import mlflow

from approval_gate import build_parser, judge
from contract import run_gate

QUESTION = 'Send 10 % of "churn-online" to this model\'s $HOME?\nReally `all`?'


class ApprovalGate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # MLflow makes a folder for artifacts where it stands.
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder)
        (self.folder / "metrics.json").write_text('{"recall": 0.7}')

    def run_gate(self, environment, seconds=20.0, texts=f"--question {QUESTION}\n--approvers risk-team\n"):
        given = ["--evidence", self.folder / "metrics.json", "--timeout-minutes", seconds / 60, "--poll-seconds", 0.05, "--verdict", self.folder / "verdict.json", "--texts"]
        kept = {key: value for key, value in os.environ.items() if key not in ("SLUICE_APPROVALS", "MLFLOW_RUN_ID")}
        self.said = io.StringIO()
        with mock.patch.dict(os.environ, kept | environment, clear=True), mock.patch.object(sys, "argv", ["approval_gate.py", *map(str, given)]):
            with mock.patch.object(sys, "stdin", io.StringIO(texts)), contextlib.redirect_stdout(self.said):
                status = run_gate("approval", build_parser(), judge)
        return status, json.loads((self.folder / "verdict.json").read_text())

    def answer_when_asked(self, *answers):
        """Answers as `sluice approve` does: once the question stands in the folder, one answer after the other."""

        def answer():
            while not (self.folder / "approvals" / "question.json").exists():
                time.sleep(0.02)
            for each in answers:
                text = each if isinstance(each, str) else json.dumps({"at": datetime.datetime.now(datetime.timezone.utc).isoformat()} | each)
                (self.folder / "approvals" / "answer.json").write_text(text)
                time.sleep(0.3)

        thread = threading.Thread(target=answer)
        thread.start()
        self.addCleanup(thread.join)
        return {"SLUICE_APPROVALS": str(self.folder / "approvals")}

    def test_says_what_stands_in_the_way_of_asking(self):
        for environment, seconds, sentence in (({"SLUICE_APPROVALS": "."}, float("nan"), "timeout_minutes is nan"), ({"SLUICE_APPROVALS": "metrics.json"}, 0, "cannot be written to metrics.json")):
            status, verdict = self.run_gate(environment, seconds)
            self.assertEqual((status, verdict["verdict"]), (1, "failed"))
            self.assertIn(sentence, verdict["message"])

    def test_opens_once_a_person_approves_and_keeps_who_when_why_and_what_was_shown(self):
        here = self.answer_when_asked({"answer": "approved", "who": "Jane", "why": "Recall is what we are paid for."})
        status, verdict = self.run_gate(here)
        self.assertEqual((status, verdict["verdict"], verdict["kind"], verdict["who"], verdict["question"]), (0, "passed", "approval", "Jane", QUESTION))
        self.assertEqual(verdict["rules"][0]["message"], "Jane: Recall is what we are paid for.")
        self.assertEqual(len(verdict["evidence"]["sha256"]), 64)
        asked = json.loads((self.folder / "approvals" / "question.json").read_text())
        self.assertEqual((asked["question"], asked["approvers"]), (QUESTION, "risk-team"))

    def test_holds_back_with_the_reason(self):
        status, verdict = self.run_gate(self.answer_when_asked({"answer": "held-back", "who": "Jane", "why": "Wait for the review."}))
        self.assertEqual((status, verdict["verdict"], verdict["why"]), (20, "held-back", "Wait for the review."))

    def test_waits_on_after_a_half_written_answer_one_without_a_reason_and_one_from_before(self):
        old = {"answer": "approved", "who": "Jane", "at": "2020-01-01T00:00:00Z"}
        here = self.answer_when_asked('{"answer": "appr', old, {"answer": "held-back", "who": "Jane"}, {"answer": "approved", "who": "Jane"})
        status, _ = self.run_gate(here)
        self.assertEqual(status, 0)
        self.assertIn("older than the question", self.said.getvalue())
        self.assertIn("needs a reason", self.said.getvalue())

    def test_no_answer_in_time_is_no_yes(self):
        status, verdict = self.run_gate({"SLUICE_APPROVALS": str(self.folder / "approvals")}, seconds=0.3)
        self.assertEqual((status, verdict["verdict"]), (1, "failed"))
        self.assertIn("Nobody answered", verdict["message"])

    def test_reads_the_answer_from_the_tags_of_the_run(self):
        store = (self.folder / "mlflow.db").as_uri().replace("file://", "sqlite:///", 1)
        before = mlflow.get_tracking_uri()
        mlflow.set_tracking_uri(store)
        self.addCleanup(mlflow.set_tracking_uri, before)
        # The gate logs to the run as well, and a process keeps its run.
        self.addCleanup(mlflow.end_run)
        client = mlflow.MlflowClient()
        run = client.create_run(client.create_experiment("churn", (self.folder / "artifacts").as_uri())).info.run_id

        def answer():
            while "sluice.approval.question" not in client.get_run(run).data.tags:
                time.sleep(0.05)
            for name, value in (("who", "Jane"), ("why", "Looks right."), ("", "approved")):
                client.set_tag(run, f"sluice.approval.{name}".rstrip("."), value)

        thread = threading.Thread(target=answer)
        thread.start()
        status, verdict = self.run_gate({"MLFLOW_RUN_ID": run})
        thread.join()
        self.assertEqual((status, verdict["who"], verdict["why"]), (0, "Jane", "Looks right."))

    def test_fails_at_once_where_nobody_could_answer(self):
        status, verdict = self.run_gate({})
        self.assertEqual(status, 1)
        self.assertIn("Nobody can answer here", verdict["message"])

    def test_needs_a_question(self):
        status, verdict = self.run_gate({}, texts="--approvers x\n")
        self.assertEqual(status, 1)
        self.assertIn("--question", verdict["message"])


if __name__ == "__main__":
    unittest.main()
