"""Judges data by a small YAML of expectations and writes the verdict of a gate.

pandas does the measuring, not a library of checks: a verdict shows what was found where all is well too, and such libraries report failures only.
Exit status: 0 passed, 20 held back, 1 failed (the data or the expectations could not be read).
"""

import argparse
import difflib
import json
import math
import pathlib
import re
import sys
import traceback

import numpy as np
import pandas as pd
import yaml

from tables import files_of, read_file
from verdict_log import log_verdict

EXIT = {"passed": 0, "held-back": 20, "failed": 1}
SAMPLE = 100
TYPES = ("string", "integer", "number", "boolean", "date")
KEYS = {
    "the expectations": ("rows", "columns", "more_columns"),
    "rows": ("min", "max"),
    "a column": ("type", "min", "max", "values", "pattern", "unique", "missing", "required"),
}


class Unjudged(Exception):
    """Expectations or data that cannot be judged, with the sentence that says why."""


def rule(column: str | None, kind: str, holds: bool, found: str, allowed: str, **more: object) -> dict:
    """A row of the verdict. `column`, `kind`, `found` and `allowed` are what its plate shows; the rest is as in every verdict."""
    row = {"text": f"{column or 'data'}: {kind} {allowed}", "label": None, "result": "passed" if holds else "held-back"}
    row |= {"left": f"{column}.{kind}" if column else kind, "operator": "<=", "right": allowed, "value": None, "limit": None, "margin": None, "message": None}
    row |= {"column": column or kind, "kind": kind, "found": found, "allowed": allowed, "rows": []} | more
    if row["value"] is not None:
        difference = float(row["value"]) - float(row["limit"])
        row |= {"value": float(row["value"]), "limit": float(row["limit"]), "margin": difference if row["operator"] == ">=" else 0.0 - difference}
    return row


def judge(data: pd.DataFrame, expected: dict) -> dict:
    """The verdict on all the data: `held-back` when one check says no, else `passed`."""
    columns = expected.get("columns") or {}
    rules = [*rows_rules(data, expected.get("rows") or {}), *(found for name, wanted in columns.items() for found in column_rules(data, str(name), wanted or {}))]
    if expected.get("more_columns", "allowed") == "refused":
        others = [str(name) for name in data.columns if name not in columns]
        said = f"Not expected: {', '.join(others)}." if others else None
        rules.append(rule(None, "columns", not others, f"{len(others)} more", "none more", value=len(others), limit=0, message=said))
    if not rules:
        return {"verdict": "failed", "rules": [], "message": "Nothing was checked."}
    return {"verdict": "held-back" if any(row["result"] == "held-back" for row in rules) else "passed", "rules": rules}


def rows_rules(data: pd.DataFrame, wanted: dict) -> list[dict]:
    """How many rows there are at least and at most."""
    count, rules = len(data), []
    for key, operator, holds in (("min", ">=", count >= wanted.get("min", 0)), ("max", "<=", count <= wanted.get("max", count))):
        if key in wanted:
            sign = "≥" if key == "min" else "≤"
            rules.append(rule(None, "rows", holds, f"{count:,}", f"{sign} {wanted[key]:,}", operator=operator, value=count, limit=wanted[key]))
    return rules


def column_rules(data: pd.DataFrame, name: str, wanted: dict) -> list[dict]:
    """The checks of one column, in the order: type, range, values, pattern, unique, missing."""
    if name not in data:
        near = difflib.get_close_matches(name, [str(column) for column in data.columns], 1)
        hint = f"There is no column {name}." + (f" Is it {near[0]}?" if near else "")
        return [] if wanted.get("required") is False else [rule(name, "column", False, "absent", "there", value=1, limit=0, message=hint)]
    values = data[name].mask(data[name].astype(str).str.strip() == "")
    there, rules = values.dropna(), []
    typed, wrong = as_type(there, wanted.get("type", "string"))
    if "type" in wanted:
        found = kind_of(there) if len(wrong) else wanted["type"]
        said = f"{len(wrong):,} of {len(there):,} values are no {wanted['type']}, such as {shown(there[wrong].iloc[0])}." if len(wrong) else None
        rules.append(broken(rule(name, "type", not len(wrong), found, wanted["type"], value=len(wrong), limit=0, message=said), data, wrong))
    if "min" in wanted or "max" in wanted:
        rules.append(range_rule(data, name, typed, there, wanted))
    if "values" in wanted:
        allowed = {text_of(value) for value in wanted["values"]}
        other = there.index[~there.map(text_of).isin(allowed)]
        said = f"{len(other):,} rows hold something else, such as {shown(there[other].iloc[0])}." if len(other) else None
        found = f"{there[other].nunique()} other" if len(other) else str(there.nunique())
        rules.append(broken(rule(name, "values", not len(other), found, str(len(allowed)), value=there[other].nunique(), limit=0, message=said), data, other))
    if "pattern" in wanted:
        other = there.index[~there.astype(str).map(lambda value: bool(re.fullmatch(str(wanted["pattern"]), value)))]
        said = f"{len(other):,} rows look different, such as {shown(there[other].iloc[0])}." if len(other) else None
        rules.append(broken(rule(name, "pattern", not len(other), f"{len(other):,} differ", str(wanted["pattern"]), value=len(other), limit=0, message=said), data, other))
    if wanted.get("unique") is True:
        again = there.index[there.duplicated(keep=False)]
        said = f"{len(again):,} rows share a value with another, such as {shown(there[again].iloc[0])}." if len(again) else None
        facts = {"operator": ">=", "value": there.nunique(), "limit": len(there), "message": said}
        rules.append(broken(rule(name, "unique", not len(again), f"{there.nunique():,}", "all", **facts), data, again))
    if "missing" in wanted:
        limit, gone = share(wanted["missing"], name), values.index[values.isna()]
        found = len(gone) / len(data) if len(data) else 0.0
        said = f"{len(gone):,} of {len(data):,} rows have no {name}." if found > limit else None
        rules.append(broken(rule(name, "missing", found <= limit, percent(found), f"≤ {percent(limit)}", value=found, limit=limit, message=said), data, gone))
    return rules


def range_rule(data: pd.DataFrame, name: str, typed: pd.Series, there: pd.Series, wanted: dict) -> dict:
    """Least and greatest value. The number of the verdict is that of the side with the smaller margin."""
    is_date = wanted.get("type") == "date"
    if not is_date:
        typed = pd.to_numeric(typed if wanted.get("type") in ("integer", "number") else there, errors="coerce").dropna()
    allowed = f"{wanted['min']} to {wanted['max']}" if "min" in wanted and "max" in wanted else f"≥ {wanted['min']}" if "min" in wanted else f"≤ {wanted['max']}"
    if typed.empty:
        return rule(name, "range", False, "no values", allowed, message=f"No value of {name} can be compared with {allowed}.")
    ends = {side: moment(wanted[side]) if is_date else wanted[side] for side in ("min", "max") if side in wanted}
    least, most = typed.min(), typed.max()
    outside = typed.index[(typed < ends.get("min", least)) | (typed > ends.get("max", most))]
    found = f"{plain(least)} to {plain(most)}" if len(ends) == 2 else plain(least if "min" in ends else most)
    said = f"{len(outside):,} rows lie outside, such as {plain(typed[outside].iloc[0])}." if len(outside) else None
    numbers = {side: float(end.timestamp() if is_date else end) for side, end in ends.items()}
    low, high = (float(end.timestamp() if is_date else end) for end in (least, most))
    margins = {side: low - end if side == "min" else end - high for side, end in numbers.items()}
    side = min(margins, key=lambda key: margins[key])
    facts = {"operator": ">=" if side == "min" else "<=", "value": low if side == "min" else high, "limit": numbers[side], "message": said}
    return broken(rule(name, "range", not len(outside), found, allowed, **facts), data, outside)


def moment(written: object) -> pd.Timestamp:
    """A date or time, in UTC where it says a zone."""
    at = pd.Timestamp(str(written))
    return at if at.tzinfo is None else at.tz_convert("UTC").tz_localize(None)


def as_type(values: pd.Series, kind: str) -> tuple[pd.Series, pd.Index]:
    """The values of that type, and the places of those that are not of it."""
    text = values.map(text_of)
    if kind in ("integer", "number"):
        numbers = pd.to_numeric(text, errors="coerce")
        fits = numbers.notna() & ((numbers == numbers.round()) & np.isfinite(numbers) if kind == "integer" else True)
        return numbers[fits], values.index[~fits]
    if kind == "date":
        dates = pd.to_datetime(text, errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
        return dates.dropna(), values.index[dates.isna()]
    if kind == "boolean":
        fits = text.str.lower().isin(["true", "false", "yes", "no", "0", "1"])
        return values[fits], values.index[~fits]
    return values, values.index[:0]


def kind_of(values: pd.Series) -> str:
    """The narrowest type that all values have."""
    kinds = ("boolean", "integer", "number", "date")
    return next((kind for kind in kinds if len(values) and as_type(values, kind)[1].empty), "string")


def broken(row: dict, data: pd.DataFrame, places: pd.Index) -> dict:
    """The rule with the first rows that broke it, counted from 1 without the header."""
    return row if row["result"] == "passed" else row | {"rows": [int(data.index.get_loc(place)) + 1 for place in places[:SAMPLE]]}


def strict(content: object) -> object:
    """For JSON, which has no word for what is no finite number."""
    if isinstance(content, dict):
        return {key: strict(inner) for key, inner in content.items()}
    if isinstance(content, list):
        return [strict(inner) for inner in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content


def share(value: object, column: str) -> float:
    """A share such as 0.01 or 1 %."""
    match = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*(%?)\s*", str(value))
    part = float(match.group(1)) / (100 if match.group(2) else 1) if match else -1.0
    if not 0 <= part <= 1:
        raise Unjudged(f"`missing` of column {column} is {value!r}; it must be a share such as 0.01 or 1 %.")
    return part


def text_of(value: object) -> str:
    """A value as it would be written: 1.0 is 1, True is true."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def plain(value: object) -> str:
    return value.isoformat().removesuffix("T00:00:00") if isinstance(value, pd.Timestamp) else f"{value:.12g}"


def percent(part: float) -> str:
    return f"{part * 100:.3g} %"


def shown(value: object) -> str:
    return f"'{str(value)[:40]}'"


def read_expectations(path: pathlib.Path) -> dict:
    """The expectations, once every key and value in them is known to make sense."""
    try:
        expected = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise Unjudged(f"{path.name} cannot be read: {' '.join(str(error).split())}.") from error
    known(expected, "the expectations", path.name)
    known(expected.get("rows") or {}, "rows", "rows")
    if not isinstance(expected.get("columns") or {}, dict):
        raise Unjudged("`columns` must list columns by name, each with its checks.")
    if expected.get("more_columns", "allowed") not in ("allowed", "refused"):
        raise Unjudged(f"`more_columns` is {expected['more_columns']!r}; it must be allowed or refused.")
    for side, limit in (expected.get("rows") or {}).items():
        if not isinstance(limit, int) or isinstance(limit, bool):
            raise Unjudged(f"`{side}` of rows is {limit!r}; it must be a whole number.")
    for name, wanted in (expected.get("columns") or {}).items():
        known(wanted or {}, "a column", f"column {name}")
        check_column(str(name), wanted or {})
    return expected


def check_column(name: str, wanted: dict) -> None:
    kind = wanted.get("type", "number" if "min" in wanted or "max" in wanted else "string")
    if kind not in TYPES:
        near = difflib.get_close_matches(str(kind), TYPES, 1, 0.4)
        raise Unjudged(f"There is no type {kind!r} (column {name})." + (f" Did you mean {near[0]}?" if near else f" There are {', '.join(TYPES)}."))
    for side in ("min", "max"):
        limit = wanted.get(side, 0)
        if kind == "date" and side in wanted and pd.isna(pd.to_datetime(str(limit), errors="coerce")):
            raise Unjudged(f"`{side}` of column {name} is {limit!r}; it must be a date such as 2026-01-31.")
        if kind != "date" and (isinstance(limit, bool) or not isinstance(limit, (int, float)) or not math.isfinite(limit)):
            raise Unjudged(f"`{side}` of column {name} is {limit!r}; it must be a number.")
    if side_text := [side for side in ("min", "max") if side in wanted and kind in ("string", "boolean")]:
        raise Unjudged(f"Column {name} is of type {kind}, which has no `{side_text[0]}`.")
    for key in ("unique", "required"):
        if not isinstance(wanted.get(key, True), bool):
            raise Unjudged(f"`{key}` of column {name} is {wanted[key]!r}; it must be true or false.")
    if wanted.get("pattern", "") is None:
        raise Unjudged(f"`pattern` of column {name} is empty; it must be a regular expression.")
    if not isinstance(wanted.get("values", []), list):
        raise Unjudged(f"`values` of column {name} must be a list.")
    try:
        re.compile(str(wanted.get("pattern", "")))
    except re.error as error:
        raise Unjudged(f"`pattern` of column {name} is no regular expression: {error}.") from error
    if "missing" in wanted:
        share(wanted["missing"], name)


def known(found: object, what: str, where: str) -> None:
    """Refuses what is no mapping, and keys that mean nothing: a check that is misspelt must not pass unseen."""
    if not isinstance(found, dict):
        raise Unjudged(f"{where} must hold {', '.join(KEYS[what])}.")
    for key in found:
        if key not in KEYS[what]:
            near = difflib.get_close_matches(str(key), KEYS[what], 1)
            raise Unjudged(f"{where} has an unknown key '{key}'." + (f" Did you mean {near[0]}?" if near else f" Known are {', '.join(KEYS[what])}."))


def write_report(folder: pathlib.Path, data: pd.DataFrame, rules: list[dict]) -> None:
    """`profile.csv` describes every column; `broken_rows.csv` holds the rows that broke a check, each with the check."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = [{"column": name, "type": kind_of(values := data[name].dropna()), "missing": int(data[name].isna().sum()), "different": values.nunique()} for name in data]
    pd.DataFrame(profile).to_csv(folder / "profile.csv", index=False)
    bad = [{"row": place, "check": row["text"]} | data.iloc[place - 1].to_dict() for row in rules for place in row["rows"]]
    pd.DataFrame(bad, columns=["row", "check", *data.columns]).to_csv(folder / "broken_rows.csv", index=False)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--expectations", type=pathlib.Path, required=True)
    parser.add_argument("--verdict", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    args = parser.parse_args()

    try:
        # What stands in CSV stays as it is written, so that types can be judged.
        data = pd.concat([read_file(path, Unjudged, dtype=str) for path in files_of(args.data, Unjudged)], ignore_index=True)
        verdict = judge(data, read_expectations(args.expectations))
        write_report(args.report, data, verdict["rules"])
    except Unjudged as error:
        verdict = {"verdict": "failed", "rules": [], "message": str(error)}
    except Exception as error:
        traceback.print_exc()
        verdict = {"verdict": "failed", "rules": [], "message": f"The gate broke: {type(error).__name__}: {error}"}
    verdict |= {"kind": "data", "data": args.data.name, "expectations": args.expectations.name, "metrics": None, "baseline": None}
    try:
        args.verdict.parent.mkdir(parents=True, exist_ok=True)
        args.verdict.write_text(json.dumps(strict(verdict), indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    except OSError as error:
        print(f"The verdict cannot be written to {args.verdict}: {error.strerror}.", file=sys.stderr)
        return 1

    for row in verdict["rules"]:
        print(f"{row['result']:>9}  {row['text']}  found {row['found']}" + (f"  ({row['message']})" if row["message"] else ""))
    said_no = [row for row in verdict["rules"] if row["result"] == "held-back"]
    sentences = {"passed": "Every check holds.", "held-back": f"{len(said_no)} of {len(verdict['rules'])} checks said no. Nothing broke.", "failed": verdict.get("message")}
    print(f"{verdict['verdict']}: {sentences[verdict['verdict']]}", file=sys.stderr if verdict["verdict"] == "failed" else sys.stdout)
    log_verdict(verdict, "data")
    return EXIT[verdict["verdict"]]


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sys.exit(main())
