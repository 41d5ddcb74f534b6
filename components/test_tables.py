"""How the components read tables, and that all of them read alike."""

import decimal
import importlib.util
import pathlib
import re
import tempfile
import unittest

import pandas as pd

HERE = pathlib.Path(__file__).parent
COPY = next(HERE.glob("*/src/tables.py"))
spec = importlib.util.spec_from_file_location("tables", COPY)
tables = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tables)

ROWS = pd.DataFrame({"id": ["001", "002", "003"], "signed_at": ["2026-01-01", None, "2026-03-01"], "price": [1.1, 0.1 + 0.2, None], "yes": [True, False, True]})


class Refusal(Exception):
    pass


class Tables(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = pathlib.Path(held.name)

    def write_all(self) -> None:
        ROWS.to_csv(self.folder / "a.csv", index=False)
        ROWS.to_csv(self.folder / "b.tsv", index=False, sep="\t")
        ROWS.to_json(self.folder / "c.jsonl", orient="records", lines=True, double_precision=15)
        ROWS.to_parquet(self.folder / "d.parquet")

    def test_the_same_rows_come_out_of_every_format(self):
        self.write_all()
        for name in ("a.csv", "b.tsv", "c.jsonl", "d.parquet"):
            found = tables.read_rows(self.folder / name, dtype=str)
            self.assertEqual(list(found["id"]), ["001", "002", "003"], name)
            self.assertEqual([str(value)[:10] for value in found["signed_at"].dropna()], ["2026-01-01", "2026-03-01"], name)
            self.assertAlmostEqual(float(found["price"][1]), 0.3, msg=name)

    def test_a_folder_is_read_in_the_order_of_names_without_what_is_no_table(self):
        self.write_all()
        for other in ("profile.json", "_SUCCESS", ".part.csv.crc", "readme.md"):
            (self.folder / other).write_text("{}")
        (self.folder / "_delta_log").mkdir()
        ROWS.to_parquet(self.folder / "_delta_log" / "1.checkpoint.parquet")
        self.assertEqual([path.name for path in tables.files_of(self.folder)], ["a.csv", "b.tsv", "c.jsonl", "d.parquet"])
        self.assertEqual(len(tables.read_rows(self.folder)), 12)

    def test_a_file_without_an_ending_is_known_by_its_first_bytes(self):
        self.write_all()
        for name in ("a.csv", "c.jsonl", "d.parquet"):
            (self.folder / name).rename(self.folder / "data")
            self.assertEqual(list(tables.read_rows(self.folder / "data").columns), list(ROWS.columns), name)

    def test_pieces_are_the_whole(self):
        self.write_all()
        ROWS.to_json(self.folder / "e.json", orient="records")
        for name, count in (("a.csv", 2), ("b.tsv", 2), ("c.jsonl", 2), ("d.parquet", 2), ("e.json", 1)):
            pieces = list(tables.pieces_of(self.folder / name, 2))
            self.assertEqual(len(pieces), count, name)
            self.assertEqual(list(pd.concat(pieces)["yes"]), [True, False, True], name)

    def test_what_lies_inside_a_cell_is_text(self):
        (self.folder / "a.jsonl").write_text('{"tags": ["x"], "n": 1}\n{"tags": {"y": 2}, "n": 2}\n')
        pd.DataFrame({"tags": [[1, 2], [3]]}).to_parquet(self.folder / "b.parquet")
        self.assertEqual(list(tables.read_rows(self.folder)["tags"]), ['["x"]', '{"y": 2}', "[1, 2]", "[3]"])

    def test_types_of_parquet_become_those_of_csv(self):
        rows = pd.DataFrame(
            {
                "whole": pd.array([1, 2], dtype="Int64"),
                "gap": pd.array([1, None], dtype="Int64"),
                "share": pd.array([0.5, None], dtype="Float64"),
                "yes": pd.array([True, None], dtype="boolean"),
                "word": pd.array(["a", None], dtype="string"),
                "kind": pd.Categorical(["a", None]),
                "rank": pd.Categorical([2, 1]),
                "huge": pd.Series([2**64 - 1, 0], dtype="uint64"),
                "price": [decimal.Decimal("1.5"), None],
                "took": pd.to_timedelta([90, None], unit="s"),
            }
        )
        rows.to_parquet(self.folder / "a.parquet")
        found = tables.read_rows(self.folder / "a.parquet")
        self.assertEqual([str(kind) for kind in found.dtypes], ["int64", "float64", "float64", "object", "object", "object", "int64", "float64", "float64", "float64"])
        self.assertEqual(list(found.iloc[0]), [1, 1.0, 0.5, True, "a", "a", 2, 2.0**64, 1.5, 90.0])
        self.assertEqual(int(found.iloc[1].isna().sum()), 7)
        pd.testing.assert_frame_equal(next(tables.pieces_of(self.folder / "a.parquet", 10)), found)

    def test_what_no_model_takes_is_refused_or_said_as_it_can(self):
        with self.assertRaisesRegex(SystemExit, "^Column b holds infinite numbers"):
            tables.refuse_infinite(pd.DataFrame({"a": [1, 2], "b": [1.0, float("inf")], "c": ["x", "y"]}))
        self.assertEqual([str(kind) for kind in tables.as_fractions(pd.DataFrame({"a": [1], "b": [True], "c": ["x"]})).dtypes], ["float64", "bool", "object"])

    def test_what_cannot_be_read_is_one_sentence(self):
        (self.folder / "empty").mkdir()
        for name, content in (("a.csv", ""), ("b.jsonl", "{no"), ("c.parquet", "PAR1 no"), ("d.csv", "\xff\xfe".encode("latin-1"))):
            (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        for name in ("a.csv", "b.jsonl", "c.parquet", "d.csv", "none.csv", "empty"):
            for read in (lambda path: tables.read_rows(path, Refusal), lambda path: list(tables.pieces_of(path, 2, Refusal))):
                if name == "empty" and read is not None and "pieces" in str(read.__code__.co_names):
                    continue
                with self.subTest(name), self.assertRaises(Refusal) as stopped:
                    read(self.folder / name)
                self.assertRegex(str(stopped.exception), r"^[^\n]*\b(cannot be read: |There is no file |holds no file )[^\n]*[^.]\.$")
        (self.folder / "none.csv").write_text("a,b\n")
        with self.assertRaises(SystemExit) as stopped:
            tables.read_rows(self.folder / "none.csv")
        self.assertEqual(str(stopped.exception), "none.csv holds no rows.")


class Library(unittest.TestCase):
    def test_no_component_reads_tables_in_a_way_of_its_own(self):
        for path in HERE.glob("*/src/*.py"):
            if path.name == "tables.py" or path.name.startswith("test_"):
                continue
            code = path.read_text(encoding="utf-8")
            # The cohorts of a champion are a report of our own, not data.
            own = [line for line in re.findall(r".*(?:read_csv|read_json|read_parquet|csv\.DictReader)\(.*", code) if "pd." in line or "csv." in line]
            self.assertLessEqual(len(own), 1 if path.name == "cohort_gate.py" else 0, f"{path}: {own}")


if __name__ == "__main__":
    unittest.main()
