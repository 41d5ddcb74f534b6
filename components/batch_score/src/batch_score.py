"""Answers every row of a folder of tables with an MLflow model.

As a command it scores a whole folder. As a parallel job or behind a batch endpoint, Azure ML calls `init` once and `run` for every mini-batch of files.
"""

import argparse
import collections
import os
import pathlib
import sys
import time

import mlflow
import mlflow.pyfunc
import numpy as np
import pandas as pd
from mlflow.types import DataType

from contract import Parser, Refusal, read_json, run_component, write_json
from tables import files_of, pieces_of, read_rows

ROWS_AT_ONCE, MOST_ANSWERS = 50_000, 20


class Scorer:
    """A loaded model and the columns that it expects."""

    def __init__(self, path: pathlib.Path):
        described = next(iter(sorted(path.rglob("MLmodel"))), None) if path.is_dir() else None
        if described is None:
            raise Refusal(f"There is no MLflow model in {path.name}: it has no file MLmodel.")
        try:
            self.model = mlflow.pyfunc.load_model(str(described.parent))
        except Exception as error:
            raise Refusal(f"The model cannot be loaded: {type(error).__name__}: {error}. Its requirements may differ from conda.yml of this component.") from error
        schema = self.model.metadata.get_input_schema()
        self.columns = list(schema.input_names()) if schema and schema.has_input_names() else None
        self.optional = {spec.name for spec in schema.inputs if not spec.required} if self.columns else set()
        # MLflow takes no whole numbers where the model learned from fractions; a file may well hold whole ones only.
        self.fractions = [spec.name for spec in schema.inputs if spec.type in (DataType.double, DataType.float)] if self.columns else []
        # Scores of the classes are known to the model below MLflow's wrapping only.
        inner = self.model.get_raw_model() if hasattr(self.model, "get_raw_model") else None
        self.inner = inner if hasattr(inner, "predict_proba") and hasattr(inner, "classes_") else None

    def score(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with `prediction` and, of a classifier, `score_<class>`."""
        lacking = [name for name in self.columns or [] if name not in rows and name not in self.optional]
        if lacking:
            raise Refusal(f"It lacks {', '.join(lacking[:5])}, which the model expects.")
        given = rows[[name for name in self.columns if name in rows]] if self.columns else rows
        given = given.astype({name: float for name in self.fractions if name in given and pd.api.types.is_integer_dtype(given[name])})
        try:
            answers = self.model.predict(given)
            scores = self.inner.predict_proba(given) if self.inner is not None else None
        except Exception as error:
            raise Refusal(f"The model does not answer: {why(error)}") from error
        said = answers if isinstance(answers, pd.DataFrame) else pd.DataFrame({"prediction": np.asarray(answers).ravel()})
        said.index = rows.index
        for at, name in enumerate(self.inner.classes_ if scores is not None else []):
            said[f"score_{name}"] = scores[:, at]
        return rows.drop(columns=[name for name in said.columns if name in rows]).join(said)


def why(error: Exception) -> str:
    """The sentence behind an error of a model: MLflow puts the rows and the whole schema before it."""
    said = str(error).split(". Error: ")[-1].strip().splitlines()
    return f"{type(error).__name__}: {said[0] if said else 'it gave no reason'}"


def score_file(scorer: Scorer, source: pathlib.Path, target: pathlib.Path) -> tuple[int, collections.Counter]:
    """Scores a file piece by piece. The result appears under its name when it is whole, so a second run leaves no halves behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial, rows, answers = target.with_suffix(".partial"), 0, collections.Counter()
    try:
        for piece in pieces_of(source, ROWS_AT_ONCE, Refusal):
            scored = scorer.score(piece)
            scored.to_csv(partial, mode="w" if rows == 0 else "a", header=rows == 0, index=False)
            rows += len(scored)
            if "prediction" in scored:
                answers.update(scored["prediction"].tolist())
        if rows:
            partial.replace(target)
    except OSError as error:
        raise Refusal(f"{target.name} cannot be written: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return rows, answers


def targets_of(files: list[pathlib.Path], data: pathlib.Path) -> dict[pathlib.Path, pathlib.Path]:
    """Where the answers of each file go: its own name, as CSV; the whole name before .csv where two would be called alike."""
    targets: dict[pathlib.Path, pathlib.Path] = {}
    for path in files:
        relative = path.relative_to(data) if data.is_dir() else pathlib.Path(path.name)
        usual = relative.with_suffix(".csv")
        targets[path] = relative.with_name(f"{relative.name}.csv") if usual in targets.values() else usual
    return targets


def score_folder(args) -> None:
    if args.gate:
        verdict = read_json(args.gate, "verdict")
        if not isinstance(verdict, dict) or verdict.get("verdict") != "passed":
            raise Refusal(f"The gate says '{verdict.get('verdict') if isinstance(verdict, dict) else None}', so nothing is scored.")
    targets, scorer, started = targets_of(files_of(args.data, Refusal), args.data), Scorer(args.model), time.monotonic()
    rows, answers, failed = 0, collections.Counter(), 0
    for path, target in targets.items():
        try:
            count, said = score_file(scorer, path, args.predictions / target)
            rows, answers = rows + count, answers + said
        except Refusal as refusal:
            failed += 1
            name = path.relative_to(args.data).as_posix() if args.data.is_dir() else path.name
            print(f"{name}: {refusal}", file=sys.stderr)
            if 0 <= args.error_threshold < failed:
                raise Refusal(f"{failed} of {len(targets)} files failed, more than {args.error_threshold}.") from refusal
    metrics = {"rows": rows, "files": len(targets), "failed_files": failed, "seconds": time.monotonic() - started}
    if rows and len(answers) <= MOST_ANSWERS:
        metrics["share"] = {str(name): count / rows for name, count in sorted(answers.items(), key=lambda each: str(each[0]))}
    write_json(args.metrics, metrics)
    if "MLFLOW_RUN_ID" in os.environ:
        mlflow.log_metrics({name: float(value) for name, value in metrics.items() if name != "share"})
    print(f"{rows} rows of {len(targets) - failed} files answered in {metrics['seconds']:.1f} s; {failed} files failed.")


scorer: Scorer | None = None


def init() -> None:
    """Called once on every worker: the model of `--model`, else that of the batch deployment."""
    global scorer
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default=os.environ.get("AZUREML_MODEL_DIR"))
    given, _ = parser.parse_known_args()
    if given.model is None:
        raise Refusal("There is no model: neither --model nor AZUREML_MODEL_DIR says where it is.")
    scorer = Scorer(pathlib.Path(given.model))


def run(mini_batch: list[str]) -> pd.DataFrame:
    """Rows of some files with their answers; a file that cannot be answered fails its mini-batch."""
    if scorer is None:
        init()
    scored = []
    for path in mini_batch:
        try:
            scored.append(scorer.score(read_rows(pathlib.Path(path), Refusal)).assign(file=pathlib.Path(path).name))
        except Refusal as refusal:
            raise Refusal(f"{pathlib.Path(path).name}: {refusal}") from refusal
    return pd.concat(scored, ignore_index=True) if scored else pd.DataFrame()


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--error-threshold", type=int, default=0)
    parser.add_argument("--predictions", type=pathlib.Path, required=True)
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), score_folder))
