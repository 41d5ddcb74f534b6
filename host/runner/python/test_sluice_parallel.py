"""How an input is cut into mini-batches, and what becomes of what the entry script gives back."""

import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import sluice_parallel as driver

TABLE = "paths:\n  - pattern: ./**/*.csv\ntransformations:\n  - read_delimited: {delimiter: ',', header: all_files_same_headers}\n"


def settings(**more):
    return {"miniBatchSize": "", "partitionKeys": [], "dataType": "", **more}


class Folder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.root = Path(holder.name)

    def write(self, name, text=""):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def names(self, batches):
        return [[os.path.relpath(path, self.root) for path in batch.items] for batch in batches]


class Files(Folder):
    def test_files_are_cut_by_their_number_in_sorted_order(self):
        for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden"):
            self.write(name)

        batches = driver.cut(str(self.root), settings(miniBatchSize="2"))

        self.assertEqual(self.names(batches), [["a.txt", "b.txt"], ["deep/c.txt"]])

    def test_files_are_cut_by_their_size(self):
        self.write("a", "x" * 700)
        self.write("b", "x" * 300)
        self.write("c", "x" * 900)

        self.assertEqual(self.names(driver.cut(str(self.root), settings(miniBatchSize="1kb"))), [["a", "b"], ["c"]])

    def test_an_mltable_without_a_reader_lists_files(self):
        self.write("MLTable", "type: mltable\npaths:\n  - file: ./b.png\n  - folder: ./more\n")
        self.write("b.png")
        self.write("more/a.png")

        batches = driver.cut(str(self.root), settings(dataType="mltable"))

        self.assertEqual(self.names(batches), [["b.png", "more/a.png"]])

    def test_what_is_missing_is_refused_in_a_sentence(self):
        self.write("MLTable", "paths:\n  - file: ./gone.csv\n")

        with self.assertRaisesRegex(driver.Refusal, "names ./gone.csv, which is not there"):
            driver.cut(str(self.root), settings())
        self.write("plain/a.csv")
        with self.assertRaisesRegex(driver.Refusal, "holds no MLTable file"):
            driver.cut(str(self.root / "plain"), settings(dataType="mltable"))

    def test_small_yaml_reads_what_mltable_files_use(self):
        text = '# x\ntype: mltable\npaths:\n- pattern: ./*.csv # c\n- file: "a b.csv"\ntransformations:\n  - read_delimited:\n      delimiter: "\\t"\n      header: no_header\n  - drop_columns: [a, b]\n  - extract: {partition_format: "/{s}/{b}.csv", n: [1, x]}\n'

        self.assertEqual(
            driver.SmallYaml(text).value,
            {
                "type": "mltable",
                "paths": [{"pattern": "./*.csv"}, {"file": "a b.csv"}],
                "transformations": [{"read_delimited": {"delimiter": "\t", "header": "no_header"}}, {"drop_columns": ["a", "b"]}, {"extract": {"partition_format": "/{s}/{b}.csv", "n": ["1", "x"]}}],
            },
        )


class Tables(Folder):
    def setUp(self):
        super().setUp()
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("pandas is not installed")

    def test_a_table_is_cut_by_rows_and_by_size(self):
        self.write("MLTable", TABLE)
        self.write("x.csv", "a,b\n" + "".join("%d,0\n" % at for at in range(10)))

        by_rows = driver.cut(str(self.root), settings(miniBatchSize="4"))
        by_size = driver.cut(str(self.root), settings(miniBatchSize="1kb"))

        self.assertEqual([batch.count for batch in by_rows], [4, 4, 2])
        self.assertEqual(list(by_rows[1].items.a), [4, 5, 6, 7])
        self.assertEqual([batch.count for batch in by_size], [10])

    def test_a_table_is_cut_by_the_values_of_columns_also_from_paths(self):
        self.write("MLTable", TABLE + "  - extract_columns_from_partition_format: {partition_format: '/{store}/{brand}.csv'}\n")
        for store in ("1", "2"):
            self.write("%s/tea.csv" % store, "q\n1\n2\n")

        batches = driver.cut(str(self.root), settings(partitionKeys=["store", "brand"]))

        self.assertEqual([dict(batch.partition) for batch in batches], [{"store": "1", "brand": "tea"}, {"store": "2", "brand": "tea"}])
        self.assertEqual(list(batches[0].items.columns), ["q", "store", "brand"])
        with self.assertRaisesRegex(driver.Refusal, "no column town"):
            driver.cut(str(self.root), settings(partitionKeys=["town"]))

    def test_what_an_mltable_does_to_columns_is_done(self):
        more = "  - extract_columns_from_partition_format: {partition_format: '{Store}/{file_name}.{extension}'}\n  - drop_columns: [Path, file_name, extension]\n  - convert_column_types: [{columns: q, column_type: string}]\n  - take: 1\n"
        self.write("MLTable", TABLE + more)
        self.write("7/tea.csv", "q\n1\n2\n")

        (batch,) = driver.cut(str(self.root), settings())

        self.assertEqual(batch.items.to_dict("records"), [{"q": "1", "Store": "7"}])
        self.write("MLTable", TABLE + "  - filter: \"col('q') > 1\"\n")
        # As in an environment without it, whatever this one has.
        with mock.patch.dict(sys.modules, {"mltable": None}), self.assertRaisesRegex(driver.Refusal, "asks for filter, which needs the package mltable"):
            driver.cut(str(self.root), settings())

    def test_rows_of_a_frame_are_set_apart_by_blanks(self):
        import pandas

        self.assertEqual(driver.as_rows(pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]})), (["1 x", "2 y"], 2))


class Scripts(Folder):
    def test_an_entry_script_is_a_file_or_the_name_of_a_module(self):
        self.write("scoring/rows.py", "def double(row): return row * 2\n")
        self.write("scoring/main.py", "from .rows import double\ndef run(batch): return [double(row) for row in batch]\n")
        self.write("plain.py", "def run(batch): return batch\n")
        before = os.getcwd(), sys.path[:], sys.argv
        os.chdir(self.root)
        try:
            self.assertEqual(driver.load_script("scoring.main", []).run([1, 2]), [2, 4])
            self.assertEqual(driver.load_script("plain.py", ["--x"]).run([1]), [1])
            self.assertEqual(sys.argv, [os.path.abspath("plain.py"), "--x"])
            with self.assertRaisesRegex(driver.Refusal, "no entry script scoring.other"):
                driver.load_script("scoring.other", [])
        finally:
            os.chdir(before[0])
            sys.path[:], sys.argv = before[1:]


class Results(unittest.TestCase):
    def test_elements_become_lines(self):
        self.assertEqual(driver.as_rows(["a", 1, (2, 3)]), (["a", "1", "2 3"], 3))
        self.assertEqual(driver.as_rows(iter("ab")), (["a", "b"], 2))
        self.assertEqual(driver.as_rows(None), ([], 0))
        with self.assertRaises(TypeError):
            driver.as_rows("text")

    def test_flags_of_the_driver_are_taken_out_of_the_arguments(self):
        own, taken = driver.split_arguments(["--model", "m", "--error_threshold", "5", "--allowed_failed_percent=30", "--resource_monitor_interva", "20"])

        self.assertEqual(own, ["--model", "m", "--resource_monitor_interva", "20"])
        self.assertEqual(taken, {"--error_threshold": 5, "--allowed_failed_percent": 30.0})


if __name__ == "__main__":
    unittest.main()
