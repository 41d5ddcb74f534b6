"""Runs the unit tests that stand beside the Python of components and examples: `python_tests.py FOLDER...`.

Each `test_*.py` runs in a process of its own, because components have modules of the same name. Ends with `N passed, N failed, N skipped`.
"""

import pathlib
import re
import subprocess
import sys


def main(folders: list[str]) -> int:
    passed = failed = skipped = 0
    for folder in folders:
        for file in sorted(pathlib.Path(folder).rglob("test_*.py")):
            done = subprocess.run(
                [sys.executable, "-m", "unittest", "-q", file.name], cwd=file.parent, capture_output=True, text=True
            )
            ran = int((re.search(r"Ran (\d+) test", done.stderr) or [0, 0])[1])
            bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", done.stderr))
            left_out = sum(int(n) for n in re.findall(r"skipped=(\d+)", done.stderr))
            if done.returncode != 0 and bad == 0:
                bad = 1
            if bad:
                print(f"{file}:\n{done.stderr}")
            passed += max(0, ran - bad - left_out)
            failed += bad
            skipped += left_out
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
