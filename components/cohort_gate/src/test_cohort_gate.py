import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import numpy as np
import pandas as pd

from cohort_gate import build_parser, judge
from contract import run_gate


def people(miss_older: float, count: int = 2000) -> pd.DataFrame:
    """Half of all people are over 60; the model misses that share of those of them who churn, and a tenth of the others."""
    rng = np.random.default_rng(1)
    age = rng.integers(20, 100, count)
    churned = rng.random(count) < 0.5
    missed = rng.random(count) < np.where(age >= 60, miss_older, 0.1)
    said = np.where(churned & missed, False, churned)
    return pd.DataFrame({"age": age, "gender": rng.choice(["f", "m"], count), "churned": np.where(churned, "yes", "no"), "prediction": said.astype(int)})


class CohortGate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "in").mkdir()

    def run_gate(self, rows, texts="--sensitive gender, age[60]\n--target churned\n", *more):
        rows.to_csv(self.folder / "in" / "part.csv", index=False)
        given = ["--predictions", self.folder / "in", "--verdict", self.folder / "out" / "v.json", "--cohorts", self.folder / "out" / "c.csv", *more, "--texts"]
        with mock.patch.object(sys, "argv", ["cohort_gate.py", *map(str, given)]), mock.patch.object(sys, "stdin", io.StringIO(texts)):
            with contextlib.redirect_stdout(io.StringIO()):
                status = run_gate("cohorts", build_parser(), judge)
        return status, json.loads((self.folder / "out" / "v.json").read_text())

    def test_passes_where_every_cohort_is_served_alike(self):
        status, verdict = self.run_gate(people(0.1))
        self.assertEqual((status, verdict["verdict"], verdict["kind"]), (0, "passed", "cohorts"))
        _, parted = self.run_gate(people(0.1), "--sensitive age[60, 30]\n--target churned\n")
        self.assertEqual([each["cohort"] for each in parted["rules"]], ["age < 30", "age 30 to < 60", "age >= 60"])
        self.assertEqual([each["cohort"] for each in verdict["rules"]], ["gender = f", "gender = m", "age < 60", "age >= 60"])

    def test_holds_back_where_older_people_are_served_worse_and_says_how_sure_that_is(self):
        status, verdict = self.run_gate(people(0.4))
        older = next(each for each in verdict["rules"] if each["cohort"] == "age >= 60")
        rows = people(0.4)
        truth, said = rows["churned"] == "yes", rows["prediction"] == 1
        recall = lambda part: (truth & said & part).sum() / (truth & part).sum()
        self.assertEqual((status, older["result"]), (20, "held-back"))
        self.assertAlmostEqual(older["gap"], recall(rows["age"] >= 60) - recall(rows["age"] >= 0))
        self.assertEqual(older["people"], int((rows["age"] >= 60).sum()))
        low, high = older["interval"]
        self.assertTrue(low < older["gap"] < high < 0)

    def test_the_interval_covers_a_gap_as_wide_as_the_normal_approximation_says(self):
        _, verdict = self.run_gate(people(0.1), "--sensitive gender\n--target churned\n", "--metric", "accuracy")
        first = verdict["rules"][0]
        spread = np.sqrt(first["metric"] * (1 - first["metric"]) / first["people"] / 2)
        self.assertAlmostEqual((first["interval"][1] - first["interval"][0]) / 2, 1.96 * spread, delta=0.25 * 1.96 * spread)

    def test_words_may_be_predicted_as_0_and_1(self):
        rows = people(0.1).replace({"churned": {"yes": "leaves", "no": "stays"}})
        status, verdict = self.run_gate(rows, "--sensitive gender\n--target churned\n--positive leaves\n")
        self.assertEqual(status, 0)
        self.assertAlmostEqual(verdict["rules"][0]["overall"], 0.9, delta=0.03)

    def test_several_answers_are_judged_by_being_right_or_by_one_of_them(self):
        rows = people(0.4)
        rows["churned"] = np.where(rows["churned"] == "no", "never", np.where(rows.index % 2, "soon", "later"))
        rows["prediction"] = np.where(rows["prediction"] == 1, rows["churned"], "never")
        status, verdict = self.run_gate(rows, "--sensitive age[60]\n--target churned\n", "--metric", "accuracy")
        right = rows["churned"] == rows["prediction"]
        self.assertEqual((status, verdict["fairness"]), (20, {}))
        self.assertAlmostEqual(verdict["rules"][1]["gap"], right[rows["age"] >= 60].mean() - right.mean())
        self.assertLess(verdict["rules"][1]["interval"][1], 0)
        status, verdict = self.run_gate(rows, "--sensitive age[60]\n--target churned\n--positive soon\n")
        older = (rows["age"] >= 60) & (rows["churned"] == "soon")
        self.assertAlmostEqual(verdict["rules"][1]["metric"], right[older].mean())
        self.assertIn("the metric accuracy", self.run_gate(rows, "--sensitive age[60]\n--target churned\n")[1]["message"])

    def test_compares_with_the_champion(self):
        self.run_gate(people(0.4))
        champion = (self.folder / "out" / "c.csv").rename(self.folder / "champion.csv")
        _, verdict = self.run_gate(people(0.1), "--sensitive age[60]\n--target churned\n", "--baseline", champion)
        self.assertLess(verdict["rules"][1]["champion"], -0.1)

    def test_small_cohorts_are_listed_and_not_judged(self):
        rows = people(0.1)
        rows.loc[:9, "gender"] = None
        _, verdict = self.run_gate(rows)
        missing = next(each for each in verdict["rules"] if each["cohort"] == "gender missing")
        self.assertEqual((missing["result"], missing["people"]), ("skipped", 10))

    def test_a_gate_that_checks_nothing_does_not_open(self):
        status, verdict = self.run_gate(people(0.1, 40))
        self.assertEqual((status, verdict["verdict"]), (1, "failed"))
        self.assertIn("Nothing was checked", verdict["message"])

    def test_numbers_have_gaps_of_their_error(self):
        rng = np.random.default_rng(2)
        rows = pd.DataFrame({"town": ["a", "b"] * 500, "price": rng.normal(100, 5, 1000)})
        rows["prediction"] = rows["price"] + np.where(rows["town"] == "b", 4, 1)
        status, verdict = self.run_gate(rows, "--sensitive town\n--target price\n", "--metric", "mae", "--max-gap", "1")
        self.assertEqual(status, 20)
        self.assertAlmostEqual(verdict["rules"][1]["gap"], 1.5)
        self.assertTrue(verdict["rules"][1]["interval"][0] < 1.5 < verdict["rules"][1]["interval"][1])

    def test_says_what_is_wrong_with_what_it_was_given(self):
        for texts, sentence in [
            ("--sensitive gendr\n--target churned\n", "no column 'gendr'"),
            ("--sensitive age\n--target churned\n", "age[30, 60]"),
            ("--sensitive age[old]\n--target churned\n", "should hold numbers"),
            ("--target churned\n", "--sensitive"),
            ("--sensitive gender\n--target age\n", "counts as yes"),
        ]:
            status, verdict = self.run_gate(people(0.1), texts)
            self.assertEqual((status, verdict["verdict"]), (1, "failed"))
            self.assertIn(sentence, verdict["message"])

    def test_texts_arrive_as_written(self):
        rows = people(0.1).rename(columns={"gender": "it's $HOME `x` \"q\""})
        status, verdict = self.run_gate(rows, "--sensitive it's $HOME `x` \"q\"\n--target churned\n")
        self.assertEqual(status, 0)
        self.assertEqual(verdict["rules"][0]["cohort"], "it's $HOME `x` \"q\" = f")


if __name__ == "__main__":
    unittest.main()
