"""Reads one JSON string per line and answers with one JSON line each: what PyYAML's safe_load makes of that text.

{"ok": false} when it raises, else {"ok": true, "value": ...} with scalars tagged by their type (see encode-tree.ts).
"""

import datetime
import json
import math
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", None) if "--libyaml" in sys.argv else None


def encode(value, open_ids):
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return {"int": value if abs(value) < 10**300 else "huge"}
    if isinstance(value, float):
        if math.isnan(value):
            return {"float": "nan"}
        if math.isinf(value):
            return {"float": "inf" if value > 0 else "-inf"}
        return {"float": value}
    if isinstance(value, str):
        return value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"timestamp": True}
    if id(value) in open_ids:
        return {"cycle": True}
    inner = open_ids | {id(value)}
    if isinstance(value, list):
        return [encode(item, inner) for item in value]
    if isinstance(value, dict):
        return {"map": [[encode(key, inner), encode(item, inner)] for key, item in value.items()]}
    return {"other": True}


def verdict(text):
    try:
        value = yaml.safe_load(text)
    except Exception as error:  # whatever it raises, Azure ML does not read the file
        return {"ok": False, "error": str(error).replace("\n", " ")[:160]}
    return {"ok": True, "value": encode(value, frozenset())}


def main():
    for line in sys.stdin:
        sys.stdout.write(json.dumps(verdict(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()
