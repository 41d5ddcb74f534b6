"""All seven gates of the library keep one contract: the verdict file, the exit status, and what they tell MLflow."""

import contextlib
import http.server
import io
import json
import os
import pathlib
import runpy
import sys
import tempfile
import threading
import unittest
from unittest import mock

import mlflow
import yaml

HERE = pathlib.Path(__file__).parent
RULE_KEYS = {"text", "label", "result", "left", "operator", "right", "value", "limit", "margin", "message"}
GATES = {"data": "validate_data", "tests": "unit_test_gate", "metrics": "quality_gate", "cohorts": "cohort_gate", "secrets": "secret_gate", "smoke": "smoke_test", "approval": "approval_gate"}
EXIT = {"passed": 0, "held-back": 20, "failed": 1}


class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"[1]")

    def log_message(self, *_):
        pass


class Gates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.verdict = self.folder / "out" / "verdict.json"
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        rows = "".join(f"{k},{'a' if k % 2 else 'b'},{k % 3 % 2},{k % 3 % 2}\n" for k in range(80))
        files = {
            "rows.csv": f"id,group,target,prediction\n{rows}",
            "expected.yml": "rows: {min: 80}\ncolumns: {id: {unique: true, max: 79}}",
            "metrics.json": '{"auc": 0.9}',
            "code/test_sum.py": "def test_sum():\n    assert 1 + 1 == 2\n",
            "code/train.py": "print('trains')\n",
            "request.json": '{"input_data": [1]}',
            "approvals/answer.json": '{"answer": "approved", "who": "Ada"}',
        }
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)
        self.given = {
            "data": ["--data", "rows.csv", "--expectations", "expected.yml", "--report", "report"],
            "tests": ["--code", "code"],
            "metrics": ["--metrics", "metrics.json", "--rules", "auc >= 0.8\nrather: auc >= 0.7"],
            "cohorts": ["--predictions", "rows.csv", "--sensitive", "group", "--cohorts", "cohorts"],
            "secrets": ["--code", "code"],
            "smoke": ["--request", "request.json", "--url", f"http://127.0.0.1:{server.server_port}/score", "--requests", "2", "--max-latency-ms", "60000"],
            "approval": ["--question", "Is it good?", "--timeout-minutes", "0"],
        }

    def judge(self, kind, given=None, **env):
        """Exit status, what was said on stderr, and the verdict that was written."""
        source = HERE / GATES[kind] / "src"
        argv = [GATES[kind], *(self.given[kind] if given is None else given), "--verdict", str(self.verdict)]
        said, path, before = io.StringIO(), [str(source), *sys.path], os.getcwd()
        with contextlib.suppress(OSError):
            self.verdict.unlink()
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MLFLOW_")} | {"SLUICE_APPROVALS": str(self.folder / "approvals")} | env
        os.chdir(self.folder)
        try:
            with mock.patch.object(sys, "argv", argv), mock.patch.object(sys, "path", path), mock.patch.dict(os.environ, kept, clear=True):
                with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(said), self.assertRaises(SystemExit) as end:
                    with mock.patch.object(said, "reconfigure", lambda **_: None, create=True):
                        runpy.run_path(str(source / f"{GATES[kind]}.py"), run_name="__main__")
                while mlflow.active_run():
                    mlflow.end_run()
        finally:
            os.chdir(before)
        return end.exception.code, said.getvalue(), json.loads(self.verdict.read_text(encoding="utf-8")) if self.verdict.is_file() else None

    def test_each_writes_the_verdict_and_tells_mlflow(self):
        store = (self.folder / "mlruns").as_uri()
        client = mlflow.MlflowClient(store)
        for kind in GATES:
            with self.subTest(kind):
                run = client.create_run("0").info.run_id
                status, said, verdict = self.judge(kind, MLFLOW_TRACKING_URI=store, MLFLOW_RUN_ID=run, MLFLOW_ALLOW_FILE_STORE="true")
                self.assertEqual((verdict["verdict"], status), ("passed", 0), f"{verdict} {said}")
                for row in verdict["rules"]:
                    self.assertLessEqual(RULE_KEYS, set(row))
                data = client.get_run(run).data
                self.assertEqual((data.tags["sluice.verdict"], data.tags["sluice.gate"]), ("passed", kind))
                self.assertEqual((data.metrics["rules"], data.metrics["held_back"], data.metrics["failed"]), (len(verdict["rules"]), 0, 0))
                kept = json.loads((self.folder / "mlruns" / "0" / run / "artifacts" / "verdict.json").read_text(encoding="utf-8"))
                self.assertEqual((kept["verdict"], kept["rules"]), (verdict["verdict"], verdict["rules"]))
                if kind == "metrics":
                    self.assertEqual((data.metrics["rule.auc"], data.metrics["rule.rather"]), (0.9, 0.9))

    def test_no_server_changes_a_verdict(self):
        away = {"MLFLOW_TRACKING_URI": "http://127.0.0.1:9", "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0"}
        for kind, wanted in (("metrics", "held-back"), ("cohorts", "passed"), ("data", "passed")):
            with self.subTest(kind):
                given = ["--metrics", "metrics.json", "--rules", "auc > 0.9"] if kind == "metrics" else None
                status, said, verdict = self.judge(kind, given, **away)
                self.assertEqual((verdict["verdict"], status), (wanted, EXIT[wanted]), said)
                self.assertIn("MLflow took nothing", said)

    def test_a_verdict_that_cannot_be_written_is_one_sentence(self):
        (self.folder / "out").write_text("a file where a folder should be")
        for kind in ("metrics", "data", "secrets"):
            with self.subTest(kind):
                status, said, verdict = self.judge(kind)
                self.assertEqual((status, verdict, said.count("\n")), (1, None, 1), said)
                self.assertIn("The verdict cannot be written to", said)

    def test_tags_say_the_kind(self):
        for kind, name in GATES.items():
            tags = yaml.safe_load((HERE / name / "component.yml").read_text(encoding="utf-8"))["tags"]
            self.assertEqual(tags["sluice.gate"], kind, name)


if __name__ == "__main__":
    unittest.main()
