"""How the components of this library read tables: CSV, TSV, JSON lines and Parquet, one file or a folder of them.

The same file stands beside every component that uses it, so that each folder works alone.
"""

import decimal
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
    """The rows as a CSV file would hold them: objects and lists as JSON text, since a cell of a table is one value, and types that models know."""
    return pd.concat([common(rows.iloc[:, at]) for at in range(len(rows.columns))], axis="columns") if len(rows.columns) else rows


def common(values: pd.Series) -> pd.Series:
    """A column of Parquet or JSON in a type that CSV has too: what is missing is NaN, decimals and spans of time (in seconds) are numbers, categories their values."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(values.cat.categories.dtype) if values.notna().all() else values.astype(object)
    if pd.api.types.is_timedelta64_dtype(values):
        return values.dt.total_seconds()
    if pd.api.types.is_unsigned_integer_dtype(values):
        return values.astype(float if values.isna().any() or (values > np.iinfo("int64").max).any() else "int64")
    if pd.api.types.is_extension_array_dtype(values.dtype) and not isinstance(values.dtype, pd.DatetimeTZDtype):
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            return values.astype(float if values.isna().any() or pd.api.types.is_float_dtype(values) else "int64")
        values = values.astype(bool) if pd.api.types.is_bool_dtype(values) and values.notna().all() else values.astype(object).where(values.notna(), np.nan)
    if values.dtype == object:
        return values.map(plain_cell).infer_objects() if values.map(lambda value: isinstance(value, (dict, list, np.ndarray, decimal.Decimal))).any() else values
    return values


def plain_cell(value: object) -> object:
    if isinstance(value, decimal.Decimal):
        return float(value)
    return json.dumps(value, default=plain) if isinstance(value, (dict, list, np.ndarray)) else value


def as_fractions(rows: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers as fractions, for the signature of a model: MLflow refuses gaps in a column that is said to be whole."""
    return rows.astype({name: float for name in rows.select_dtypes("integer")})


def refuse_infinite(rows: pd.DataFrame) -> None:
    """Ends with a sentence where a number is infinite: no model learns from it, and nobody but the owner of the data knows what it means."""
    endless = [str(name) for name in rows.select_dtypes("number") if np.isinf(rows[name].to_numpy(dtype=float, na_value=np.nan)).any()]
    if endless:
        raise SystemExit(f"Column {', '.join(endless)} holds infinite numbers. Replace them, or leave them empty to have them filled.")


def plain(value: object) -> object:
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else str(value)


def is_list(path: pathlib.Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def reason(error: BaseException) -> str:
    """The first sentence of an error, with one full stop."""
    return f"{(str(error).strip().splitlines() or [type(error).__name__])[0].rstrip('.')}."
