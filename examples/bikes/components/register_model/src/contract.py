"""What the components of this library have in common: how they are given texts, how they refuse, and how a gate says its verdict.

The same file stands beside every component that uses it, so that each folder works alone.
"""

import argparse
import json
import math
import pathlib
import re
import sys
import traceback
from typing import Callable

EXIT = {"passed": 0, "held-back": 20, "failed": 1}


class Refusal(Exception):
    """What was given cannot be used, with the sentence that says why and what to do."""


class Parser(argparse.ArgumentParser):
    """Refuses with a sentence instead of ending the process, so that a gate can still write its verdict."""

    def error(self, message: str):
        raise Refusal(f"The component was called wrongly: {message}.")


def read_arguments(parser: Parser, given: list[str] | None = None) -> argparse.Namespace:
    """Arguments of the command line and, after `--texts`, those of standard input: `--name text` to the next line that starts so.

    Texts come that way because a shell reads nothing into them there: quotes, dollars and line breaks arrive as they were written.
    """
    given = list(sys.argv[1:] if given is None else given)
    if "--texts" in given:
        given.remove("--texts")
        names = [option for action in parser._actions for option in action.option_strings]
        given += split_texts(sys.stdin.read(), names)
    return parser.parse_args(given)


def split_texts(text: str, names: list[str]) -> list[str]:
    """`--name=text` for each name that starts a line."""
    start = re.compile(rf"^({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?:[ \t]|$)", re.MULTILINE)
    found = list(start.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [f"{match.group(1)}={text[match.end() : end].strip()}" for match, end in zip(found, ends)]


def read_json(path: pathlib.Path, what: str) -> object:
    """The content of a JSON file. A folder with a single JSON file is read as that file."""
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if len(files) != 1:
            raise Refusal(f"The {what} should be one JSON file, but {path.name} is a folder with {len(files)} of them.")
        path = files[0]
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Refusal(f"The {what} {path.name} cannot be read: {error}.") from error


def write_json(path: pathlib.Path, content: object) -> None:
    """Strict JSON: what is no finite number becomes null."""
    text = json.dumps(finite(content), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    # Half a character, as in the name of a file that is not UTF-8, is written as JSON writes it.
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def finite(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def numbers_in(source: object, before: str = "") -> dict[str, float]:
    """Every number of nested metrics under its name with dots."""
    if isinstance(source, dict):
        return {name: value for key, inner in source.items() for name, value in numbers_in(inner, f"{before}.{key}" if before else str(key)).items()}
    if isinstance(source, list):
        return {name: value for at, inner in enumerate(source) for name, value in numbers_in(inner, f"{before}.{at}" if before else str(at)).items()}
    return {before: float(source)} if isinstance(source, (int, float)) and before else {}


def row(text: str, result: str | None = None, left=None, operator=None, right=None, value=None, limit=None, label=None, message=None, **more) -> dict:
    """A row of the verdict. With an operator and no result, value and limit decide."""
    margin = None
    if operator is not None and value is not None and limit is not None and math.isfinite(value) and math.isfinite(limit):
        margin = {">=": value - limit, ">": value - limit, "<=": limit - value, "<": limit - value}.get(operator, -abs(value - limit))
        holds = margin > 0 if operator in (">", "<") else margin >= 0
        result = result or ("passed" if holds else "held-back")
    known = {"text": text, "label": label, "result": result or "failed", "left": left, "operator": operator, "right": right}
    return known | {"value": value, "limit": limit, "margin": margin, "message": message} | more


def conclude(rows: list[dict], **more) -> dict:
    """The verdict over all rows: failed before held back before passed; checking nothing fails."""
    results = {each["result"] for each in rows}
    if not results - {"skipped"}:
        return {"verdict": "failed", "rules": rows, "message": "Nothing was checked."} | more
    verdict = "failed" if "failed" in results else "held-back" if "held-back" in results else "passed"
    return {"verdict": verdict, "rules": rows, "message": None} | more


def run_gate(kind: str, parser: Parser, judge: Callable[[argparse.Namespace], dict]) -> int:
    """Judges, writes the verdict whatever happens, says it, and gives the exit status."""
    parser.add_argument("--verdict", type=pathlib.Path, required=True)
    try:
        args = read_arguments(parser)
        verdict = judge(args)
    except Refusal as refusal:
        verdict = {"verdict": "failed", "rules": [], "message": str(refusal)}
    except Exception as error:
        traceback.print_exc()
        verdict = {"verdict": "failed", "rules": [], "message": f"The gate broke: {type(error).__name__}: {error}"}
    verdict = {"verdict": verdict["verdict"], "kind": kind} | verdict
    path = where_verdict_goes(sys.argv[1:])
    if path is not None:
        try:
            write_json(path, verdict)
        except OSError as error:
            print(f"The verdict cannot be written to {path}: {error.strerror}.", file=sys.stderr)
            return 1
    say(verdict)
    from verdict_log import log_verdict

    log_verdict(verdict, kind)
    return EXIT[verdict["verdict"]]


def where_verdict_goes(given: list[str]) -> pathlib.Path | None:
    """Read by hand, because the verdict is written even when the arguments cannot be read."""
    for at, word in enumerate(given):
        if word == "--verdict" and at + 1 < len(given):
            return pathlib.Path(given[at + 1])
        if word.startswith("--verdict="):
            return pathlib.Path(word.removeprefix("--verdict="))
    return None


def say(verdict: dict) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    rows = verdict["rules"]
    for each in rows:
        found = "" if each["value"] is None else f"  found {each['value']:g}" + ("" if each["limit"] is None else f", limit {each['limit']:g}")
        print(f"{each['result']:>9}  {each['text']}{found}" + (f"  ({each['message']})" if each["message"] else ""))
    no = sum(each["result"] == "held-back" for each in rows)
    sentences = {
        "passed": "Everything holds.",
        "held-back": f"{no} of {len(rows)} said no. Nothing broke.",
        "failed": next((each["message"] for each in rows if each["result"] == "failed" and each["message"]), "It could not be judged."),
    }
    print(f"{verdict['verdict']}: {verdict.get('message') or sentences[verdict['verdict']]}")


def run_component(parser: Parser, work: Callable[[argparse.Namespace], None]) -> int:
    """Does the work; what was given wrongly ends in one sentence and exit status 1."""
    try:
        work(read_arguments(parser))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0
