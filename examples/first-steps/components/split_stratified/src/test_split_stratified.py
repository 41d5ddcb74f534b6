import unittest

from split_stratified import split

ROWS = [{"id": str(k), "churned": "yes" if k % 5 == 0 else "no"} for k in range(100)]


class Split(unittest.TestCase):
    def test_keeps_the_share_of_every_class(self):
        train, test = split(ROWS, "churned", 0.25, seed=7)
        self.assertEqual((len(train), len(test)), (75, 25))
        self.assertEqual(sum(row["churned"] == "yes" for row in test), 5)

    def test_puts_every_row_in_exactly_one_part(self):
        train, test = split(ROWS, "churned", 0.25, seed=7)
        self.assertEqual(sorted(int(row["id"]) for row in train + test), list(range(100)))

    def test_gives_the_same_parts_for_the_same_seed(self):
        self.assertEqual(split(ROWS, "churned", 0.25, seed=7), split(ROWS, "churned", 0.25, seed=7))
        self.assertNotEqual(split(ROWS, "churned", 0.25, seed=7), split(ROWS, "churned", 0.25, seed=8))

    def test_splits_at_random_when_no_column_is_named(self):
        train, test = split(ROWS, "none", 0.25, seed=7)
        self.assertEqual((len(train), len(test)), (75, 25))
