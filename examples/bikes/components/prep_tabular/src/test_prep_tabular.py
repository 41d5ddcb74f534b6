import pathlib
import tempfile
import unittest

from prep_tabular import clean_rows, read_rows, wait_for


class CleanRows(unittest.TestCase):
    def test_trims_names_and_values(self):
        self.assertEqual(clean_rows([{" age ": " 41 ", "churned": "no"}], "churned"), [{"age": "41", "churned": "no"}])

    def test_drops_rows_without_a_target(self):
        self.assertEqual(clean_rows([{"age": "41", "churned": " "}, {"age": "7", "churned": "yes"}], "churned"), [{"age": "7", "churned": "yes"}])

    def test_keeps_missing_values_empty(self):
        self.assertEqual(clean_rows([{"age": None, "churned": "no"}], "churned"), [{"age": "", "churned": "no"}])


class Files(unittest.TestCase):
    def test_reads_every_file_of_a_folder_and_a_byte_order_mark(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "a.csv").write_text("age,churned\n41,no\n", encoding="utf-8-sig")
            (folder / "b.csv").write_text("age,churned\n7,yes\n", encoding="utf-8")
            self.assertEqual(read_rows(folder), [{"age": "41", "churned": "no"}, {"age": "7", "churned": "yes"}])

    def test_a_file_that_is_empty_or_not_there_is_a_sentence(self):
        with tempfile.TemporaryDirectory() as name:
            (pathlib.Path(name) / "a.csv").write_text("")
            for path, sentence in (("a.csv", "holds no rows"), ("b.csv", "cannot be read as CSV")):
                with self.subTest(path), self.assertRaises(SystemExit) as stopped:
                    read_rows(pathlib.Path(name) / path)
                self.assertIn(sentence, str(stopped.exception))


class Gate(unittest.TestCase):
    def test_goes_on_behind_a_gate_that_passed_and_behind_none(self):
        with tempfile.TemporaryDirectory() as name:
            verdict = pathlib.Path(name) / "verdict.json"
            verdict.write_text('{"verdict": "passed"}')
            wait_for(verdict)
            wait_for(None)

    def test_stops_behind_a_gate_that_held_back(self):
        with tempfile.TemporaryDirectory() as name:
            verdict = pathlib.Path(name) / "verdict.json"
            verdict.write_text('{"verdict": "held-back"}')
            with self.assertRaises(SystemExit) as stopped:
                wait_for(verdict)
        self.assertIn("held-back", str(stopped.exception))
