import unittest

from prep_tabular import clean_rows


class CleanRows(unittest.TestCase):
    def test_trims_names_and_values(self):
        self.assertEqual(clean_rows([{" age ": " 41 ", "churned": "no"}], "churned"), [{"age": "41", "churned": "no"}])

    def test_drops_rows_without_a_target(self):
        self.assertEqual(clean_rows([{"age": "41", "churned": " "}, {"age": "7", "churned": "yes"}], "churned"), [{"age": "7", "churned": "yes"}])

    def test_keeps_missing_values_empty(self):
        self.assertEqual(clean_rows([{"age": None, "churned": "no"}], "churned"), [{"age": "", "churned": "no"}])
