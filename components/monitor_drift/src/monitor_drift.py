"""Measures how far the data of production have moved from those of training, feature by feature.

scipy does the statistics: its Kolmogorov-Smirnov and Wasserstein give what evidently gives, in 450 MB less. Conventions:

- Numbers are binned at the deciles of the baseline, equal ones merged, the outer bins open. A category is a bin of its own, the 50th and rarer ones
  together. Missing values, and what is no number in a column of numbers, are one more bin.
- PSI = sum of (target - baseline) * ln(target / baseline) over the shares of the bins, where a share of nothing counts as 0.0001.
- Jensen-Shannon is the distance (the root of the divergence) to base 2 over the same bins: 0 is the same, 1 has nothing in common.
- Kolmogorov-Smirnov and Wasserstein are taken of numbers only, without missing values. Wasserstein is divided by the baseline's standard deviation;
  `wasserstein_raw` is in the column's own unit.
"""

import html
import os
import pathlib
import re
import sys

import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon
from scipy.stats import ks_2samp, wasserstein_distance

from contract import Parser, Refusal, run_component, write_json
from tables import read_rows

BINS, MOST_CATEGORIES, LEAST_SHARE = 10, 50, 0.0001
MISSING, OTHERS = "(missing)", "(others)"


def names_in(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]


def bins_of_numbers(baseline: pd.Series, target: pd.Series) -> tuple[list[str], np.ndarray, np.ndarray]:
    inner = np.unique(np.quantile(baseline.dropna(), np.linspace(0, 1, BINS + 1)[1:-1])) if baseline.notna().any() else np.array([])
    # A column of few values has most of its deciles in one place; its values then are its bins.
    values = np.unique(baseline.dropna())
    if len(values) <= BINS:
        inner = (values[:-1] + values[1:]) / 2
    edges = [-np.inf, *inner, np.inf]
    names = [f"{low:g} to < {high:g}" for low, high in zip(edges, edges[1:])]
    names[0], names[-1] = (f"< {edges[1]:g}", f">= {edges[-2]:g}") if len(inner) else ("all", "all")
    count = lambda values: np.append(np.histogram(np.clip(values.dropna(), -1e308, 1e308), bins=[-np.inf, *inner, np.inf])[0], values.isna().sum())
    return [*names, MISSING], count(baseline), count(target)


def bins_of_categories(baseline: pd.Series, target: pd.Series) -> tuple[list[str], np.ndarray, np.ndarray]:
    both = [values.astype(object).where(values.notna(), MISSING).astype(str) for values in (baseline, target)]
    ranked = pd.concat(both).value_counts().drop(MISSING, errors="ignore").index[: MOST_CATEGORIES - 1]
    names = [*sorted(ranked), OTHERS, MISSING]
    counts = [values.where(values.isin(names), OTHERS).value_counts().reindex(names, fill_value=0).to_numpy() for values in both]
    return names, counts[0], counts[1]


def psi(baseline: np.ndarray, target: np.ndarray) -> float:
    """Population stability index of two counts over the same bins; a bin that is empty in both says nothing."""
    there = (baseline + target) > 0
    p, q = (np.maximum(counts[there] / counts.sum(), LEAST_SHARE) for counts in (baseline, target))
    return float(np.sum((q - p) * np.log(q / p)))


def compare_feature(baseline: pd.Series, target: pd.Series) -> tuple[dict[str, float], pd.DataFrame]:
    """Its numbers and its histogram."""
    is_number = pd.api.types.is_numeric_dtype(baseline) and not pd.api.types.is_bool_dtype(baseline)
    if is_number:
        baseline, target = baseline.astype(float), pd.to_numeric(target, errors="coerce").astype(float)
    names, p, q = (bins_of_numbers if is_number else bins_of_categories)(baseline, target)
    found = {"psi": psi(p, q), "js": float(jensenshannon(p, q, base=2)), "missing_baseline": float(baseline.isna().mean()), "missing_target": float(target.isna().mean())}
    a, b = baseline.dropna(), target.dropna()
    if is_number and len(a) and len(b):
        test, raw, spread = ks_2samp(a, b), float(wasserstein_distance(a, b)), float(a.std(ddof=0))
        found |= {"ks": float(test.statistic), "ks_p_value": float(test.pvalue), "wasserstein_raw": raw}
        found |= {"wasserstein": raw / spread} if spread > 0 else {}
    return found, pd.DataFrame({"bin": names, "baseline": p / p.sum(), "target": q / q.sum()})[(p + q) > 0]


def columns_to_compare(baseline: pd.DataFrame, target: pd.DataFrame, features: list[str], exclude: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Columns in both, those that the target lacks, and those that only it has."""
    for name in [*features, *exclude]:
        if name not in baseline and name not in target:
            raise Refusal(f"There is no column '{name}'; the baseline has: {', '.join(map(str, baseline.columns))}.")
    for name in features:
        if name not in target or name not in baseline:
            raise Refusal(f"The feature '{name}' is missing in the {'target' if name in baseline else 'baseline'}.")
    wanted = features or [name for name in baseline.columns if name not in exclude]
    new = [] if features else [name for name in target.columns if name not in baseline and name not in exclude]
    return [name for name in wanted if name in target], [name for name in wanted if name not in target], new


def measure(args) -> None:
    baseline, target = read_rows(args.baseline, Refusal), read_rows(args.target, Refusal)
    for rows, what in ((baseline, "baseline"), (target, "target")):
        if len(rows) < args.min_rows:
            raise Refusal(f"The {what} has {len(rows)} rows, fewer than {args.min_rows}: noise would look like drift.")
    names, missing, new = columns_to_compare(baseline, target, names_in(args.features), names_in(args.exclude))
    if not names:
        raise Refusal("Baseline and target have no feature in common, so there is nothing to compare.")
    features, bins = {}, {}
    for name in names:
        features[name], bins[name] = compare_feature(baseline[name], target[name])
    values = lambda key: [found[key] for found in features.values() if key in found]
    drifted = sorted((name for name in names if features[name]["psi"] > args.limit), key=lambda name: -features[name]["psi"])
    overall = {f"max_{key}": max(values(key)) for key in ("psi", "ks", "wasserstein", "js") if values(key)}
    overall |= {"mean_psi": float(np.mean(values("psi"))), "features": len(names), "drifted": len(drifted), "share_drifted": len(drifted) / len(names)}
    overall |= {"missing_columns": len(missing), "new_columns": len(new)}
    write_json(args.metrics, {"drift": overall, "rows": {"baseline": len(baseline), "target": len(target)}, "features": features})
    write_report(args.report, features, bins, overall, args.limit)
    log(overall, features)
    lost = f" The target lacks {', '.join(missing)}." if missing else ""
    print(f"{len(drifted)} of {len(names)} features drifted (PSI above {args.limit:g}){': ' + ', '.join(drifted[:5]) if drifted else ''}.{lost}")
    if drifted:
        print("This is data drift: the inputs changed. Whether the answers got worse is known when labels arrive.")


def write_report(folder: pathlib.Path, features: dict, bins: dict, overall: dict, limit: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ranked = sorted(features, key=lambda name: -features[name]["psi"])
    pd.DataFrame([{"feature": name} | features[name] for name in ranked]).to_csv(folder / "features.csv", index=False)
    pd.concat([bins[name].assign(feature=name) for name in ranked])[["feature", "bin", "baseline", "target"]].to_csv(folder / "bins.csv", index=False)
    shown = lambda value: "-" if value is None else f"{value:.4g}"
    rows = "".join(
        f"<tr{' class=over' if features[name]['psi'] > limit else ''}><th scope=row>{html.escape(str(name))}</th><td>{histogram(bins[name])}</td>"
        + "".join(f"<td>{shown(features[name].get(key))}</td>" for key in ("psi", "ks", "wasserstein", "js"))
        + "</tr>"
        for name in ranked
    )
    (folder / "report.html").write_text(
        f"""<!doctype html><html lang=en><meta charset=utf-8><title>Data drift</title>
<style>body{{font:14px system-ui;margin:2rem;color:#24313a}}td,th{{padding:.3rem .8rem;text-align:left;border-bottom:1px solid #d5dde0;font-variant-numeric:tabular-nums}}.over th,.over td{{color:#7a5c00;font-weight:600}}</style>
<h1>Data drift</h1><p>{overall['drifted']} of {overall['features']} features have a PSI above {limit:g}. Largest {overall['max_psi']:.4g}, mean {overall['mean_psi']:.4g}.
Grey: baseline. Outlined: target. PSI and Jensen-Shannon over deciles of the baseline, Wasserstein in its standard deviations.</p>
<table><tr><th>Feature<th>Baseline, target<th>PSI<th>KS<th>Wasserstein<th>JS</tr>{rows}</table></html>
""",
        encoding="utf-8",
    )


def histogram(bins: pd.DataFrame) -> str:
    top, width = max(bins["baseline"].max(), bins["target"].max()), 120 / len(bins)
    bars = ""
    for at, (name, p, q) in enumerate(bins[["bin", "baseline", "target"]].itertuples(index=False)):
        for share, style in ((p, "fill='#c5ced1'"), (q, "fill='none' stroke='#1f7a8c'")):
            bars += f"<rect x='{at * width:.1f}' y='{30 - 30 * share / top:.1f}' width='{width * 0.9:.1f}' height='{30 * share / top:.1f}' {style}><title>{html.escape(str(name))}: {share:.1%}</title></rect>"
    return f"<svg width=124 height=34 viewBox='-2 -2 124 34' role=img aria-label='histogram'>{bars}</svg>"


def log(overall: dict, features: dict) -> None:
    """Into the run of the job, when there is one."""
    if "MLFLOW_RUN_ID" not in os.environ:
        return
    import mlflow

    safe = lambda name: re.sub(r"[^\w./ -]+", "_", str(name))
    mlflow.log_metrics({f"drift.{name}": float(value) for name, value in overall.items()} | {f"psi.{safe(name)}": found["psi"] for name, found in features.items()})


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--baseline", type=pathlib.Path, required=True)
    parser.add_argument("--target", type=pathlib.Path, required=True)
    parser.add_argument("--features")
    parser.add_argument("--exclude")
    parser.add_argument("--limit", type=float, default=0.2)
    parser.add_argument("--min-rows", type=int, default=50)
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--report", type=pathlib.Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), measure))
