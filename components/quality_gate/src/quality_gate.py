"""Compares metrics with rules and writes the verdict. Standard library only; no rule is ever handed to `eval`.

Exit status: 0 passed, 20 held back, 1 failed (a rule or a file could not be read).
"""

import argparse
import json
import math
import pathlib
import re
import sys

MAX_LINE, MAX_RULES, MAX_DEPTH, MAX_BYTES = 1000, 200, 50, 64 * 2**20
EXIT = {"passed": 0, "held-back": 20, "failed": 1}
TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?)
    | (?P<name>[^\W\d](?:\w|-(?=\w))*(?:\.(?:\d+|[^\W\d](?:\w|-(?=\w))*)|\[[^\]]*\])*)
    | (?P<operator>>=|<=|==|!=|>|<)
    | (?P<mark>[-+*/(),])
    )""",
    re.VERBOSE,
)

PARTS = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


class RuleError(Exception):
    """A rule that cannot be judged, with the sentence that says why."""


class Rule:
    """One comparison: `label: left operator right`, parsed by recursive descent and evaluated while it is parsed."""

    def __init__(self, line: str):
        self.text = line
        self.label, body = split_label(line)
        self.needs_baseline = False
        match = re.match(r"when\s+baseline\s*,", body)
        if match:
            self.needs_baseline, body = True, body[match.end() :]
        self.body = re.sub(r"\s#.*$", "", body).strip()

    def judge(self, metrics: object, baseline: object) -> dict:
        """A row of the verdict file."""
        row = {"text": self.text, "label": self.label, "result": "failed", "left": None, "operator": None, "right": None}
        row |= {"value": None, "limit": None, "margin": None, "message": None}
        try:
            if len(self.text) > MAX_LINE:
                raise RuleError(f"The line is longer than {MAX_LINE} characters.")
            if self.needs_baseline and baseline is None:
                return row | {"result": "skipped", "message": "There is no baseline."}
            reader = Reader(self.body, metrics, baseline)
            value, left = reader.sum()
            operator = reader.operator()
            limit, right = reader.sum()
            reader.end()
            row |= {"left": left, "operator": operator, "right": right, "value": value, "limit": limit}
            if math.isnan(value) or math.isnan(limit):
                raise RuleError("The value or the limit is not a number (NaN).")
            holds, margin = compare(value, operator, limit)
            return row | {"result": "passed" if holds else "held-back", "margin": margin}
        except RuleError as error:
            return row | {"message": str(error)}
        except RecursionError:
            return row | {"message": f"The rule is nested deeper than {MAX_DEPTH}."}


def split_label(line: str) -> tuple[str | None, str]:
    """Label and the rest. A colon inside brackets belongs to a key."""
    match = re.match(r"([^:\[]*):", line)
    if not match:
        return None, line
    label = match.group(1).strip()
    return (label[:80], line[match.end() :]) if label else (None, line)


def compare(value: float, operator: str, limit: float) -> tuple[bool, float]:
    """Whether the comparison holds, and the margin: positive on the passing side."""
    difference = 0.0 if value == limit else value - limit
    return {
        ">=": (value >= limit, difference),
        ">": (value > limit, difference),
        "<=": (value <= limit, -difference),
        "<": (value < limit, -difference),
        "==": (value == limit, -abs(difference)),
        "!=": (value != limit, abs(difference)),
    }[operator]


class Reader:
    """Reads one comparison. Every method returns the value and the text that it came from."""

    def __init__(self, text: str, metrics: object, baseline: object):
        self.text, self.metrics, self.baseline, self.depth = text, metrics, baseline, 0
        self.tokens: list[tuple[str, str, int, int]] = []
        at = 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            if not match:
                raise RuleError(f"'{text[at:].strip()[:20]}' cannot be read.")
            kind = match.lastgroup or ""
            self.tokens.append((kind, match.group(kind), match.start(kind), match.end(kind)))
            at = match.end()
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at][:2] if self.at < len(self.tokens) else ("end", "the end")

    def take(self, text: str) -> bool:
        if self.peek()[1] == text and self.peek()[0] != "end":
            self.at += 1
            return True
        return False

    def end(self) -> None:
        if self.at < len(self.tokens):
            raise RuleError(f"'{self.peek()[1]}' stands where the rule should end.")

    def operator(self) -> str:
        kind, text = self.peek()
        if kind != "operator":
            raise RuleError(f"A comparison (>=, <=, >, <, == or !=) is missing before {text}.")
        self.at += 1
        return text

    def sum(self) -> tuple[float, str]:
        start = self.at
        value = self.product()
        while self.peek()[1] in ("+", "-"):
            value = value + self.product() if self.step() == "+" else value - self.product()
        return value, self.text[self.tokens[start][2] : self.tokens[self.at - 1][3]]

    def product(self) -> float:
        value = self.factor()
        while self.peek()[1] in ("*", "/"):
            if self.step() == "*":
                value *= self.factor()
            else:
                divisor = self.factor()
                if divisor == 0:
                    raise RuleError("The rule divides by zero.")
                value /= divisor
        return value

    def step(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def factor(self) -> float:
        kind, text = self.peek()
        if kind == "number":
            self.at += 1
            return float(text[:-1]) / 100 if text.endswith("%") else float(text)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RuleError(f"The rule is nested deeper than {MAX_DEPTH}.")
        try:
            if text in ("-", "+") and kind == "mark":
                self.at += 1
                return -self.factor() if text == "-" else self.factor()
            if self.take("("):
                value = self.sum()[0]
                self.close()
                return value
            if kind == "name":
                self.at += 1
                return self.function(text) if text in ("abs", "min", "max") and self.take("(") else self.metric(text)
        finally:
            self.depth -= 1
        raise RuleError(f"A number or a metric is missing before {text}.")

    def function(self, name: str) -> float:
        values = [self.sum()[0]]
        while self.take(","):
            values.append(self.sum()[0])
        self.close()
        if name == "abs" and len(values) != 1:
            raise RuleError("abs takes one value.")
        if any(math.isnan(value) for value in values):
            return math.nan
        return {"abs": lambda: abs(values[0]), "min": lambda: min(values), "max": lambda: max(values)}[name]()

    def close(self) -> None:
        if not self.take(")"):
            raise RuleError(f"A closing bracket is missing before {self.peek()[1]}.")

    def metric(self, name: str) -> float:
        parts = [match.group(1) if match.group(1) is not None else match.group(2) for match in PARTS.finditer(name)]
        source, path = (self.baseline, parts[1:]) if parts[0] == "baseline" else (self.metrics, parts)
        if source is None:
            raise RuleError("There is no baseline to compare with.")
        return number_at(source, path, name)


def number_at(source: object, path: list[str], name: str) -> float:
    """The number under the keys of `path`; a key that itself holds dots is found when the walk by parts fails."""
    found = walk(source, path)
    if found is None:
        known = sorted(names_of(source))
        near = [key for key in known if key.split(".")[-1] == path[-1:][0]] if path else []
        hint = f" Did you mean {near[0]}?" if near else f" Known are {', '.join(known[:8])}." if known else ""
        raise RuleError(f"There is no metric {name}.{hint}")
    value = found[0]
    if not isinstance(value, (int, float)):
        what = "text" if isinstance(value, str) else "null" if value is None else "an object" if isinstance(value, dict) else "a list"
        raise RuleError(f"{name} is {what}, not a number.")
    return float(value)


def walk(source: object, path: list[str]) -> tuple[object] | None:
    """The value under `path`, in a tuple so that null is told from absent."""
    if not path:
        return (source,)
    for length in range(1, len(path) + 1):
        key = ".".join(path[:length])
        if isinstance(source, dict) and key in source:
            inner: object = source[key]
        elif length == 1 and isinstance(source, list) and key.isdigit() and int(key) < len(source):
            inner = source[int(key)]
        else:
            continue
        found = walk(inner, path[length:])
        if found is not None:
            return found
    return None


def names_of(source: object, before: str = "") -> list[str]:
    if isinstance(source, dict):
        return [name for key, value in source.items() for name in names_of(value, f"{before}.{key}" if before else str(key))]
    return [before] if isinstance(source, (int, float)) else []


def judge(rules: str, metrics: object, baseline: object) -> dict:
    """The verdict on rules, one a line: `failed` when one cannot be judged, else `held-back` when one says no, else `passed`."""
    lines = [line.strip() for line in rules.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if len(lines) > MAX_RULES:
        return {"verdict": "failed", "rules": [], "message": f"There are more than {MAX_RULES} rules."}
    rows = [Rule(line).judge(metrics, baseline) for line in lines]
    results = [row["result"] for row in rows]
    verdict = "failed" if "failed" in results else "held-back" if "held-back" in results else "passed"
    if not any(result != "skipped" for result in results):
        return {"verdict": "failed", "rules": rows, "message": "Nothing was checked."}
    return {"verdict": verdict, "rules": rows}


def read_json(path: pathlib.Path) -> object:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 2**20} MB")
    return json.loads(path.read_text(encoding="utf-8-sig"))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--baseline", type=pathlib.Path)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--verdict", type=pathlib.Path, required=True)
    args = parser.parse_args()

    try:
        path = args.metrics
        metrics = read_json(path)
        path = args.baseline or path
        baseline = read_json(path) if args.baseline else None
        verdict = judge(args.rules, metrics, baseline)
    except (OSError, ValueError) as error:
        verdict = {"verdict": "failed", "rules": [], "message": f"{path} cannot be read: {error}."}
    verdict |= {"metrics": args.metrics.name, "baseline": args.baseline.name if args.baseline else None}
    args.verdict.parent.mkdir(parents=True, exist_ok=True)
    args.verdict.write_text(json.dumps(verdict, indent=2) + "\n", encoding="utf-8")

    for row in verdict["rules"]:
        print(f"{row['result']:>9}  {row['text']}" + (f"  ({row['message']})" if row["message"] else f"  value {row['value']}, limit {row['limit']}" if row["value"] is not None else ""))
    said_no = sum(row["result"] == "held-back" for row in verdict["rules"])
    sentences = {"passed": "Every rule holds.", "held-back": f"{said_no} of {len(verdict['rules'])} rules said no. Nothing broke.", "failed": verdict.get("message") or "A rule could not be judged."}
    print(f"{verdict['verdict']}: {sentences[verdict['verdict']]}")
    return EXIT[verdict["verdict"]]


if __name__ == "__main__":
    sys.exit(main())
