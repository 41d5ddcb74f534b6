"""Holds back code and YAML with a password, key or token in it.

The rules are those of detect-secrets, offline: nothing that is found is tried out anywhere. Neither verdict nor log shows a secret or the line it stands in.
"""

import fnmatch
import os
import pathlib
import sys

from detect_secrets import SecretsCollection
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.settings import transient_settings

from contract import Parser, Refusal, conclude, read_json, row, run_gate

LARGEST = 5 * 2**20
NOT_OURS = {".git", "__pycache__", "node_modules", ".venv", ".ipynb_checkpoints"}
GROUPS = (("YAML", (".yml", ".yaml")), ("notebooks", (".ipynb",)), ("code", (".py", ".r", ".sh", ".ps1", ".js", ".ts", ".sql", ".java", ".scala", ".cs", ".go")))
FILTERS = (
    "allowlist.is_line_allowlisted",
    "heuristic.is_indirect_reference",
    "heuristic.is_likely_id_string",
    "heuristic.is_lock_file",
    "heuristic.is_not_alphanumeric_string",
    "heuristic.is_potential_uuid",
    "heuristic.is_prefixed_with_dollar_sign",
    "heuristic.is_sequential_string",
    "heuristic.is_swagger_file",
    "heuristic.is_templated_secret",
)


def group_of(name: str) -> str:
    suffix = pathlib.PurePath(name).suffix.lower()
    return next((group for group, suffixes in GROUPS if suffix in suffixes), "other files")


def files_of(code: pathlib.Path, exclude: list[str]) -> tuple[list[pathlib.Path], int]:
    """Files to scan, sorted, and how many were left out. Links are not followed out of the folder."""
    if code.is_file():
        return [code], 0
    if not code.is_dir():
        raise Refusal(f"There is no folder {code.name}.")
    files, left_out = [], 0
    for folder, folders, names in os.walk(code):
        folders[:] = sorted(name for name in folders if name not in NOT_OURS)
        for name in sorted(names):
            path = pathlib.Path(folder, name)
            relative = path.relative_to(code).as_posix()
            if path.is_symlink() or path.stat().st_size > LARGEST or any(fnmatch.fnmatch(relative, pattern) for pattern in exclude):
                left_out += 1
            else:
                files.append(path)
    return files, left_out


def is_binary(path: pathlib.Path) -> bool:
    with path.open("rb") as file:
        return b"\0" in file.read(8192)


def scan(files: list[pathlib.Path], root: pathlib.Path, allowlist: bool) -> set[tuple[str, int, str, str]]:
    """File, line, kind and hash of every finding."""
    filters = [{"path": f"detect_secrets.filters.{name}"} for name in FILTERS if allowlist or not name.startswith("allowlist.")]
    plugins = [{"name": plugin.__name__} for plugin in get_mapping_from_secret_type_to_class().values()]
    found: set[tuple[str, int, str, str]] = set()
    with transient_settings({"plugins_used": plugins, "filters_used": filters}):
        secrets = SecretsCollection()
        for path in files:
            secrets.scan_file(str(path))
        for path, secret in secrets:
            name = pathlib.Path(path).relative_to(root).as_posix()
            found.add((name, secret.line_number, secret.type, secret.secret_hash))
    return found


def known_hashes(path: pathlib.Path | None) -> set[tuple[str, str, str]]:
    if path is None:
        return set()
    content = read_json(path, "baseline")
    results = content.get("results") if isinstance(content, dict) else None
    if not isinstance(results, dict):
        raise Refusal(f"{path.name} is no baseline of detect-secrets: it has no results.")
    return {(name.replace("\\", "/"), each["type"], each["hashed_secret"]) for name, listed in results.items() for each in listed if each.get("is_secret") is not True}


def judge(args) -> dict:
    exclude = [pattern.strip() for pattern in (args.exclude or "").split(",") if pattern.strip()]
    all_files, left_out = files_of(args.code, exclude)
    files = [path for path in all_files if not is_binary(path)]
    root = args.code if args.code.is_dir() else args.code.parent
    known = known_hashes(args.known)
    everything, found = scan(files, root, allowlist=False), scan(files, root, allowlist=True)
    counted = {each for each in found if (each[0], each[2], each[3]) not in known}
    names = [path.relative_to(root).as_posix() for path in files]
    rows = []
    for file, line, kinds in merged(counted):
        text = f"{file}:{line} {', '.join(kinds)}"
        rows.append(row(text, label=f"{file}:{line}", left="secrets", operator="==", right="0", value=1, limit=0, file=file, line=line, kind=", ".join(kinds), found="1", allowed="0"))
    for group in sorted({group_of(name) for name in names}):
        if not any(group_of(file) == group for file, *_ in counted):
            count = sum(group_of(name) == group for name in names)
            rows.append(row(f"no secrets in {group}", label=group, left="secrets", operator="==", right="0", value=0, limit=0, file=None, line=None, kind=f"{count} files", found="0", allowed="0"))
    return conclude(rows, files=len(files), left_out=left_out + len(all_files) - len(files), allowed=len(everything) - len(counted), code=args.code.name)


def merged(found: set[tuple[str, int, str, str]]) -> list[tuple[str, int, list[str]]]:
    """One entry a line, however many rules find it suspicious."""
    kinds: dict[tuple[str, int], set[str]] = {}
    for file, line, kind, _ in found:
        kinds.setdefault((file, line), set()).add(kind)
    return [(file, line, sorted(names)) for (file, line), names in sorted(kinds.items())]


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--code", type=pathlib.Path, required=True)
    parser.add_argument("--known", type=pathlib.Path)
    parser.add_argument("--exclude")
    return parser


if __name__ == "__main__":
    sys.exit(run_gate("secrets", build_parser(), judge))
