"""Draws trials of a bayesian sweep with Optuna: for each line of JSON with the space and all trials so far, one line with the next.

`raw` is what is handed in again as a trial's parameters, `values` is what its inputs are given.
"""

import json
import math
import statistics
import sys

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.trial import TrialState, create_trial

EDGE = 1e-6


def distribution_of(one):
    kind, p = one["type"], one["parameters"]
    low, high = p.get("min_value", 0.0), p.get("max_value", 1.0)
    if kind == "choice":
        return CategoricalDistribution(list(range(len(one["values"]))))
    if kind == "randint":
        return IntDistribution(0, max(0, int(p.get("upper", 1)) - 1))
    if kind in ("uniform", "quniform"):
        return FloatDistribution(low, high)
    if kind in ("loguniform", "qloguniform"):
        return FloatDistribution(math.exp(low), math.exp(high), log=True)
    # Normal ones are drawn by their share below, which is uniform.
    return FloatDistribution(EDGE, 1 - EDGE)


def value_of(one, raw):
    kind, p = one["type"], one["parameters"]
    if kind == "choice":
        return one["values"][raw]
    if kind.endswith("normal"):
        raw = statistics.NormalDist(p.get("mu", 0.0), p.get("sigma", 1.0)).inv_cdf(raw)
        if "log" in kind:
            raw = math.exp(raw)
    if kind.startswith("q"):
        q = p.get("q", 1)
        raw = float("%.12g" % (round(raw / q) * q))
        return int(raw) if raw == int(raw) else raw
    return raw


def draw(request):
    space = {name: distribution_of(one) for name, one in request["space"].items()}
    study = optuna.create_study(
        direction=request["goal"],
        sampler=optuna.samplers.TPESampler(seed=request["seed"] + len(request["trials"]), constant_liar=True, n_startup_trials=min(10, max(3, request["of"] // 3))),
    )
    for trial in request["trials"]:
        state = {"done": TrialState.COMPLETE, "failed": TrialState.FAIL, "running": TrialState.RUNNING}[trial["state"]]
        study.add_trial(create_trial(params=trial["raw"], distributions=space, value=trial.get("value"), state=state))
    raw = study.ask(space).params
    return {"raw": raw, "values": {name: value_of(one, raw[name]) for name, one in request["space"].items()}}


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    for line in sys.stdin:
        print(json.dumps(draw(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
