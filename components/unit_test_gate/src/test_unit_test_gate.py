import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile
import time
import unittest
from unittest import mock

from contract import run_gate
from unit_test_gate import build_parser, judge

FEATURES = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
GOOD = "import unittest\nfrom features import double\n\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(double(2), 4)\n    def test_b(self):\n        self.assertEqual(double(0), 0)\n"
BAD = "from features import half\n\ndef test_half():\n    assert half(3) == 2\n\ndef test_other():\n    assert half(2) == 1\n"


class UnitTestGate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.code = self.folder / "code"
        self.code.mkdir()

    def run_gate(self, files, *more):
        for name, text in files.items():
            (self.code / name).parent.mkdir(parents=True, exist_ok=True)
            (self.code / name).write_text(text)
        given = ["--code", self.code, "--verdict", self.folder / "verdict.json", *more]
        with mock.patch.object(sys, "argv", ["unit_test_gate.py", *map(str, given)]), contextlib.redirect_stdout(io.StringIO()):
            status = run_gate("tests", build_parser(), judge)
        return status, json.loads((self.folder / "verdict.json").read_text())

    def test_holds_back_a_module_whose_tests_fail_and_names_the_first(self):
        status, verdict = self.run_gate({"features.py": FEATURES, "test_good.py": GOOD, "sub/features.py": FEATURES, "sub/test_bad.py": BAD})
        rows = {each["module"]: each for each in verdict["rules"]}
        self.assertEqual((status, verdict["verdict"], verdict["kind"]), (20, "held-back", "tests"))
        self.assertEqual([(rows["test_good.py"][key]) for key in ("result", "value", "limit")], ["passed", 2, 2])
        self.assertEqual([(rows["sub/test_bad.py"][key]) for key in ("result", "value", "limit", "found")], ["held-back", 1, 2, "1 of 2"])
        self.assertTrue(rows["sub/test_bad.py"]["message"].startswith("test_half: "))

    def test_measures_coverage(self):
        status, verdict = self.run_gate({"features.py": FEATURES, "test_good.py": GOOD}, "--min-coverage", "80")
        self.assertEqual(status, 20)
        self.assertEqual((verdict["rules"][-1]["module"], verdict["rules"][-1]["value"]), ("coverage", 0.75))

    def test_a_module_that_cannot_be_loaded_fails_the_gate(self):
        status, verdict = self.run_gate({"test_a.py": "import no_such_package\n\ndef test_a():\n    pass\n"})
        self.assertEqual((status, verdict["verdict"]), (1, "failed"))
        self.assertIn("needs the module no_such_package", verdict["rules"][0]["message"])

    def test_what_does_not_end_is_ended_with_all_that_it_started(self):
        mark = self.folder / "mark"
        child = f"import time\ntime.sleep(4)\nopen({str(mark)!r}, 'w')\n"
        test = "import subprocess, sys, time\n\ndef test_a():\n    subprocess.Popen([sys.executable, 'child.py'])\n    time.sleep(60)\n"
        status, verdict = self.run_gate({"child.py": child, "test_a.py": test}, "--timeout-seconds", "3")
        self.assertEqual((status, verdict["rules"][0]["result"]), (1, "failed"))
        self.assertIn("did not end in time", verdict["rules"][0]["message"])
        time.sleep(5)
        self.assertFalse(mark.exists())

    def test_tests_know_nothing_of_the_run(self):
        text = "import os\n\ndef test_a():\n    assert 'MLFLOW_RUN_ID' not in os.environ\n"
        with mock.patch.dict(os.environ, {"MLFLOW_RUN_ID": "x"}):
            self.assertEqual(self.run_gate({"test_a.py": text})[0], 0)

    def test_no_tests_at_all_open_nothing(self):
        status, verdict = self.run_gate({"features.py": FEATURES, "smoke_test.py": "print('a program')\n"})
        self.assertEqual(status, 1)
        self.assertIn("there are no tests", verdict["message"])


if __name__ == "__main__":
    unittest.main()
