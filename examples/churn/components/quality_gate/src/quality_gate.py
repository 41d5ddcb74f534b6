"""Compares metrics with rules and writes the verdict. Standard library only; no rule is ever handed to `eval`.

Exit status: 0 passed, 20 held back, 1 failed (a rule or a file could not be read). The verdict file is written in all three cases.
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
import re
import sys
import unicodedata

MAX_LINE, MAX_RULES, MAX_DEPTH, MAX_LABEL, MAX_BYTES, MAX_JSON_DEPTH = 1000, 200, 50, 80, 64 * 2**20, 200
EXIT = {"passed": 0, "held-back": 20, "failed": 1}
BLANK = frozenset("\t\v\f \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff")
BLANKS = "".join(BLANK)
DIGITS = frozenset("0123456789")
FUNCTIONS = ("abs", "min", "max")
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")
MEANT = {"=": "==", "!": "!=", "\u2265": ">=", "\u2264": "<=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "/", "\u2212": "-", "\u2013": "-"}
ABSENT = object()


class RuleError(Exception):
    """A rule that cannot be judged, with the sentence that says why."""


# Reading a rule: words, then a tree. Nothing is looked up yet, so that a rule that cannot be read fails whatever the metrics are.


def is_name_start(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] == "L"


def is_name_part(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def end_of_name(text: str, start: int) -> int:
    """Hyphens belong to the name when more of the name follows them at once."""
    at = start
    while at < len(text):
        after = at
        while after < len(text) and text[after] == "-":
            after += 1
        if after == len(text) or not is_name_part(text[after]):
            break
        at = after + 1
    return at


def end_of_metric(text: str, start: int) -> int:
    """A name, then `.name`, `.digits` and `[key]` as often as they follow."""
    at = end_of_name(text, start)
    while at < len(text):
        if text[at] == "[":
            close = text.find("]", at)
            if close < 0:
                raise RuleError("The closing ] of the key is missing.")
            at = close + 1
        elif text[at] == "." and text[at + 1 : at + 2] in DIGITS:
            at += 1
            while at < len(text) and text[at] in DIGITS:
                at += 1
        elif text[at] == "." and at + 1 < len(text) and is_name_start(text[at + 1]):
            at = end_of_name(text, at + 1)
        else:
            break
    return at


def tokenize(text: str, start: int) -> list[tuple[str, str, int, int]]:
    """Kind, text, start and end of every word. A `#` behind a blank begins a comment."""
    tokens = []
    at = start
    while at < len(text):
        character = text[at]
        if character in BLANK:
            at += 1
            continue
        if character == "#" and at > 0 and text[at - 1] in BLANK:
            break
        number = NUMBER.match(text, at)
        if number:
            kind, end = "number", number.end()
        elif is_name_start(character):
            kind, end = "metric", end_of_metric(text, at)
        elif text[at : at + 2] in (">=", "<=", "==", "!="):
            kind, end = "operator", at + 2
        elif character in "<>":
            kind, end = "operator", at + 1
        elif character in "+-*/(),":
            kind, end = "mark", at + 1
        else:
            hint = f" Write {MEANT[character]} if you mean it." if character in MEANT else ""
            raise RuleError(f"'{character}' cannot be read here.{hint}")
        tokens.append((kind, text[at:end], at, end))
        at = end
    return tokens


class Reader:
    """Recursive descent over the words of one comparison. A node is `(kind, …, start, end)`."""

    def __init__(self, text: str, start: int):
        self.text, self.tokens, self.at, self.depth = text, tokenize(text, start), 0, 0
        self.when_baseline = [token[1] for token in self.tokens[:3]] == ["when", "baseline", ","]
        if self.when_baseline:
            self.at = 3

    def comparison(self) -> tuple:
        left = self.sum()
        operator = self.peek()
        if operator[0] != "operator":
            raise RuleError(f"A comparison (>=, <=, >, <, == or !=) is missing before {self.here()}.")
        self.at += 1
        right = self.sum()
        if self.at < len(self.tokens):
            raise RuleError(f"{self.here()} stands where the rule should end.")
        return left, operator[1], right, self.text[left[-2] : left[-1]], self.text[right[-2] : right[-1]]

    def peek(self, ahead: int = 0) -> tuple[str, str, int, int]:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else ("end", "", len(self.text), len(self.text))

    def here(self) -> str:
        return f"'{self.peek()[1]}'" if self.at < len(self.tokens) else "the end"

    def take(self, *marks: str) -> str | None:
        kind, text = self.peek()[:2]
        if kind != "mark" or text not in marks:
            return None
        self.at += 1
        return text

    def sum(self) -> tuple:
        left = self.product()
        while sign := self.take("+", "-"):
            right = self.product()
            left = ("binary", sign, left, right, left[-2], right[-1])
        return left

    def product(self) -> tuple:
        left = self.factor()
        while sign := self.take("*", "/"):
            right = self.factor()
            left = ("binary", sign, left, right, left[-2], right[-1])
        return left

    def factor(self) -> tuple:
        start = self.peek()[2]
        sign = self.take("+", "-")
        operand = self.operand()
        return ("sign", sign, operand, start, operand[-1]) if sign else operand

    def operand(self) -> tuple:
        kind, text, start, end = self.peek()
        if kind == "number":
            self.at += 1
            return ("number", number_of(text), start, end)
        if kind == "metric" and text in FUNCTIONS and self.peek(1)[1] == "(":
            self.at += 1
            self.open()
            arguments = [self.sum()]
            while self.take(","):
                arguments.append(self.sum())
            if text == "abs" and len(arguments) > 1:
                raise RuleError("abs takes one value.")
            return ("call", text, arguments, start, self.close())
        if kind == "metric":
            self.at += 1
            return ("metric", text, parts_of(text), start, end)
        if text == "(":
            self.open()
            inner = self.sum()
            return (*inner[:-2], start, self.close())
        raise RuleError(f"A number or a metric is missing before {self.here()}.")

    def open(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RuleError(f"The rule is nested deeper than {MAX_DEPTH}.")
        self.at += 1

    def close(self) -> int:
        end = self.peek()[3]
        if not self.take(")"):
            raise RuleError(f"A closing bracket is missing before {self.here()}.")
        self.depth -= 1
        return end


def number_of(text: str) -> float:
    """A number as written. A percent sign moves the decimal point, so that 12.3% is the double nearest to 0.123."""
    if not text.endswith("%"):
        return float(text)
    mantissa, _, exponent = text[:-1].lower().partition("e")
    return float(f"{mantissa}e{int(exponent or 0) - 2}")


def parts_of(name: str) -> list[tuple[str, bool]]:
    """Key of every part, and whether it stands in brackets."""
    return [(match.group(2), False) if match.group(1) is None else (match.group(1), True) for match in re.finditer(r"\[([^\]]*)\]|([^.\[\]]+)", name)]


class Rule:
    """One line: `[label:] [when baseline,] left operator right [# comment]`."""

    def __init__(self, line: str):
        self.text = line.strip(BLANKS)
        self.label: str | None = None
        self.when_baseline = False
        self.tree: tuple | None = None
        self.error: str | None = None
        if len(line) > MAX_LINE:
            self.error = f"The line is longer than {MAX_LINE} characters."
            return
        self.read(0)
        colon = self.text.find(":")
        if self.tree or colon < 0:
            return
        plain_error = self.error
        self.read(colon + 1)
        before = self.text[:colon]
        if is_behind_comparison(before) or (not self.tree and is_within_key_or_comment(before)):
            self.tree, self.when_baseline = None, False
            self.error = plain_error
            return
        label = before.strip(BLANKS)
        if len(label) > MAX_LABEL or not label:
            self.tree, self.when_baseline = None, False
            self.error = f"The label is longer than {MAX_LABEL} characters." if label else "A label is missing before the colon."
        self.label = label or None

    def read(self, start: int) -> None:
        self.tree, self.error, self.when_baseline = None, None, False
        try:
            reader = Reader(self.text, start)
            self.tree = reader.comparison()
            self.when_baseline = reader.when_baseline
        except RuleError as error:
            self.error = str(error)


def is_behind_comparison(before: str) -> bool:
    """True when this text compares something and then begins a comment: a colon behind it is the comment's.

    So that `a >= 0..9 # was: a >= 0.5` is a rule that cannot be read, not the rule of its comment.
    """
    return any(re.search("[<>=]", before[:at]) for at in comments_in(before))


def is_within_key_or_comment(before: str) -> bool:
    """True when a colon behind this text belongs to a key in brackets or to a comment, unless the line makes sense with a label."""
    return before.rfind("[") > before.rfind("]") or bool(comments_in(before))


def comments_in(text: str) -> list[int]:
    """Where a comment may begin: at each `#` behind a blank."""
    return [at for at in range(1, len(text)) if text[at] == "#" and text[at - 1] in BLANK]


# Judging: the tree with the metrics.


class Judge:
    """Judges one rule after the other on the same metrics. `ABSENT` as baseline: there is no champion."""

    def __init__(self, metrics: object, baseline: object):
        self.metrics, self.baseline = metrics, baseline
        self.known: dict[bool, list[str]] = {}

    def judge(self, rule: Rule) -> dict:
        """A row of the verdict file."""
        row = {"text": rule.text[:MAX_LINE], "label": rule.label, "result": "failed", "left": None, "operator": None, "right": None}
        row |= {"value": None, "limit": None, "margin": None, "message": rule.error}
        if not rule.tree:
            return row
        left, operator, right, row["left"], row["right"] = rule.tree
        row["operator"] = operator
        if rule.when_baseline and self.baseline is ABSENT:
            return row | {"result": "skipped", "message": "There is no baseline."}
        try:
            value, limit = self.number(left), self.number(right)
        except RuleError as error:
            return row | {"message": str(error)}
        row |= {"value": for_json(value), "limit": for_json(limit)}
        if math.isnan(value) or math.isnan(limit):
            return row | {"message": f"The {'value' if math.isnan(value) else 'limit'} is not a number (NaN)."}
        holds, margin = compare(value, operator, limit)
        said = [f"The {name} is {'' if number > 0 else '-'}Infinity." for name, number in (("value", value), ("limit", limit)) if math.isinf(number)]
        return row | {"result": "passed" if holds else "held-back", "margin": for_json(margin), "message": " ".join(said) or None}

    def number(self, node: tuple) -> float:
        kind = node[0]
        if kind == "number":
            return node[1]
        if kind == "metric":
            return self.metric(node[1], node[2])
        if kind == "sign":
            value = self.number(node[2])
            return -value if node[1] == "-" else value
        if kind == "call":
            values = [self.number(argument) for argument in node[2]]
            if any(math.isnan(value) for value in values):
                return math.nan
            return {"abs": lambda: abs(values[0]), "min": lambda: min(values), "max": lambda: max(values)}[node[1]]()
        left, right = self.number(node[2]), self.number(node[3])
        if node[1] == "/":
            if right == 0:
                raise RuleError("The rule divides by zero.")
            return left / right
        return left + right if node[1] == "+" else left - right if node[1] == "-" else left * right

    def metric(self, name: str, parts: list[tuple[str, bool]]) -> float:
        of_baseline = parts[0][0] == "baseline"
        source = self.baseline if of_baseline else self.metrics
        if source is ABSENT:
            raise RuleError(f"There is no baseline to read {name} from.")
        found = value_at(source, parts, 1 if of_baseline else 0)
        if found is None:
            raise RuleError(f"There is no metric {name}.{self.hint(name, of_baseline)}")
        value = found[0]
        if isinstance(value, (int, float)):
            return float(value)
        what = "text" if isinstance(value, str) else "null" if value is None else "an object" if isinstance(value, dict) else "a list"
        raise RuleError(f"{name} is {what}, not a number.")

    def hint(self, name: str, of_baseline: bool) -> str:
        if of_baseline not in self.known:
            self.known[of_baseline] = [f"baseline.{key}" for key in known_metrics(self.baseline)] if of_baseline else known_metrics(self.metrics)
        known = self.known[of_baseline]
        near = nearest(name, known)
        if near:
            return f" Did you mean {' or '.join(filter(None, (', '.join(near[:-1]), near[-1])))}?"
        if not known:
            return " The file holds no numbers."
        more = len(known) - 8
        return f" It holds {', '.join(known[:8])}{f' and {more} more' if more > 0 else ''}."


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


def for_json(value: float) -> float | None:
    """A number as the verdict file holds it: no negative zero, null for what JSON has no word for."""
    return value + 0.0 if math.isfinite(value) else None


def value_at(source: object, parts: list[tuple[str, bool]], start: int) -> tuple[object] | None:
    """The value under the parts, in a tuple so that null is told from absent.

    Keys first, then list positions; a key that itself holds dots is found when the walk by parts fails.
    """
    if start == len(parts):
        return (source,)
    key, bracketed = parts[start]
    end = start + 1
    while True:
        inner = child_of(source, key, end == start + 1)
        found = value_at(inner[0], parts, end) if inner else None
        if found:
            return found
        if bracketed or end == len(parts) or parts[end][1]:
            return None
        key += "." + parts[end][0]
        end += 1


def child_of(source: object, key: str, is_one_part: bool) -> tuple[object] | None:
    if isinstance(source, dict):
        return (source[key],) if key in source else None
    if isinstance(source, list) and is_one_part and is_digits(key) and int(key) < len(source):
        return (source[int(key)],)
    return None


def is_digits(text: str) -> bool:
    return text != "" and all(character in DIGITS for character in text)


def is_name(text: str) -> bool:
    """True for a text that a rule can write as a name without brackets."""
    return text != "" and is_name_start(text[0]) and text[-1] != "-" and all(character == "-" or is_name_part(character) for character in text)


def known_metrics(metrics: object) -> list[str]:
    """Names of all numbers, written as rules read them and sorted; keys that no rule can name, or that are longer than a rule, are left out."""
    names = set()
    waiting: list[tuple[str, object]] = [("", metrics)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, (int, float)) and name:
            names.add(name)
        elif isinstance(value, list) and name:
            waiting.extend((f"{name}.{k}", inner) for k, inner in enumerate(value[:100]))
        elif isinstance(value, dict):
            written = ((write_key(name, key), inner) for key, inner in value.items())
            waiting.extend((key, inner) for key, inner in written if key is not None and len(key) <= MAX_LINE)
    return sorted(names)


def write_key(before: str, key: str) -> str | None:
    """How a rule writes a key below a metric; None when it cannot. `baseline` in front would mean the other file."""
    pieces = key.split(".")
    if not before:
        return key if all(is_name(piece) or (k > 0 and is_digits(piece)) for k, piece in enumerate(pieces)) and pieces[0] != "baseline" else None
    if all(is_name(piece) or is_digits(piece) for piece in pieces):
        return f"{before}.{key}"
    return None if re.search(r"[\]\n\r]", key) else f"{before}[{key}]"


def nearest(name: str, names: list[str]) -> list[str]:
    """The names that somebody may have meant, nearest first, at most three: the same last part, then few different characters."""
    last, most = name.rsplit(".", 1)[-1], max(2, len(name) // 3)
    found = []
    for other in names[:1000]:
        is_comparable = len(name) <= 100 and abs(len(other) - len(name)) <= most
        distance = distance_between(name, other, most) if is_comparable else most + 1
        if distance <= most or other.rsplit(".", 1)[-1] == last:
            found.append((distance, other))
    return [other for _, other in sorted(found)[:3]]


def distance_between(a: str, b: str, most: int) -> int:
    """Number of characters to put in, take out or replace (Levenshtein); `most + 1` when there are more than that."""
    row = list(range(len(b) + 1))
    for i, character in enumerate(a, 1):
        following = [i]
        for j, other in enumerate(b, 1):
            following.append(min(row[j - 1] + (character != other), row[j] + 1, following[-1] + 1))
        if min(following) > most:
            return most + 1
        row = following
    return min(row[-1], most + 1)


def judge(rules: str, metrics: object, baseline: object = ABSENT) -> dict:
    """The verdict on rules, one a line: `failed` when one cannot be judged, else `held-back` when one says no, else `passed`."""
    lines = re.split(r"\r\n|\r|\n", rules[1:] if rules.startswith("\ufeff") else rules)
    lines = [line for line in lines if line.strip(BLANKS) and not line.strip(BLANKS).startswith("#")]
    if len(lines) > MAX_RULES:
        return {"verdict": "failed", "rules": [], "message": f"There are more than {MAX_RULES} rules."}
    court = Judge(metrics, baseline)
    rows = [court.judge(Rule(line)) for line in lines]
    results = [row["result"] for row in rows]
    if all(result == "skipped" for result in results):
        return {"verdict": "failed", "rules": rows, "message": "Nothing was checked."}
    return {"verdict": "failed" if "failed" in results else "held-back" if "held-back" in results else "passed", "rules": rows}


# Files.


def read_json(path: pathlib.Path) -> object:
    """The value of a metrics file; a ValueError says in half a sentence why there is none."""
    try:
        if path.is_dir():
            raise IsADirectoryError
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES // 2**20} MB")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise ValueError("there is no such file") from None
    except IsADirectoryError:
        raise ValueError("it is a folder; name the JSON file in it") from None
    except OSError:
        raise ValueError("it cannot be opened") from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    return parse_json(text)


def parse_json(text: str) -> object:
    """JSON as Python reads it (NaN and infinities included), every number a double; whole numbers too large for one are infinite."""
    text = text[1:] if text.startswith("\ufeff") else text
    if not text.strip(" \t\n\r"):
        raise ValueError("it is empty")
    if is_too_deep(text):
        raise ValueError(f"it is nested deeper than {MAX_JSON_DEPTH}")
    try:
        return json.loads(text, parse_int=float)
    except ValueError:
        raise ValueError("it is not valid JSON") from None


def is_too_deep(text: str) -> bool:
    """Brackets outside of quotes, counted before anything is read."""
    if text.count("[") + text.count("{") <= MAX_JSON_DEPTH:
        return False
    depth = 0
    for match in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', text, re.DOTALL):
        depth += 1 if match.group() in "[{" else -1 if match.group() in "]}" else 0
        if depth > MAX_JSON_DEPTH:
            return True
    return False


def judge_files(rules: str, metrics: pathlib.Path, baseline: pathlib.Path | None) -> dict:
    """The verdict file."""
    path = metrics
    try:
        values = read_json(path)
        path = baseline or path
        verdict = judge(rules, values, read_json(path) if baseline else ABSENT)
    except ValueError as error:
        verdict = {"verdict": "failed", "rules": [], "message": f"{name_of(path)} cannot be read: {error}."}
    names = {"metrics": name_of(metrics), "baseline": name_of(baseline) if baseline else None}
    message = {"message": verdict["message"]} if "message" in verdict else {}
    return {"verdict": verdict["verdict"], "rules": verdict["rules"], **names, **message}


def name_of(path: pathlib.Path) -> str:
    """The last part of a path; `.` and `/` have none."""
    return path.name or str(path)


def say(verdict: dict) -> None:
    """The verdict for the log: a row for every rule, then one sentence."""
    for row in verdict["rules"]:
        print(f"{row['result']:>9}  {row['text']}" + (f"  ({row['message']})" if row["message"] else f"  value {row['value']}, limit {row['limit']}"))
    said_no = sum(row["result"] == "held-back" for row in verdict["rules"])
    sentences = {"passed": "Every rule holds.", "held-back": f"{said_no} of {len(verdict['rules'])} rules said no. Nothing broke.", "failed": verdict.get("message") or "A rule could not be judged."}
    print(f"{verdict['verdict']}: {sentences[verdict['verdict']]}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--baseline", type=pathlib.Path)
    parser.add_argument("--rules", required=True, help="the rules, or - to read them from standard input")
    parser.add_argument("--verdict", type=pathlib.Path, required=True)
    args = parser.parse_args(joined(arguments))

    rules = sys.stdin.buffer.read().decode("utf-8", errors="replace") if args.rules == "-" else args.rules
    verdict = judge_files(rules, args.metrics, args.baseline)
    try:
        args.verdict.parent.mkdir(parents=True, exist_ok=True)
        args.verdict.write_text(json.dumps(verdict, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    except OSError as error:
        print(f"The verdict cannot be written to {args.verdict}: {error.strerror}.", file=sys.stderr)
        return EXIT["failed"]
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    say(verdict)
    tell(verdict)
    return EXIT[verdict["verdict"]]


def tell(verdict: dict) -> None:
    """Tells MLflow, where the file that does so stands beside this one; a gate needs this one only."""
    try:
        from verdict_log import log_verdict
    except ImportError:
        return
    log_verdict(verdict, "metrics")


def joined(arguments: list[str]) -> list[str]:
    """`--rules TEXT` as `--rules=TEXT`, so that a text that begins with a minus is not taken for an option."""
    words = iter(arguments)
    return [f"{word}={next(words, '')}" if word in ("--metrics", "--baseline", "--rules", "--verdict") else word for word in words]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
