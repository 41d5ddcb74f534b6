import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import pandas as pd
import validate_data
import yaml

CSV = """customer_id,tenure,contract,total_charges,since,churned
a1,0,monthly,10.5,2026-01-01,yes
a2,72,one_year,,2026-02-01,no
a3,30,monthly,99,2026-03-31,no
a4,12,two_years,18.25,2026-04-01,no
"""


def verdict_on(expectations: str, data: str | pd.DataFrame = CSV) -> dict:
    """What the script writes about these bytes, with its exit status and what it says."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "data").mkdir()
        if isinstance(data, str):
            (folder / "data" / "rows.csv").write_text(data, encoding="utf-8")
        else:
            data.to_parquet(folder / "data" / "rows.parquet")
        (folder / "expected.yml").write_text(expectations, encoding="utf-8")
        argv = ["validate_data", "--data", str(folder / "data"), "--expectations", str(folder / "expected.yml")]
        argv += ["--verdict", str(folder / "out" / "verdict.json"), "--report", str(folder / "report")]
        with mock.patch.object(sys, "argv", argv), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            status = validate_data.main()
        report = {path.name: pd.read_csv(path) for path in (folder / "report").glob("*.csv")}
        return json.loads((folder / "out" / "verdict.json").read_text(encoding="utf-8")) | {"status": status, "report": report}


class Verdict(unittest.TestCase):
    def one(self, column: str, data: str | pd.DataFrame = CSV) -> dict:
        """The single rule that a column's expectation makes."""
        found = verdict_on(f"columns: {{{column}}}", data)
        self.assertEqual(len(found["rules"]), 1, found)
        return found["rules"][0]

    def test_passes_with_every_check_and_what_it_found(self):
        found = verdict_on("rows: {min: 3}\ncolumns:\n  tenure: {type: integer, min: 0, max: 72}\n  contract: {values: [monthly, one_year, two_years]}\n")
        self.assertEqual((found["verdict"], found["status"]), ("passed", 0))
        rows = [(rule["column"], rule["kind"], rule["found"], rule["allowed"]) for rule in found["rules"]]
        self.assertEqual(rows, [("rows", "rows", "4", "≥ 3"), ("tenure", "type", "integer", "integer"), ("tenure", "range", "0 to 72", "0 to 72"), ("contract", "values", "3", "3")])
        self.assertEqual((found["rules"][0]["value"], found["rules"][0]["limit"], found["rules"][0]["margin"]), (4, 3, 1))

    def test_holds_back_with_the_rows_that_broke_it(self):
        found = verdict_on("columns: {total_charges: {type: number, missing: 1 %}}")
        self.assertEqual((found["verdict"], found["status"]), ("held-back", 20))
        rule = found["rules"][1]
        self.assertEqual((rule["found"], rule["allowed"], rule["value"], rule["limit"], rule["rows"]), ("25 %", "≤ 1 %", 0.25, 0.01, [2]))
        self.assertAlmostEqual(rule["margin"], -0.24)
        self.assertEqual(rule["message"], "1 of 4 rows have no total_charges.")
        self.assertEqual(list(found["report"]["broken_rows.csv"]["customer_id"]), ["a2"])
        self.assertEqual(list(found["report"]["profile.csv"]["type"]), ["string", "integer", "string", "number", "date", "boolean"])

    def test_says_which_values_are_of_another_type(self):
        rule = self.one("contract: {type: number}")
        self.assertEqual((rule["result"], rule["found"], rule["value"]), ("held-back", "string", 4))
        self.assertIn("such as 'monthly'", rule["message"])
        self.assertEqual(self.one("total_charges: {type: integer}")["message"], "2 of 3 values are no integer, such as '10.5'.")
        self.assertEqual(self.one("churned: {type: boolean}")["found"], "boolean")

    def test_judges_a_range_by_its_nearer_end(self):
        rule = self.one("tenure: {min: -5, max: 60}")
        self.assertEqual((rule["result"], rule["operator"], rule["value"], rule["limit"], rule["margin"], rule["rows"]), ("held-back", "<=", 72, 60, -12, [2]))
        self.assertEqual(self.one("total_charges: {min: 0}")["found"], "10.5")

    def test_judges_dates(self):
        found = verdict_on("columns: {since: {type: date, min: 2026-01-01, max: 2026-03-31}}")
        self.assertEqual([rule["result"] for rule in found["rules"]], ["passed", "held-back"])
        self.assertEqual(found["rules"][1]["found"], "2026-01-01 to 2026-04-01")

    def test_judges_times_in_zones_and_numbers_without_end(self):
        rule = verdict_on("columns: {since: {type: date, min: 2026-01-01T01:00:00+02:00}}", "since\n2026-01-01T00:00:00Z\n2025-12-31T23:30:00\n")["rules"][1]
        self.assertEqual((rule["result"], rule["found"]), ("passed", "2025-12-31T23:30:00"))
        found = verdict_on("columns: {k: {type: number, max: 5}}", "k\n1\ninf\n")
        self.assertEqual([(rule["result"], rule["value"], rule["limit"]) for rule in found["rules"][1:]], [("held-back", None, 5)])

    def test_finds_values_patterns_and_doubles(self):
        self.assertEqual(self.one("contract: {values: [monthly, one_year]}")["found"], "1 other")
        self.assertEqual(self.one("customer_id: {pattern: 'a[1-3]'}")["rows"], [4])
        self.assertEqual(self.one("contract: {unique: true}")["rows"], [1, 3])
        self.assertEqual(self.one("customer_id: {unique: true}")["margin"], 0)

    def test_compares_values_as_they_are_written(self):
        self.assertEqual(self.one("k: {values: [1, 2]}", "k\n1\n2\n")["result"], "passed")
        self.assertEqual(self.one("k: {values: [true, false]}", pd.DataFrame({"k": [True, False]}))["result"], "passed")

    def test_a_column_that_is_not_there_holds_back_unless_it_need_not_be(self):
        self.assertEqual(self.one("contrakt: {type: string}")["message"], "There is no column contrakt. Is it contract?")
        self.assertEqual(verdict_on("rows: {min: 1}\ncolumns: {x: {required: false}}")["verdict"], "passed")

    def test_refuses_more_columns_when_told_to(self):
        found = verdict_on("columns: {tenure: {}}\nmore_columns: refused")
        self.assertEqual((found["verdict"], found["rules"][0]["value"]), ("held-back", 5))

    def test_reads_parquet_with_its_types(self):
        data = pd.DataFrame({"k": [1.0, 2.0, None], "day": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"])})
        found = verdict_on("columns: {k: {type: integer, min: 1}, day: {type: date, max: 2026-01-03}}", data)
        self.assertEqual(found["verdict"], "passed", found["rules"])

    def test_fails_with_a_sentence_when_nothing_can_be_judged(self):
        for expectations, data, sentence in (
            ("columns: {tenure: {mni: 0}}", CSV, "column tenure has an unknown key 'mni'. Did you mean min?"),
            ("columns: {tenure: {type: int}}", CSV, "There is no type 'int' (column tenure). Did you mean integer?"),
            ("columns: {tenure: {min: .nan}}", CSV, "it must be a number"),
            ("columns: {tenure: {type: integer, unique: 'true'}}", CSV, "it must be true or false"),
            ("columns: {tenure: {missing: 12}}", CSV, "it must be a share such as 0.01 or 1 %"),
            ("columns: {tenure: {min: low}}", CSV, "it must be a number"),
            ("columns: {contract: {type: string, min: 1}}", CSV, "which has no `min`"),
            ("columns: [tenure]", CSV, "must list columns by name"),
            ("rows: {min: many}", CSV, "must be a whole number"),
            ("columns: {a: [", CSV, "expected.yml cannot be read"),
            ("", CSV, "expected.yml must hold rows"),
            ("columns: {}", CSV, "Nothing was checked"),
            ("rows: {min: 1}", "", "rows.csv cannot be read"),
        ):
            with self.subTest(expectations):
                found = verdict_on(expectations, data)
                self.assertEqual((found["verdict"], found["status"]), ("failed", 1))
                self.assertIn(sentence, found["message"])

    def test_a_table_without_rows_is_judged_by_its_count(self):
        self.assertEqual(verdict_on("rows: {min: 1}\ncolumns: {k: {type: integer, min: 0}}", "k\n")["verdict"], "held-back")

    def test_judges_what_its_own_description_promises(self):
        text = (pathlib.Path(__file__).parent.parent / "component.yml").read_text(encoding="utf-8")
        description = yaml.safe_load(text)["description"]
        for key in ("rows", "columns", "more_columns", *validate_data.KEYS["a column"], *validate_data.TYPES):
            self.assertIn(key, description)
