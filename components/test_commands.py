"""The commands of the library, run by a shell as Azure ML runs them, with texts that a shell would like to read something into."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

HERE = pathlib.Path(__file__).parent
BASH = shutil.which("bash")
HOSTILE = """it's "10 %" of `id` $HOME $(id) \\ ; & | > x
--no-option of ours
# and a second paragraph  """
# Stands in for python: says what it was given.
ECHO = "import json, sys; print(json.dumps([sys.argv[1:], '' if sys.stdin is None or '--texts' not in sys.argv else sys.stdin.read()]))"


def expand(command: str, values: dict[str, str]) -> str:
    """As Azure ML: what stands in $[[ ]] goes when its input is absent, then values replace expressions as they are."""
    optional = lambda match: match.group(1) if all(name in values for name in re.findall(r"\$\{\{(.*?)\}\}", match.group(1))) else ""
    command = re.sub(r"\$\[\[(.*?)\]\]", optional, command)
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: values[match.group(1)], command)


def components() -> list[tuple[str, dict]]:
    found = [(path.parent.name, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(HERE.glob("*/component.yml"))]
    return [(name, content) for name, content in found if "--texts" in content["command"]]


@unittest.skipUnless(BASH, "there is no bash")
class Commands(unittest.TestCase):
    def run_command(self, name, content, values):
        with tempfile.TemporaryDirectory() as folder:
            fake = pathlib.Path(folder, "python")
            fake.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "$ECHO" "$@"\n')
            fake.chmod(0o755)
            env = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "ECHO": ECHO}
            done = subprocess.run([BASH, "-c", expand(content["command"], values)], capture_output=True, text=True, env=env, cwd=folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""), name)
        return json.loads(done.stdout)

    def test_texts_reach_the_component_as_they_were_written(self):
        for name, content in components():
            sys.path.insert(0, str(HERE / name / "src"))
            try:
                from contract import split_texts
            finally:
                sys.path.pop(0)
                sys.modules.pop("contract", None)
            values = {f"inputs.{key}": HOSTILE if port["type"] == "string" and "enum" not in port else "a b.json" for key, port in content["inputs"].items()}
            values |= {f"outputs.{key}": "out dir/x.json" for key in content["outputs"]}
            values |= {f"inputs.{key}": "1" for key, port in content["inputs"].items() if port["type"] in ("number", "integer", "boolean")}
            values |= {f"inputs.{key}": port["enum"][0] for key, port in content["inputs"].items() if "enum" in port}
            given, texts = self.run_command(name, content, values)
            names = re.findall(r"^(?:\$\[\[)?(--[\w-]+) \$\{\{", content["command"], re.MULTILINE)
            wanted = {key for key, port in content["inputs"].items() if port["type"] == "string" and "enum" not in port}
            self.assertEqual({option.removeprefix("--").replace("-", "_") for option in names}, wanted, f"{name}: texts that do not come through standard input")
            self.assertEqual(split_texts(texts, names), [f"{option}={HOSTILE.strip()}" for option in names], name)
            for key, port in content["inputs"].items():
                if port["type"] not in ("string", "number", "integer", "boolean"):
                    self.assertIn("a b.json", given, f"{name}: paths with blanks")

    def test_what_is_optional_may_be_absent(self):
        for name, content in components():
            values = {f"inputs.{key}": str(port.get("default", "x")) for key, port in content["inputs"].items() if not port.get("optional")}
            given, texts = self.run_command(name, content, values | {f"outputs.{key}": "x" for key in content["outputs"]})
            self.assertNotIn("${{", " ".join(given) + texts)


class Contract(unittest.TestCase):
    def test_what_components_share_is_the_same_bytes_everywhere(self):
        for shared in ("classes.py", "contract.py", "deploying.py", "tables.py", "verdict_log.py"):
            copies = {path.read_bytes() for path in HERE.glob(f"*/src/{shared}")}
            self.assertEqual(len(copies), 1, shared)

    def test_a_line_that_is_no_option_belongs_to_the_text_before_it(self):
        sys.path.insert(0, str(next(HERE.glob("*/src/contract.py")).parent))
        try:
            from contract import split_texts
        finally:
            sys.path.pop(0)
            sys.modules.pop("contract", None)
        self.assertEqual(split_texts("--a one\ntwo\n--ab x\n\n--a\n", ["--a", "--ab"]), ["--a=one\ntwo", "--ab=x", "--a="])


if __name__ == "__main__":
    unittest.main()
