"""Runs the unit tests that stand beside the Python of components and examples: `python_tests.py FOLDER...`.

Each `test_*.py` runs in a process of its own, because components have modules of the same name, and as many at once as there are cores.
An example holds copies of components: the same bytes are run once. Ends with `N passed, N failed, N skipped`.
"""

import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys


def tests_in(folders: list[str]) -> list[pathlib.Path]:
    """The test files, without those whose folder is a copy of one that is there already. Tests may read the component.yml above them."""
    seen: set[bytes] = set()
    found = []
    for folder in folders:
        for file in sorted(pathlib.Path(folder).rglob("test_*.py")):
            content = hashlib.sha256(file.name.encode())
            beside = sorted(path for path in file.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
            for path in [*beside, *file.parent.parent.glob("component.yml")]:
                content.update(path.name.encode() + b"\0" + path.read_bytes())
            if content.digest() not in seen:
                seen.add(content.digest())
                found.append(file)
    return found


def run(file: pathlib.Path) -> tuple[pathlib.Path, int, int, int, str]:
    """How many tests of a file passed, failed and were skipped, and what it said."""
    try:
        done = subprocess.run([sys.executable, "-m", "unittest", "-q", file.name], cwd=file.parent, capture_output=True, text=True, timeout=300)
        said, status = done.stderr, done.returncode
    except subprocess.TimeoutExpired:
        said, status = "It did not end within five minutes.\n", 1
    ran = int((re.search(r"Ran (\d+) test", said) or [0, 0])[1])
    bad = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", said))
    left_out = sum(int(n) for n in re.findall(r"skipped=(\d+)", said))
    # Status 5 says that nothing was run, which says nothing about the code; a file of tests without one is a mistake.
    bad = max(bad, 1) if status != 0 else bad
    missing = re.search(r"ModuleNotFoundError: No module named '(\w+)", said)
    return file, max(0, ran - bad - left_out), bad, left_out, f"It needs {missing[1]}, which is not installed.\n" if missing else said


def main(folders: list[str]) -> int:
    with concurrent.futures.ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        results = list(pool.map(run, tests_in(folders)))
    for file, _, bad, _, said in results:
        if bad:
            print(f"{file}:\n{said}")
    passed, failed, skipped = (sum(result[k] for result in results) for k in (1, 2, 3))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
