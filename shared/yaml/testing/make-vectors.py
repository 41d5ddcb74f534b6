"""Writes pyyaml-vectors.json: small YAML texts, and what PyYAML's safe_load makes of each. Run it again after adding a text."""

import importlib.util
import json
import pathlib
import sys

folder = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("verdicts", folder / "pyyaml-verdicts.py")
verdicts = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verdicts)

SCALARS = """
~ null Null NULL nULL yes Yes YES yEs no No NO on On ON off Off OFF true True TRUE tRUE false False FALSE y n Y N
0 1 -1 +1 00 017 -017 08 0o17 0_7 0_ -0 0b 0b0 0b101 -0b11 0b_ 0b1_0 0b2 0x 0x1F 0xg 0x_ -0xff 1_000 1__0 _1 1_ - + -_
9007199254740993 123456789012345678901234567890
1:30 12:30:45 1:60 0:10 -1:30 1:2:3:4 1:5. 1:30.5 190:20:30.15 1:
1. 1.5 -1.5 +1.5 .5 -.5 +.5 . .. ._5 .5_ 1__.5 1_0.5 1e5 1.0e5 1.0e+5 1.0E-5 1.e+3 2e-5 2.0e-05 1.5e 1.2.3 0.1 00.5 08.5
.inf .Inf .INF .iNF -.inf +.INF .nan .NaN .NAN -.nan inf nan infinity
2024-01-01 2024-1-1 2024-13-45 2024-02-30 2024-02-29 2023-02-29 0000-01-01 2024-01-01T10:00:00 2024-01-01t10:00:00Z 2024-01-01T24:00:00
2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43-25 2001-12-14T1:59:43 2001-12-14T21:59:60Z 20240101 2024-01-01x
= == << <<< a=b <a azureml:x:1 azureml:x@latest ./a/b.yml ../x http://a:80/b?c=d#e a:b a#b $x ${{parent.inputs.x}} -a --b -- --- ...
""".split()

CONTEXTS = ["{}", "k: {}", "- {}", "[{}]", "k: '{}'", 'k: "{}"', "{}: v", "k: {}  # c", "k: !!str {}", "k: !!int {}", "k: !!float {}"]

TEXTS = [
    "", "\n", "# c", "\n# c\n\n", "---", "---\n", "--- # c\n", "---\n...\n", "...\n", "--- a", "--- a\n...\n", "--- a: b", "---\na: b", "---\na: b\n---\n",
    "a: b\n---\nc: d\n", "a: b\n...\n", "a: b\n...\nc", "a: b\n...\n---\n", "%YAML 1.1\n---\na: b", "%YAML 1.2\n---\na", "%YAML 2.0\n---\na", "%YAML 1.1\na: b",
    "%YAML 1\n---\na", "%YAML 1.1 # c\n---\na", "%YAML 1.1\n%YAML 1.1\n---\na", "%FOO bar\n---\na", "%TAG ! tag:yaml.org,2002:\n--- !int 3",
    "%TAG !x! tag:yaml.org,2002:\n--- !x!str 3", "%TAG !x! a\n%TAG !x! b\n---\na", "% x", "a: %x", "a: b%c", "\ufeffa: b", "a: \ufeffb", "a: b\n\ufeffc: d",
    "a: b\nc: d", "a:  b  \nc: d", "a:\nb:\n", "a:\n  b:\n    c: d\n", "a:\n  b: c\n d: e\n", "a:\n    b: c\n  d: e\n", "a:\n b: c\nd: e", " a: b\n c: d", " a: b\nc: d",
    "a: b\n  c: d", "a: b\n c\n  d\ne: f", "a: b: c", "a:b", "a :b", "a : b", "a: b\nc", "c\na: b", "a b: c d", "a\nb\n c", "a: b # c: d", "a: b #c", "a: b#c", "a:#b", "a: #b",
    "- a\n- b", "-a", "- a\n-b", "- a\n - b\n- c", "-\n-\n", "- - a\n  - b\n- c", "- a: b\n  c: d\n- e: f", "-   a: b\n    c: d", "- a: b\n c: d", "-\n  a: b", "a:\n- b\n- c\nd: e",
    "a:\n  - b\n - c", "a: - b", "- a: - b", "a: b\n- c", "- a\nb: c", "a:\n- b\n c: d", "a:\n-\n-\nb:", "- ? a\n  : b", "? a", "? a\n: b", "? a\n? b\n: c", "? - a\n: - b", "? {a: b}\n: c",
    "? a\nb: c", ": a", "a:\n: b", "? a\n  b\n: c\n  d", "?a: b", "a: ?b", "a: ? b",
    "[]", "{}", "[ ]", "[,]", "[a,]", "[a,,b]", "[a, b, c]", "[a b, c]", "[a: b]", "[a: b, c: d]", "[a: b: c]", "[? a : b]", "[?]", "[a: ]", "[: a]", "[a :b]", "[a:b]", "[a:, b]",
    "{a}", "{a, b}", "{a: b}", "{a:b}", "{a: }", "{a:, b: c}", "{? a}", "{? a : b}", "{: a}", "{a: b, }", "{,}", "{a: b c: d}", "{a: [b, {c: d}]}", "{a: b", "[a", "[a}", "{a]", "a]", "[a]]", "]", "}",
    "a: [b,\nc]", "a: [b,\n  c\n]\nd: e", "a: {b: c,\nd: e}", "a: {\n}", "a: [\n# c\nb # d\n, c]", "[a\n b]", "[a\n\n b]", "[\"a\" \"b\"]", "[\"a\":b]", "{\"a\":b}", "{'a': b}", "[a, [b, [c]]]", "{a?b: c}", "[a?]", "[-]", "[- a]", "[-a]", "[#a]",
    "{{a}}", "a: {{b}}", "a: {{b}}/c", "a: x{{b}}", "{[a]: b}", "[{a: b}]", "[a]: b", "{a: b}: c", "a: {b}}",
    "'a'", '"a"', "''", '""', "'it''s'", "'a", '"a', "'a' b", "'a': b", '"a": b', '"a" : b', '"a":b', "a: 'b'c", "a: 'b' # c", "a: 'b'# c", "'a\nb'", "'a\n\nb'", "'a \n  b'", '"a\nb"', '"a\\\n  b"', '"a \\\n  b"', '"a\n\n\n b"',
    'k: "a\nb"', 'k: "a\n  b\n c"\nl: m', 'k:\n  l: "a\nb"\n  m: n', 'k: "a\n---\nb"', 'k: "a\n--- b"', "k: 'a\n...\nb'", '"a\nb": c', '"\\x41\\u0042\\U00000043"', '"\\x4"', '"\\q"', '"\\/\\e\\N\\_\\L\\P\\0\\a\\b\\t\\n\\v\\f\\r"', '"\\\tx"', '"\\ x"', '"a\\"b"', "'a\\b'", '"C:\\dir"', '"\\ud83d\\ude00"', '"\\U00110000"',
    "a: |\n  b\n  c\n", "a: |\n  b\n\n\n", "a: |-\n  b\n\n", "a: |+\n  b\n\n", "a: |+\n\n\nb: c", "a: >\n  b\n  c\n\n  d\n", "a: >-\n  b\n   c\n  d\n", "a: >+\n  b\n\n", "a: |2\n    b\n", "a: |1-\n  b\n", "a: |-1\n  b\n", "a: |0\n  b", "a: |10\n  b", "a: |x\n  b", "a: | # c\n  b\n", "a: |# c\n  b\n", "a: |\nb: c",
    "a: |\n", "a: |", "|\n a", ">\na", "- |\n a\n- b", "a:\n  - |\n    b\n   c\n", "a: |\n\tb", "a: |\n  \tb\n", "a: |\n    b\n  c\n", "a: |\n\n   b\n", "a: |\n     \n  b\n", "a: >\n\n  b\n\n\n  c\n", "a: >\n  b\n\n    c\n\n  d\n", "a: |\r\n  b\r\n  c\r\n", "a: |\n  # b\n # c\n", "[|\n a]",
    "a:\tb", "a: b\t", "a: b\t# c", "a: b\tc", "\ta: b", "a:\n\tb: c", "a:\n  \tb: c", "a: 'b\tc'", "a: 'b\n\tc'", "-\ta", "- a\t", "\t", "a: b\n\t\nc: d", "# a\tb", "a: [b,\tc]", "a: &x\tb",
    "&a b", "a: &a b\nc: *a", "&a a: b", "a: *b", "*a", "*a : b", "a: &a", "a: &a\n  b: c", "a: &a b\nc: &a d", "- &a a\n- *a", "- &a [*a]", "&a {a: *a}", "a: & b", "a: &a*b", "a: *a*", "&a &b c", "&a *b", "a: &x b\n*x : c", "a: &x [b]\n*x : c", "a: &a-b_1 c",
    "a: &x {b: c}\n<<: *x", "a: &x {b: c}\nd:\n  <<: *x\n  b: e", "<<: {a: b}", "<<: [{a: b}, {a: c, d: e}]", "<<: a", "<<: [a]", "<<:", "a: <<", "- <<", "? <<\n: {a: b}", "'<<': a", "{<<: {a: b}}", "<<: {a: b}\n<<: {a: c}", "=: a", "a: =", "a: '='",
    "!!str 1", "!!int '1'", "!!int a", "!!int ''", "!!float 1", "!!bool yes", "!!bool x", "!!null x", "!!str", "a: !!str", "a: !!str\nb: c", "!foo a", "!foo [a]", "!foo {a: b}", "! a", "! 12", "! '12'", "!<tag:yaml.org,2002:int> 3", "!<x", "!!map {a: b}", "!!map [a]", "!!seq [a]", "!!seq {a: b}", "!!set {a, b}", "!!omap [a: b]", "!!omap [a]", "!!omap {a: b}", "!!pairs [a: b, a: c]",
    "!!binary aGk=", "!!binary aGk", "!!timestamp 2001-01-01", "!!timestamp x", "!!str [a]", "!a!b c", "!!python/none a", "!!str &a b", "&a !!str b", "!!str !!int a", "!!str : a", "[!!str 1, !!int 2]", "[!!str , a]", "!%41 a", "!% a",
    "a: 1\na: 2", "1: a\n1.0: b\ntrue: c", "~: a", "1: a", "1.5: a", "true: a", "2024-01-01: a", "{a: 1, a: 2}", "a: @b", "@a", "a: `b`", "`", "a: b@c", "a: b\r\nc: d\r\n", "a: b\rc: d", "a: b\u0085c: d", "a: b\u2028c: d", "a: b\u0007", "a: \U0001f600", "\u00e9: \u4f60", "a: b\u00a0", "a" * 1024 + ": b", "a" * 1025 + ": b", "[" + "a" * 1100 + ": b]", "a: |\n  " + "x" * 2000,
    "[" * 60 + "]" * 60, "- " * 60 + "a",
]


def main():
    texts = list(dict.fromkeys([context.replace("{}", scalar) for scalar in SCALARS for context in CONTEXTS[:2]] + [c.replace("{}", s) for s in SCALARS[::3] for c in CONTEXTS[2:]] + TEXTS))
    vectors = []
    for text in texts:
        answer = verdicts.verdict(text)
        answer.pop("error", None)
        vectors.append({"text": text, **answer})
    target = folder / "pyyaml-vectors.json"
    lines = ",\n".join(json.dumps(vector) for vector in vectors)
    if "--check" in sys.argv:
        sys.exit(0 if json.loads(target.read_text()) == json.loads(json.dumps(vectors)) else 1)
    target.write_text(f"[\n{lines}\n]\n")
    print(f"{len(vectors)} texts")


if __name__ == "__main__":
    main()
