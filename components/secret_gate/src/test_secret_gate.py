import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

from contract import run_gate
from secret_gate import build_parser, judge

# Put together here, so that no scanner finds a key in this file.
KEY = "AKIA" + "QXJ5MZ2TN7RW3KPL"
WORD = "hunter" + "Two-92xQ"


class SecretGate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.code = self.folder / "code"
        (self.code / "src").mkdir(parents=True)
        (self.code / "src" / "train.py").write_text("import os\nkey = os.environ['KEY']\n")
        (self.code / "pipeline.yml").write_text("type: pipeline\njobs: {}\n")

    def run_gate(self, texts="", *more):
        given = ["--code", self.code, "--verdict", self.folder / "verdict.json", *more, "--texts"]
        self.said = io.StringIO()
        with mock.patch.object(sys, "argv", ["secret_gate.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(self.said):
                status = run_gate("secrets", build_parser(), judge)
        self.text = (self.folder / "verdict.json").read_text()
        return status, json.loads(self.text)

    def test_passes_clean_code_and_says_what_was_looked_at(self):
        status, verdict = self.run_gate()
        self.assertEqual((status, verdict["verdict"], verdict["kind"], verdict["files"]), (0, "passed", "secrets", 2))
        self.assertEqual([each["label"] for each in verdict["rules"]], ["YAML", "code"])

    def test_holds_back_a_key_and_says_where_but_never_what(self):
        (self.code / "src" / "settings.py").write_text(f"# settings\naws = '{KEY}'\n")
        (self.code / "deploy.yml").write_text(f"password: {WORD}\n")
        status, verdict = self.run_gate()
        held = [each for each in verdict["rules"] if each["result"] == "held-back"]
        self.assertEqual(status, 20)
        self.assertEqual([(each["file"], each["line"]) for each in held], [("deploy.yml", 1), ("src/settings.py", 2)])
        self.assertIn("AWS Access Key", held[1]["kind"])
        for secret in (KEY, WORD):
            self.assertNotIn(secret, self.text + self.said.getvalue())

    def test_finds_keys_in_notebooks(self):
        cell = {"cell_type": "code", "source": [f"key = '{KEY}'\n"], "outputs": [], "metadata": {}}
        (self.code / "look.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}, indent=1))
        status, verdict = self.run_gate()
        self.assertEqual((status, verdict["rules"][0]["file"]), (20, "look.ipynb"))

    def test_counts_what_a_comment_or_a_baseline_allows(self):
        (self.code / "src" / "a.py").write_text(f"aws = '{KEY}'  # pragma: allowlist secret\n")
        status, verdict = self.run_gate()
        self.assertEqual((status, verdict["allowed"]), (0, 1))

        import hashlib

        (self.code / "src" / "a.py").write_text(f"aws = '{KEY}'\n")
        known = {"results": {"src/a.py": [{"type": "AWS Access Key", "hashed_secret": hashlib.sha1(KEY.encode()).hexdigest(), "line_number": 1}]}}
        (self.folder / "known.json").write_text(json.dumps(known))
        status, verdict = self.run_gate("", "--known", self.folder / "known.json")
        self.assertEqual((status, verdict["allowed"]), (0, 1))

    def test_leaves_out_what_it_is_told_and_says_so(self):
        (self.code / "tests").mkdir()
        (self.code / "tests" / "a.py").write_text(f"aws = '{KEY}'\n")
        status, verdict = self.run_gate("--exclude tests/*, *.lock\n")
        self.assertEqual((status, verdict["left_out"]), (0, 1))

    def test_an_empty_folder_opens_nothing(self):
        self.code = self.folder / "empty"
        self.code.mkdir()
        self.assertEqual(self.run_gate()[0], 1)
        self.assertEqual(self.run_gate()[1]["message"], "Nothing was checked.")

    def test_says_when_there_is_no_folder(self):
        self.code = self.folder / "gone"
        self.assertEqual(self.run_gate()[1]["message"], "There is no folder gone.")


if __name__ == "__main__":
    unittest.main()
