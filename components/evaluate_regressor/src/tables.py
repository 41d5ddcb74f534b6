"""How the components of this library read tables: CSV, TSV, JSON lines and Parquet, one file or a folder of them.

The same file stands beside every component that uses it, so that each folder works alone.
"""

import json
import pathlib
from collections.abc import Iterator

import numpy as np
import pandas as pd

ENDINGS = {".csv": "csv", ".tsv": "tsv", ".jsonl": "json", ".ndjson": "json", ".json": "json", ".parquet": "parquet"}
# A folder of tables may well hold a profile or metrics in .json, which are none.
IN_FOLDERS = tuple(ending for ending in ENDINGS if ending != ".json")
FORMATS = "CSV, TSV, JSON lines or Parquet"


def files_of(source: pathlib.Path, refusal: type[BaseException] = SystemExit, pattern: str = "*", endings: tuple[str, ...] = IN_FOLDERS) -> list[pathlib.Path]:
    """The file itself, or the tables of a folder and those below it in the order of their names. What begins with a dot or an underscore is no data."""
    if not source.is_dir():
        if not source.exists():
            raise refusal(f"There is no file {source.name}.")
        return [source]
    hidden = lambda path: any(part.startswith((".", "_")) for part in path.relative_to(source).parts)
    files = sorted(path for path in source.rglob(pattern) if path.suffix.lower() in endings and path.is_file() and not hidden(path))
    if not files:
        raise refusal(f"{source.name} holds no file{f' like {pattern}' if pattern != '*' else ''} that is {FORMATS}.")
    return files


def format_of(path: pathlib.Path) -> str:
    """By the ending of the name; by the first bytes where that says nothing, as in an output of Azure ML, which has none."""
    known = ENDINGS.get(path.suffix.lower())
    if known is not None:
        return known
    with path.open("rb") as file:
        start = file.read(64)
    return "parquet" if start.startswith(b"PAR1") else "json" if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "csv"


def pieces_of(path: pathlib.Path, rows: int, refusal: type[BaseException] = SystemExit) -> Iterator[pd.DataFrame]:
    """A file in pieces of at most that many rows, so that it need not fit into memory. A list of objects in JSON is one piece."""
    try:
        kind = format_of(path)
        if kind == "parquet":
            import pyarrow.parquet

            with pyarrow.parquet.ParquetFile(path) as opened:
                yield from (flat(batch.to_pandas()) for batch in opened.iter_batches(rows))
        elif kind == "json" and is_list(path):
            yield read_json(path, {})
        elif kind == "json":
            with pd.read_json(path, lines=True, chunksize=rows, convert_dates=False, encoding="utf-8-sig") as opened:
                yield from map(flat, opened)
        else:
            with pd.read_csv(path, sep="\t" if kind == "tsv" else ",", chunksize=rows) as opened:
                yield from opened
    except (OSError, ValueError, ImportError, NotImplementedError) as error:
        raise refusal(f"{path.name} cannot be read: {reason(error)}") from error


def read_file(path: pathlib.Path, refusal: type[BaseException] = SystemExit, **of_csv: object) -> pd.DataFrame:
    """The rows of one file. Options are those of `pandas.read_csv`; with `dtype=str` values stay as they are written."""
    try:
        kind = format_of(path)
        if kind == "parquet":
            return flat(pd.read_parquet(path))
        return read_json(path, of_csv) if kind == "json" else pd.read_csv(path, sep="\t" if kind == "tsv" else ",", **of_csv)
    except (OSError, ValueError, ImportError, NotImplementedError) as error:
        raise refusal(f"{path.name} cannot be read: {reason(error)}") from error


def read_rows(source: pathlib.Path, refusal: type[BaseException] = SystemExit, **of_csv: object) -> pd.DataFrame:
    """The rows of a file, or of all tables of a folder, one after the other."""
    rows = pd.concat([read_file(path, refusal, **of_csv) for path in files_of(source, refusal)], ignore_index=True)
    if rows.empty:
        raise refusal(f"{source.name} holds no rows.")
    return rows


def read_json(path: pathlib.Path, of_csv: dict[str, object]) -> pd.DataFrame:
    # A date stays the text that it is, as in CSV, whatever its column is called.
    typed = {"dtype": False} if of_csv.get("dtype") is str else {}
    return flat(pd.read_json(path, lines=not is_list(path), convert_dates=False, encoding="utf-8-sig", **typed))


def flat(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with objects and lists inside them as JSON text, since a cell of a table is one value."""
    for name in rows.select_dtypes("object"):
        if rows[name].map(lambda value: isinstance(value, (dict, list, np.ndarray))).any():
            rows[name] = rows[name].map(lambda value: json.dumps(value, default=plain) if isinstance(value, (dict, list, np.ndarray)) else value)
    return rows


def plain(value: object) -> object:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else str(value)


def is_list(path: pathlib.Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def reason(error: BaseException) -> str:
    """The first sentence of an error, with one full stop."""
    return f"{(str(error).strip().splitlines() or [type(error).__name__])[0].rstrip('.')}."
