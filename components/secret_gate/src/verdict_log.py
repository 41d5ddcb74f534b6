"""How the gates of this library tell MLflow their verdict.

A verdict stands whether or not it is told. Without MLflow, or without a place to log to, nothing happens; a server that does not answer is one line
in the log. Standard library only, besides MLflow itself. The same file stands beside every gate, so that each folder works alone.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys

MOST_RULES = 200
LONGEST_NAME = 200


def log_verdict(verdict: dict, kind: str) -> None:
    """Tags `sluice.verdict` and `sluice.gate`, how many rules there are and said no, the value of every rule, and the file as `verdict.json`."""
    rows = verdict["rules"]
    count = lambda result: sum(row["result"] == result for row in rows)
    metrics = {"rules": len(rows), "held_back": count("held-back"), "failed": count("failed")} | values_of(rows[:MOST_RULES])
    tags = {"sluice.verdict": verdict["verdict"], "sluice.gate": kind}
    tell(metrics, tags, {"verdict.json": json.dumps(verdict, indent=2) + "\n"})


def values_of(rows: list[dict]) -> dict[str, float]:
    """What each rule found, as `rule.<label or left side>`; a second value under the same name gets a number."""
    found: dict[str, float] = {}
    for row in rows:
        value = row.get("value")
        if isinstance(value, (int, float)) and math.isfinite(value):
            plain = f"rule.{safe(str(row.get('label') or row.get('left') or row['text']))}"
            name, count = plain, 1
            while found.get(name, value) != value:
                count += 1
                name = f"{plain} {count}"
            found[name] = value
    return found


def safe(name: str) -> str:
    """MLflow takes letters, digits and a few signs in a name."""
    words = name.replace(">=", "from").replace("<", "under").replace("=", "is")
    # A name is a path to MLflow's store of files: no folder of it may be `..` or empty.
    return re.sub(r"[^\w. -]+", "_", words).strip()[:LONGEST_NAME] or "_"


def tell(metrics: dict[str, float], tags: dict[str, str] | None = None, texts: dict[str, str] | None = None) -> None:
    """Logs to the run of this job, or to a new one where there is a server and no run."""
    if not os.environ.get("MLFLOW_TRACKING_URI"):
        return
    # MLflow asks a server that is away for minutes; the jobs behind a gate wait for its verdict.
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
    os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "10")
    try:
        import mlflow

        mlflow.set_tags(tags or {})
        mlflow.log_metrics(metrics)
        for name, text in (texts or {}).items():
            mlflow.log_text(text, name)
    except ImportError:
        return
    except Exception as error:
        print(f"MLflow took nothing: {(str(error).strip().splitlines() or [type(error).__name__])[0]}", file=sys.stderr)
