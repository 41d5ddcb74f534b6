"""Judges many cases in one process: a JSON object a line on stdin (`rules`, `metrics`, `baseline` as texts), a verdict a line on stdout.

It is the component's own code that reads the files and judges; the tests of both languages compare with it.
"""

import json
import pathlib
import sys
import tempfile

COMPONENT = pathlib.Path(__file__).resolve().parents[3] / "components" / "quality_gate" / "src"
sys.dont_write_bytecode = True
sys.path.insert(0, str(COMPONENT))

from quality_gate import judge_files  # noqa: E402


def verdict_of(case: dict, folder: pathlib.Path) -> dict:
    """The verdict that the component writes for a case. Without `metrics` the file is missing, without `baseline` none is given."""
    metrics = write(folder / "metrics.json", case.get("metrics"))
    baseline = write(folder / "baseline.json", case.get("baseline")) if "baseline" in case else None
    return judge_files(case["rules"], metrics, baseline)


def write(path: pathlib.Path, text: str | None) -> pathlib.Path:
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for line in sys.stdin:
            print(json.dumps(verdict_of(json.loads(line), pathlib.Path(name)), allow_nan=False))
