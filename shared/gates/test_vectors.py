"""The component gives the verdicts of `vectors.json`, which the TypeScript is held to as well."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "testing"))

from judge_batch import COMPONENT, verdict_of  # noqa: E402


class Vectors(unittest.TestCase):
    def test_every_vector(self):
        vectors = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(vectors), 300)
        with tempfile.TemporaryDirectory() as folder:
            for vector in vectors:
                with self.subTest(vector["name"]):
                    # Through JSON, as the file holds it.
                    self.assertEqual(json.loads(json.dumps(verdict_of(vector, pathlib.Path(folder)))), vector["verdict"])


class Command(unittest.TestCase):
    """The component's command as a shell reads it, once the texts of the inputs stand in it."""

    @unittest.skipIf(shutil.which("bash") is None, "needs a POSIX shell")
    def test_what_shells_read_stays_text(self):
        rules = "it's `$HOME` `touch broken` $(touch broken) \"x\" \\ *: a >= 1\n; touch broken # : a > 1\n\ta == 1 # && touch broken\n"
        command = re.search(r"command: \|\n((?:  .*\n)+)", (COMPONENT.parent / "component.yml").read_text(encoding="utf-8")).group(1)
        script = re.sub(r"\$\[\[.*?\]\]", "", re.sub(r"(?m)^  ", "", command))
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "metrics.json").write_text('{"a": 1}', encoding="utf-8")
            values = {"inputs.metrics": folder / "metrics.json", "inputs.rules": rules, "outputs.verdict": folder / "verdict.json"}
            line = re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(values[match.group(1)]), script)
            line = line.replace("python quality_gate.py", f"'{sys.executable}' '{COMPONENT / 'quality_gate.py'}'")
            subprocess.run(["bash", "-c", line], cwd=folder, check=False, capture_output=True)
            texts = [row["text"] for row in json.loads((folder / "verdict.json").read_text(encoding="utf-8"))["rules"]]
            self.assertEqual(texts, [line.strip() for line in rules.strip().split("\n")])
            self.assertFalse((folder / "broken").exists())


if __name__ == "__main__":
    unittest.main()
