"""Holds back a model that serves a group of people much worse, or much better, than all of them together.

Metrics by cohort, demographic parity and equalized odds are fairlearn's. The 95 % interval of a gap is the percentile bootstrap over people.
"""

import pathlib
import re
import sys

import numpy as np
import pandas as pd
from fairlearn.metrics import MetricFrame, demographic_parity_difference, equalized_odds_difference, false_positive_rate, selection_rate
from sklearn.metrics import accuracy_score, f1_score, mean_absolute_error, precision_score, recall_score, root_mean_squared_error

from contract import Parser, Refusal, conclude, row, run_gate
from tables import read_rows
from verdict_log import safe, tell

RESAMPLES, SEED, MOST_COHORTS = 1000, 7, 20
REGRESSION = ("mae", "rmse")
METRICS = {
    "accuracy": accuracy_score,
    "precision": lambda truth, said: precision_score(truth, said, zero_division=np.nan),
    "recall": lambda truth, said: recall_score(truth, said, zero_division=np.nan),
    "f1": lambda truth, said: f1_score(truth, said, zero_division=np.nan),
    "selection_rate": selection_rate,
    "false_positive_rate": lambda truth, said: false_positive_rate(truth, said) if (np.asarray(truth) == 0).any() else np.nan,
    "mae": mean_absolute_error,
    "rmse": root_mean_squared_error,
}
UNDEFINED = {"recall": "nobody in it has a yes", "false_positive_rate": "everybody in it has a yes", "precision": "the model says yes to nobody in it"}
YES = {"yes": "no", "true": "false", "1": "0", "1.0": "0.0", "y": "n"}


def column(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows:
        raise Refusal(f"There is no column '{name}' in the predictions; they have: {', '.join(map(str, rows.columns))}.")
    return rows[name]


def numbers(values: pd.Series) -> pd.Series:
    try:
        return pd.to_numeric(values)
    except (ValueError, TypeError) as error:
        raise Refusal(f"Column '{values.name}' holds something that is no number: {error}.") from error


def yes_and_no(values: pd.Series, positive: str | None) -> pd.Series:
    """1 for yes, 0 for no."""
    words = values.astype(str).str.strip().str.lower()
    found = set(words)
    # Answers that read "stays" and "leaves" may well be predicted as 0 and 1.
    if positive is None or (positive.strip().lower() not in found and any(found <= {yes, no} for yes, no in YES.items())):
        positive = next((yes for yes, no in YES.items() if found <= {yes, no}), None)
        if positive is None:
            shown = ", ".join(sorted(found)[:5])
            raise Refusal(f"Which answer of '{values.name}' counts as yes? Say it in the input positive. It holds {shown}. Over all answers there is the metric accuracy.")
    return (words == positive.strip().lower()).astype(int)


def right_or_wrong(truth: pd.Series, said: pd.Series, positive: str | None) -> bool:
    """Whether only being right counts: accuracy over several answers, none of which is named as yes."""
    return positive is None and pd.concat([words_of(truth), words_of(said)]).nunique() > 2


def words_of(values: pd.Series) -> pd.Series:
    return values.astype(str).str.strip().str.lower().str.removesuffix(".0")


def split_columns(sensitive: str) -> list[tuple[str, list[float]]]:
    """`gender, age[30, 60]` as columns with the numbers at which they are cut."""
    found = []
    for name, cuts in re.findall(r"\s*([^,\[\]]+?)\s*(?:\[([^\]]*)\]\s*)?(?:,|$)", sensitive):
        try:
            found.append((name, sorted(float(cut) for cut in cuts.split(",") if cut.strip())))
        except ValueError as error:
            raise Refusal(f"'{name}[{cuts}]' should hold numbers, such as {name}[30, 60].") from error
    if not found:
        raise Refusal("No sensitive column is named, so there are no cohorts.")
    return found


def cohorts_of(values: pd.Series, cuts: list[float]) -> tuple[pd.Series, list[str]]:
    """The cohort of every row, named as it is shown, and the names in the order to show them."""
    name, missing = values.name, f"{values.name} missing"
    if cuts:
        value = numbers(values)
        edges = [-np.inf, *cuts, np.inf]
        names = [f"{name} < {cuts[0]:g}", *(f"{name} {low:g} to < {high:g}" for low, high in zip(cuts, cuts[1:])), f"{name} >= {cuts[-1]:g}"]
        cut = pd.cut(value, edges, right=False, labels=names).astype(object)
        return cut.where(value.notna(), missing), [*names, missing]
    if values.nunique() > MOST_COHORTS:
        hint = f" Say where to cut it, such as {name}[30, 60]." if pd.api.types.is_numeric_dtype(values) else ""
        raise Refusal(f"Column '{name}' has {values.nunique()} different values, more than {MOST_COHORTS} cohorts.{hint}")
    named = (f"{name} = " + values.astype(str)).where(values.notna(), missing)
    return named, [*sorted(set(named) - {missing}), missing]


def bootstrap_gaps(metric: str, truth: np.ndarray, said: np.ndarray, codes: np.ndarray, count: int) -> np.ndarray:
    """Gap of every cohort to all people, once for each of RESAMPLES draws of as many people with replacement."""
    rng = np.random.default_rng(SEED)
    if metric in REGRESSION:
        error = np.abs(truth - said) if metric == "mae" else (truth - said) ** 2
        sums, people = np.empty((RESAMPLES, count)), np.empty((RESAMPLES, count))
        for at in range(RESAMPLES):
            drawn = rng.integers(0, len(error), len(error))
            sums[at] = np.bincount(codes[drawn], weights=error[drawn], minlength=count)
            people[at] = np.bincount(codes[drawn], minlength=count)
        with np.errstate(invalid="ignore", divide="ignore"):
            each, whole = sums / people, sums.sum(1) / people.sum(1)
            return (each - whole[:, None]) if metric == "mae" else np.sqrt(each) - np.sqrt(whole)[:, None]
    # Metrics of yes and no depend on four counts a cohort only, so drawing people is drawing counts.
    cells = np.bincount(codes * 4 + truth * 2 + said, minlength=count * 4)
    drawn = rng.multinomial(len(codes), cells / len(codes), size=RESAMPLES).reshape(RESAMPLES, count, 4)
    return of_counts(metric, drawn) - of_counts(metric, drawn.sum(1))[:, None]


def of_counts(metric: str, counts: np.ndarray) -> np.ndarray:
    """A metric from the counts (true no, false yes, missed yes, true yes)."""
    no, false, missed, true = np.moveaxis(counts.astype(float), -1, 0)
    above, below = {
        "accuracy": (no + true, no + false + missed + true),
        "precision": (true, true + false),
        "recall": (true, true + missed),
        "f1": (2 * true, 2 * true + false + missed),
        "selection_rate": (false + true, no + false + missed + true),
        "false_positive_rate": (false, false + no),
    }[metric]
    with np.errstate(invalid="ignore", divide="ignore"):
        return above / below


def interval(gaps: np.ndarray) -> list[float] | None:
    gaps = gaps[np.isfinite(gaps)]
    return [float(bound) for bound in np.percentile(gaps, [2.5, 97.5])] if len(gaps) >= RESAMPLES / 2 else None


def judge_column(args, truth: pd.Series, said: pd.Series, cohorts: pd.Series, order: list[str], before: dict[str, float]) -> list[dict]:
    frame = MetricFrame(metrics=METRICS[args.metric], y_true=truth, y_pred=said, sensitive_features=cohorts)
    names = sorted(frame.by_group.index, key=order.index)
    codes = pd.Categorical(cohorts, categories=names).codes.astype(int)
    draws = bootstrap_gaps(args.metric, truth.to_numpy(), said.to_numpy(), codes, len(names))
    rows = []
    for at, name in enumerate(names):
        people, value = int((codes == at).sum()), float(frame.by_group[name])
        gap = value - float(frame.overall)
        more = {"cohort": str(name), "people": people, "metric": value, "overall": float(frame.overall), "gap": gap, "tolerance": args.max_gap}
        more |= {"interval": interval(draws[:, at]), "champion": before.get(str(name))}
        words = {"left": f"cohorts[{name}].{args.metric} - {args.metric}", "operator": "<=", "right": f"{args.max_gap:g}", "limit": args.max_gap, "label": str(name)}
        text = f"abs({words['left']}) <= {args.max_gap:g}"
        if people < args.min_people:
            rows.append(row(text, "skipped", **words, message=f"{people} people are too few to judge; the least is {args.min_people}.", **more))
        elif not np.isfinite(gap):
            rows.append(row(text, "skipped", **words, message=f"It has no {args.metric}: {UNDEFINED.get(args.metric, 'there is nothing to divide by')}.", **more))
        else:
            # The value is the gap with its sign, which the tolerance bounds on both sides.
            judged = row(text, value=gap, result="passed" if abs(gap) <= args.max_gap else "held-back", **words, **more)
            rows.append(judged | {"margin": args.max_gap - abs(gap)})
    return rows


def judge(args) -> dict:
    rows = read_rows(args.predictions, Refusal)
    of = numbers if args.metric in REGRESSION else lambda values: yes_and_no(values, args.positive)
    answered = column(rows, args.target).notna() & column(rows, args.prediction).notna()
    rows, unanswered = rows[answered].reset_index(drop=True), int((~answered).sum())
    if rows.empty:
        raise Refusal("No row has both an answer and a prediction.")
    if several := args.metric == "accuracy" and right_or_wrong(rows[args.target], rows[args.prediction], args.positive):
        # Being right is then the only yes there is.
        said = (words_of(rows[args.target]) == words_of(rows[args.prediction])).astype(int)
        truth = pd.Series(1, index=said.index)
    else:
        truth, said = of(rows[args.target]), of(rows[args.prediction])
    before = champion_gaps(args.baseline) if args.baseline else {}
    judged, fairness = [], {}
    for name, cuts in split_columns(args.sensitive):
        cohorts, order = cohorts_of(column(rows, name), cuts)
        judged += judge_column(args, truth, said, cohorts, order, before)
        if args.metric not in REGRESSION and not several:
            fairness[name] = {
                "demographic_parity_difference": float(demographic_parity_difference(truth, said, sensitive_features=cohorts)),
                "equalized_odds_difference": float(equalized_odds_difference(truth, said, sensitive_features=cohorts)),
            }
    args.cohorts.parent.mkdir(parents=True, exist_ok=True)
    table(judged).to_csv(args.cohorts, index=False)
    verdict = conclude(judged, metric=args.metric, people=len(rows), unanswered=unanswered, fairness=fairness, predictions=args.predictions.name)
    if not {each["result"] for each in judged} - {"skipped"}:
        verdict["message"] = "Nothing was checked: every cohort is too small or has no such metric."
    log(judged, fairness)
    return verdict


def table(judged: list[dict]) -> pd.DataFrame:
    keys = ("cohort", "people", "metric", "overall", "gap", "tolerance", "result")
    return pd.DataFrame([{key: each[key] for key in keys} | dict(zip(("low", "high"), each["interval"] or (None, None))) for each in judged])


def champion_gaps(path: pathlib.Path) -> dict[str, float]:
    try:
        rows = pd.read_csv(path)
        return {str(name): float(gap) for name, gap in zip(rows["cohort"], rows["gap"]) if np.isfinite(gap)}
    except (OSError, ValueError, KeyError) as error:
        raise Refusal(f"The baseline {path.name} is no cohorts.csv of an earlier verdict: {error}.") from error


def log(judged: list[dict], fairness: dict) -> None:
    """What the verdict's rules do not hold: the gap of every cohort, and the measures of fairness."""
    metrics = {f"gap.{safe(each['cohort'])}": each["gap"] for each in judged if np.isfinite(each["gap"])}
    metrics |= {f"{name}.{safe(where)}": value for where, values in fairness.items() for name, value in values.items() if np.isfinite(value)}
    tell(metrics)


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--predictions", type=pathlib.Path, required=True)
    parser.add_argument("--baseline", type=pathlib.Path)
    parser.add_argument("--sensitive", required=True)
    parser.add_argument("--target", default="target")
    parser.add_argument("--prediction", default="prediction")
    parser.add_argument("--positive")
    parser.add_argument("--metric", choices=list(METRICS), default="recall")
    parser.add_argument("--max-gap", type=float, default=0.05)
    parser.add_argument("--min-people", type=int, default=30)
    parser.add_argument("--cohorts", type=pathlib.Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(run_gate("cohorts", build_parser(), judge))
