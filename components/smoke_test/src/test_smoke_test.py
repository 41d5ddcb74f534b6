import contextlib
import http.server
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

from contract import run_gate
from smoke_test import build_parser, judge, percentile

KEY = "let-me-in"
SCHEMA = {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 1}, "minItems": 1}


class Endpoint(http.server.BaseHTTPRequestHandler):
    """A real endpoint on a port of its own. Its path says how it behaves."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((body, self.headers.get("azureml-model-deployment")))
        if self.path == "/slow":
            time.sleep(0.15)
        if self.path == "/score" and self.headers.get("Authorization") != f"Bearer {KEY}":
            return self.answer(401, "no")
        if self.path == "/elsewhere":
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/open")
            return self.end_headers()
        if self.path == "/broken":
            return self.answer(500, "run() broke")
        self.answer(200, {"/odd": {"label": "yes"}, "/twice": json.dumps([0.5])}.get(self.path, [0.5] * len(body["input_data"])))

    def answer(self, status, content):
        self.send_response(status)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_):
        pass


class SmokeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "schema.json").write_text(json.dumps(SCHEMA))
        (self.folder / "request.json").write_text(json.dumps({"input_data": [{"tenure": 2}]}))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
        self.server.seen = []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def run_gate(self, texts, *more, key=KEY, request="request.json"):
        texts = texts.replace("HOST", f"http://127.0.0.1:{self.server.server_port}")
        given = ["--request", self.folder / request, "--schema", self.folder / "schema.json", "--requests", 5, "--verdict", self.folder / "verdict.json", *more, "--texts"]
        environment = {"SLUICE_ENDPOINT_KEY": key} if key else {}
        kept = {name: value for name, value in os.environ.items() if name != "SLUICE_ENDPOINT_KEY" and not name.startswith("AZUREML_")}
        with mock.patch.dict(os.environ, kept | environment, clear=True), mock.patch.object(sys, "argv", ["smoke_test.py", *map(str, given)]):
            with mock.patch.object(sys, "stdin", io.StringIO(texts)), contextlib.redirect_stdout(io.StringIO()):
                status = run_gate("smoke", build_parser(), judge)
        text = (self.folder / "verdict.json").read_text()
        self.assertNotIn(KEY, text)
        return status, json.loads(text)

    def test_passes_an_endpoint_that_answers_as_it_should(self):
        status, verdict = self.run_gate("--url HOST/score\n--deployment-name green\n")
        self.assertEqual((status, verdict["verdict"], verdict["kind"]), (0, "passed", "smoke"))
        self.assertEqual([(each["label"], each["result"]) for each in verdict["rules"]], [("answers", "passed"), ("schema", "passed"), ("p95", "passed")])
        self.assertEqual(self.server.seen, [({"input_data": [{"tenure": 2}]}, "green")] * 5)

    def test_sends_every_line_of_a_jsonl_file_in_turn(self):
        (self.folder / "r.jsonl").write_text('{"input_data": [1]}\n\n{"input_data": [2]}\n')
        self.run_gate("--url HOST/score\n", request="r.jsonl")
        self.assertEqual([body["input_data"][0] for body, _ in self.server.seen], [1, 2, 1, 2, 1])

    def test_holds_back_what_answers_in_another_shape(self):
        status, verdict = self.run_gate("--url HOST/odd\n")
        self.assertEqual((status, verdict["rules"][0]["result"], verdict["rules"][1]["result"]), (20, "passed", "held-back"))
        self.assertIn("differs at $", verdict["rules"][1]["message"])

    def test_reads_json_that_was_encoded_twice(self):
        self.assertEqual(self.run_gate("--url HOST/twice\n")[0], 0)

    def test_holds_back_what_is_slow(self):
        status, verdict = self.run_gate("--url HOST/slow\n", "--max-latency-ms", 100)
        self.assertEqual((status, verdict["rules"][2]["result"]), (20, "held-back"))
        self.assertGreater(verdict["rules"][2]["value"], 150)

    def test_holds_back_what_breaks_hangs_or_points_elsewhere(self):
        for path, more, sentence in [("/broken", (), "status 500"), ("/slow", ("--timeout-seconds", 0.05), "No answer within"), ("/elsewhere", (), "status 307")]:
            status, verdict = self.run_gate(f"--url HOST{path}\n", *more)
            self.assertEqual((status, verdict["rules"][0]["value"]), (20, 0), path)
            self.assertIn(sentence, verdict["rules"][0]["message"])

    def test_holds_back_where_nothing_listens(self):
        status, verdict = self.run_gate("--url http://127.0.0.1:9/score\n")
        self.assertEqual((status, verdict["rules"][0]["result"]), (20, "held-back"))

    def test_could_not_judge_without_a_right_key(self):
        self.assertIn("refuses the key", self.run_gate("--url HOST/score\n", key="wrong")[1]["message"])
        self.assertIn("has no key", self.run_gate("--url HOST/score\n", key=None)[1]["message"])

    def test_sends_no_key_without_encryption(self):
        status, verdict = self.run_gate("--url http://example.invalid/score\n")
        self.assertEqual((status, verdict["verdict"]), (1, "failed"))
        self.assertIn("without encryption", verdict["message"])

    def test_says_when_nothing_was_deployed_or_named(self):
        (self.folder / "deployment.json").write_text('{"where": "files", "endpoint": "churn"}')
        self.assertIn("Nothing was deployed", self.run_gate("", "--deployment", self.folder / "deployment.json")[1]["message"])
        self.assertIn("Say what to test", self.run_gate("")[1]["message"])
        self.assertIn("on Azure ML only", self.run_gate("--endpoint churn\n")[1]["message"])
        self.assertIn("is no address", self.run_gate("--url http://[::1\n")[1]["message"])
        self.assertIn("at least one must be sent", self.run_gate("--url HOST/score\n", "--requests", 0)[1]["message"])
        (self.folder / "request.json").write_text("{")
        self.assertIn("request.json cannot be read", self.run_gate("--url HOST/score\n")[1]["message"])

    def test_a_percentile_is_one_of_the_values(self):
        self.assertEqual((percentile([3.0, 1.0, 2.0], 0.95), percentile(list(range(1, 101)), 0.95)), (3.0, 95))


if __name__ == "__main__":
    unittest.main()
