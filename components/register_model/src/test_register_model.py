import unittest

from register_model import evidence

RULE = {"text": "accuracy >= 0.85", "value": 0.87, "limit": 0.85}


class Evidence(unittest.TestCase):
    def test_keeps_every_rule_with_value_and_limit(self):
        self.assertEqual(
            evidence({"verdict": "passed", "rules": [RULE]}),
            {"gate": "passed", "gate.rule_1": "accuracy >= 0.85 (value 0.87, limit 0.85)"},
        )

    def test_refuses_a_model_that_was_held_back(self):
        with self.assertRaises(SystemExit) as stopped:
            evidence({"verdict": "held-back", "rules": [RULE]})
        self.assertIn("held-back", str(stopped.exception))
