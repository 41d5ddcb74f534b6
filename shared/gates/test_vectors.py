"""The component gives the verdicts of `vectors.json`, which the TypeScript is held to as well."""

import json
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "testing"))

from judge_batch import verdict_of  # noqa: E402


class Vectors(unittest.TestCase):
    def test_every_vector(self):
        vectors = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(vectors), 300)
        with tempfile.TemporaryDirectory() as folder:
            for vector in vectors:
                with self.subTest(vector["name"]):
                    # Through JSON, as the file holds it.
                    self.assertEqual(json.loads(json.dumps(verdict_of(vector, pathlib.Path(folder)))), vector["verdict"])


if __name__ == "__main__":
    unittest.main()
