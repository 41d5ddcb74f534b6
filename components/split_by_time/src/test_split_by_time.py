import unittest

import pandas as pd
from split_by_time import moment, split

HOURS = pd.DataFrame([{"at": f"2026-01-{1 + k // 24:02d}T{k % 24:02d}:00:00", "k": str(k)} for k in range(100)])


class Split(unittest.TestCase):
    def test_keeps_the_latest_rows_for_the_test_whatever_their_order(self):
        train, test = split(HOURS[::-1], "at", 0.2)
        self.assertEqual((len(train), len(test)), (80, 20))
        self.assertLess(train["at"].max(), test["at"].min())

    def test_does_not_part_rows_of_the_same_moment(self):
        train, test = split(pd.DataFrame({"at": ["1", "2", "2", "2"]}), "at", 0.25)
        self.assertEqual((len(train), len(test)), (1, 3))

    def test_sorts_numbers_as_numbers_and_times_with_zones_as_moments(self):
        self.assertLess(moment("9"), moment("10"))
        self.assertLess(moment("2026-01-01T12:00:00+02:00"), moment("2026-01-01T11:00:00Z"))

    def test_knows_the_times_of_a_parquet_file(self):
        typed = HOURS.assign(at=pd.to_datetime(HOURS["at"], utc=True))
        self.assertEqual([list(part["k"]) for part in split(typed, "at", 0.2)], [list(part["k"]) for part in split(HOURS, "at", 0.2)])

    def test_a_value_that_is_no_time_is_a_sentence(self):
        with self.assertRaises(SystemExit) as stopped:
            split(pd.DataFrame({"at": ["2026-01-01", "yesterday"]}), "at", 0.5)
        self.assertIn("'yesterday' is neither a number nor a date", str(stopped.exception))
