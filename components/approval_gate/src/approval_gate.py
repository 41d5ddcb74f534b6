"""Asks a person and waits for the answer.

Where the environment variable SLUICE_APPROVALS names a folder (one for each job of a run), the question is written there as question.json and the
answer is read from answer.json: {"answer": "approved" | "held-back", "who": …, "why": …, "at": ISO time}. Elsewhere, as on Azure ML, the answer is the
tag `sluice.approval` of this job's MLflow run, with `sluice.approval.who` and `sluice.approval.why` beside it, set in the studio or by a workflow.
"""

import datetime
import hashlib
import json
import os
import pathlib
import sys
import time
from typing import Callable

from contract import Parser, Refusal, conclude, row, run_gate, write_json

ANSWERS = {"approved": "passed", "held-back": "held-back"}
TAG = "sluice.approval"
Answer = dict[str, str]


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.timezone.utc)


def fingerprint(path: pathlib.Path | None) -> dict | None:
    """Name and SHA-256 of what was shown, so that the answer can be held against it later."""
    if path is None:
        return None
    try:
        return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    except OSError as error:
        raise Refusal(f"{path.name} cannot be read, so nobody can judge it: {error}.") from error


def understand(answer: object, asked: datetime.datetime) -> Answer | str:
    """The answer, or the sentence that says why it is none."""
    if not isinstance(answer, dict):
        return "The answer is no object."
    word, who, why = (str(answer.get(key) or "").strip() for key in ("answer", "who", "why"))
    word = word.lower().replace("_", "-").replace(" ", "-")
    if word not in ANSWERS:
        return f"'{word[:40]}' is no answer; it is approved or held-back."
    if not who:
        return "The answer says not who gave it."
    if word == "held-back" and not why:
        return "Holding back needs a reason."
    try:
        at = datetime.datetime.fromisoformat(str(answer.get("at") or now().isoformat()).replace("Z", "+00:00"))
    except ValueError:
        return f"'{answer.get('at')}' is no time."
    at = at if at.tzinfo else at.replace(tzinfo=datetime.timezone.utc)
    if at < asked - datetime.timedelta(seconds=1):
        return f"The answer of {at.isoformat()} is older than the question."
    return {"answer": word, "who": who, "why": why, "at": at.isoformat()}


def ask_in_folder(folder: pathlib.Path, question: dict) -> Callable[[], object]:
    """Writes the question, and gives what reads the answer; a half-written answer is none yet."""
    try:
        write_json(folder / "question.json", question)
    except OSError as error:
        raise Refusal(f"The question cannot be written to {folder}, the folder that SLUICE_APPROVALS names: {error.strerror}.") from error

    def read() -> object:
        try:
            return json.loads((folder / "answer.json").read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            return None

    return read


def ask_on_run(run: str, question: dict) -> Callable[[], object]:
    """Tags the run with the question, and gives what reads the answer from its tags."""
    import mlflow

    client = mlflow.MlflowClient()
    client.set_tag(run, f"{TAG}.question", question["question"][:5000])
    client.set_tag(run, f"{TAG}.asked", question["asked"])

    def read() -> object:
        try:
            tags = client.get_run(run).data.tags
        except mlflow.MlflowException as error:
            print(f"The run could not be read and is read again: {error}", file=sys.stderr)
            return None
        return {"answer": tags[TAG], "who": tags.get(f"{TAG}.who"), "why": tags.get(f"{TAG}.why"), "at": None} if TAG in tags else None

    return read


def wait(read: Callable[[], object], asked: datetime.datetime, seconds: float, pause: float) -> Answer | str | None:
    """The first answer that is one; when time is up, why the last was none, or None when there was none at all."""
    ends, refused = time.monotonic() + seconds, None
    while True:
        found = read()
        if found is not None:
            answer = understand(found, asked)
            if isinstance(answer, dict):
                return answer
            if answer != refused:
                refused = answer
                print(f"Not counted: {refused}", flush=True)
        left = ends - time.monotonic()
        if left <= 0:
            return refused
        time.sleep(min(pause, left))


def judge(args) -> dict:
    asked, run, folder = now(), os.environ.get("MLFLOW_RUN_ID"), os.environ.get("SLUICE_APPROVALS")
    if not args.question.strip():
        raise Refusal("The question is empty. Say what is to be approved.")
    if not args.timeout_minutes >= 0:
        raise Refusal(f"timeout_minutes is {args.timeout_minutes:g}; it must be 0 or more.")
    shown = {"candidate": fingerprint(args.candidate), "evidence": fingerprint(args.evidence)}
    until = asked + datetime.timedelta(minutes=min(args.timeout_minutes, 60 * 24 * 365))
    question = {"question": args.question, "approvers": args.approvers, "asked": asked.isoformat(), "until": until.isoformat()} | shown
    if folder:
        read, pause, how = ask_in_folder(pathlib.Path(folder), question), 1.0, "sluice approve"
    elif run:
        read, pause, how = ask_on_run(run, question), 15.0, f"the tags {TAG} (approved or held-back), {TAG}.who and {TAG}.why on this run"
    else:
        raise Refusal("Nobody can answer here: there is neither a folder for answers (SLUICE_APPROVALS) nor an MLflow run (MLFLOW_RUN_ID).")
    print(f"{args.question}\nWaiting for {args.approvers or 'a person'} until {until:%Y-%m-%d %H:%M} UTC. Answer by {how}.", flush=True)
    answer = wait(read, asked, (until - asked).total_seconds(), args.poll_seconds or pause)
    words = {"left": "answer", "operator": "==", "right": "approved"}
    more = {"question": args.question, "approvers": args.approvers, "asked": asked.isoformat()} | shown
    if not isinstance(answer, dict):
        message = f"Nobody answered within {args.timeout_minutes:g} minutes." + (f" {answer}" if answer else "")
        return conclude([row(args.question, "failed", **words, message=message)], **more) | {"message": message, "answer": None}
    by = f"{answer['who']}: {answer['why']}" if answer["why"] else answer["who"]
    return conclude([row(args.question, ANSWERS[answer["answer"]], **words, message=by)], **more) | answer | {"when": answer["at"]}


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--candidate", type=pathlib.Path)
    parser.add_argument("--evidence", type=pathlib.Path)
    parser.add_argument("--question", required=True)
    parser.add_argument("--approvers")
    parser.add_argument("--timeout-minutes", type=float, default=1440)
    parser.add_argument("--poll-seconds", type=float)
    return parser


if __name__ == "__main__":
    sys.exit(run_gate("approval", build_parser(), judge))
