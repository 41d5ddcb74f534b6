"""Draws trials of a bayesian sweep with Optuna: for each line of JSON with the space and all trials so far, one line with the next.

`raw` is what is handed in again as a trial's parameters, `values` is what its inputs are given. What is searched within a value of a choice is a parameter of its own,
`name.0.within`; it counts where that value was chosen, and its input is given all of it as JSON.
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


def flat(space, prefix=""):
    """Every distribution of a space by its name, those within values too."""
    for name, one in space.items():
        yield prefix + name, one
        for at, value in enumerate(one.get("values", [])):
            if isinstance(value, dict):
                yield from flat(value, "%s%s.%d." % (prefix, name, at))


def values_of(space, raw, prefix=""):
    return {name: value_of(one, raw, prefix + name) for name, one in space.items()}


def value_of(one, all_raw, name):
    raw = all_raw[name]
    kind, p = one["type"], one["parameters"]
    if kind == "choice":
        value = one["values"][raw]
        return values_of(value, all_raw, "%s.%d." % (name, raw)) if isinstance(value, dict) else value
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
    space = {name: distribution_of(one) for name, one in flat(request["space"])}
    study = optuna.create_study(
        direction=request["goal"],
        sampler=optuna.samplers.TPESampler(seed=request["seed"] + len(request["trials"]), constant_liar=True, n_startup_trials=min(10, max(3, request["of"] // 3))),
    )
    for trial in request["trials"]:
        state = {"done": TrialState.COMPLETE, "failed": TrialState.FAIL, "running": TrialState.RUNNING}[trial["state"]]
        study.add_trial(create_trial(params=trial["raw"], distributions=space, value=trial.get("value"), state=state))
    raw = study.ask(space).params
    values = values_of(request["space"], raw)
    compact = {"separators": (",", ":"), "ensure_ascii": False}
    return {"raw": raw, "values": {name: json.dumps(one, **compact) if isinstance(one, dict) else one for name, one in values.items()}}


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    for line in sys.stdin:
        print(json.dumps(draw(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
