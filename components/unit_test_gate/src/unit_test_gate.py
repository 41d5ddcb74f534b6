"""Runs the unit tests that stand beside the code, one process a test module, and holds back what fails them.

pytest runs them, which runs tests written for unittest as they are. Tests that cannot be loaded, or take too long, fail the gate: they said nothing.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

from contract import Parser, Refusal, conclude, row, run_gate

NOT_OURS = {".git", "__pycache__", "node_modules", ".venv", "site-packages"}
TEST = re.compile(r"(test_.*|.*_test)\.py$")
# Tests have no business in the run of this job, nor with who approves it.
KEPT_FROM_TESTS = re.compile(r"MLFLOW_|AZUREML_|SLUICE_|MSI_|IDENTITY_|AZURE_")


def test_files(code: pathlib.Path) -> list[pathlib.Path]:
    if not code.is_dir():
        raise Refusal(f"There is no folder {code.name}.")
    found = []
    for folder, folders, names in os.walk(code):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        found += [pathlib.Path(folder, name) for name in sorted(names) if is_test(pathlib.Path(folder, name))]
    return found


def is_test(path: pathlib.Path) -> bool:
    """`smoke_test.py` may as well be a program that tests something, so such names count only with a test inside."""
    if path.name.startswith("test_") or not TEST.match(path.name):
        return TEST.match(path.name) is not None
    return re.search(r"^\s*(def test|class \w+\(.*TestCase)", path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE) is not None


def run_module(file: pathlib.Path, code: pathlib.Path, scratch: pathlib.Path, with_coverage: bool, seconds: float) -> dict:
    """A row for one test module."""
    name = file.relative_to(code).as_posix()
    report = scratch / "report.xml"
    report.unlink(missing_ok=True)
    under = ["-m", "coverage", "run", "--parallel-mode", f"--data-file={scratch / 'coverage'}", f"--source={code}"] if with_coverage else []
    command = [sys.executable, *under, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={code}", f"--junitxml={report}", file.name]
    env = {key: value for key, value in os.environ.items() if not KEPT_FROM_TESTS.match(key)}
    env["PYTHONPYCACHEPREFIX"] = str(scratch / "pycache")
    done = run_for(command, file.parent, env, seconds, scratch / "said.txt")
    words = {"left": "passed", "operator": "==", "right": "tests", "module": name, "label": name, "kind": "tests", "allowed": "all"}
    if done is None:
        return row(name, "failed", **words, message="It did not end in time and was ended.", tests=None, skipped=None)
    if done in (5,):
        return row(name, "skipped", **words, message="It has no tests.", tests=0, skipped=0)
    if not report.exists():
        last = (scratch / "said.txt").read_text(errors="replace").strip().splitlines()[-1:] or ["It said nothing."]
        return row(name, "failed", **words, message=f"It ended with status {done}: {last[0][:300]}", tests=None, skipped=None)
    return row_of(report, name, words)


def row_of(report: pathlib.Path, name: str, words: dict) -> dict:
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    # A module that cannot be imported is reported as a case without a class.
    unloaded = [case.find("error") for case in cases if not case.get("classname") and case.find("error") is not None]
    skipped = sum(case.find("skipped") is not None for case in cases)
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    total, passed = len(cases) - skipped, len(cases) - skipped - len(bad)
    counts = {"tests": total, "skipped": skipped}
    if unloaded:
        return row(name, "failed", **words, message=why_unloaded(unloaded[0].text or ""), **counts)
    if total == 0:
        return row(name, "skipped", **words, message=f"All {skipped} tests were skipped.", **counts)
    first = None
    if bad:
        problem = bad[0].find("failure")
        problem = bad[0].find("error") if problem is None else problem
        lines = (problem.get("message") or "it gave no message").strip().splitlines() or ["it gave no message"]
        first = f"{bad[0].get('name')}: {lines[0][:300]}"
    return row(name, value=passed, limit=total, message=first, failing=[case.get("name") for case in bad], found=f"{passed} of {total}", **words, **counts)


def why_unloaded(text: str) -> str:
    missing = re.search(r"No module named '([^']+)'", text)
    if missing:
        return f"It needs the module {missing.group(1)}, which is not there. Add its package to conda.yml of this component."
    lines = [line for line in text.strip().splitlines() if line.startswith("E ")]
    return f"It cannot be loaded: {(lines[-1][1:].strip() if lines else 'the reason is in the log')[:300]}"


def run_for(command: list[str], folder: pathlib.Path, env: dict, seconds: float, said: pathlib.Path) -> int | None:
    """Exit status, or None when it took too long; then it and all that it started is ended."""
    with said.open("wb") as file:
        child = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, start_new_session=os.name != "nt")
        try:
            return child.wait(timeout=max(0.0, seconds))
        except subprocess.TimeoutExpired:
            return None
        finally:
            end_group(child)
            sys.stdout.write(said.read_text(errors="replace"))


def end_group(child: subprocess.Popen) -> None:
    if os.name == "nt":
        if child.poll() is None:
            subprocess.run(["taskkill", "/f", "/t", "/pid", str(child.pid)], capture_output=True)
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    child.wait()


def coverage_row(code: pathlib.Path, scratch: pathlib.Path, least: float) -> dict:
    words = {"left": "coverage", "operator": ">=", "right": f"{least:g} %", "limit": least / 100, "module": "coverage", "label": "coverage", "kind": "lines", "tests": None, "skipped": None}
    words["allowed"] = f"≥ {least:g} %"
    text, data = f"coverage >= {least:g} %", f"--data-file={scratch / 'coverage'}"
    for step in (["combine", data, str(scratch)], ["json", data, "--omit=*/test_*.py,*/*_test.py", "-o", str(scratch / "coverage.json")]):
        done = subprocess.run([sys.executable, "-m", "coverage", *step], cwd=code, capture_output=True, text=True)
        if done.returncode != 0:
            return row(text, "failed", message=f"Coverage was not measured: {(done.stdout + done.stderr).strip()[:300]}", **words)
    share = json.loads((scratch / "coverage.json").read_text())["totals"]["percent_covered"] / 100
    return row(text, value=share, found=f"{100 * share:.0f} %", **words)


def judge(args) -> dict:
    code, ends = args.code.resolve(), time.monotonic() + args.timeout_seconds
    files = test_files(code)
    scratch = pathlib.Path(tempfile.mkdtemp())
    try:
        rows = [run_module(file, code, scratch, args.min_coverage > 0, ends - time.monotonic()) for file in files]
        if args.min_coverage > 0 and rows and all(each["result"] != "failed" for each in rows):
            rows.append(coverage_row(code, scratch, args.min_coverage))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    verdict = conclude(rows, code=args.code.name)
    return verdict | ({"message": "Nothing was checked: there are no tests (test_*.py or *_test.py)."} if not files else {})


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--code", type=pathlib.Path, required=True)
    parser.add_argument("--min-coverage", type=float, default=0)
    parser.add_argument("--timeout-seconds", type=int, default=600)
    return parser


if __name__ == "__main__":
    sys.exit(run_gate("tests", build_parser(), judge))
