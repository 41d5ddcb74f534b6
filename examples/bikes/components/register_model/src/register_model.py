"""Registers a model in the MLflow registry, with the verdict of its gate and where it comes from as tags."""

import os
import pathlib
import re
import sys

import yaml

from contract import Parser, Refusal, numbers_in, read_json, run_component, write_json

LONGEST, MOST_METRICS = 250, 60
COMMIT_VARIABLES = ("GITHUB_SHA", "BUILD_SOURCEVERSION")
COMMIT_TAGS = ("mlflow.source.git.commit", "azureml.git.commit")


def evidence(verdict: object) -> dict[str, str]:
    """Tags for the model version: the verdict, and every rule with its value and limit. Refuses anything but `passed`."""
    if not isinstance(verdict, dict) or "verdict" not in verdict:
        raise Refusal("The file of the gate holds no verdict, so the model is not registered.")
    if verdict["verdict"] != "passed":
        raise Refusal(f"The gate says '{verdict['verdict']}', so the model is not registered.")
    tags = {"gate": "passed"}
    for number, rule in enumerate(verdict.get("rules", []), start=1):
        found = rule.get("message") or "no value" if rule.get("value") is None else f"value {rule['value']}, limit {rule.get('limit')}"
        tags[f"gate.rule_{number}"] = f"{rule.get('text')} ({found})"
    return tags


def metric_tags(metrics: dict[str, float]) -> dict[str, str]:
    """`metric.roc_auc` and so on, those nearest to the root first, so that versions can be searched and compared."""
    names = sorted(metrics, key=lambda name: (name.count("."), name))[:MOST_METRICS]
    return {f"metric.{safe(name)}": f"{metrics[name]:.6g}" for name in names}


def safe(name: str) -> str:
    """MLflow takes letters, digits and a few signs in a name."""
    return re.sub(r"[^\w./ -]+", "_", name)


def own_tags(text: str | None) -> dict[str, str]:
    tags = {}
    for line in (text or "").splitlines():
        name, sign, value = line.partition("=")
        if line.strip() and (not sign or not name.strip()):
            raise Refusal(f"'{line.strip()}' is no tag. Write name=value, one a line.")
        if line.strip():
            tags[name.strip()] = value.strip()
    return tags


def flavors(model: pathlib.Path) -> str:
    """Flavours of an MLflow model, which also shows that it is one."""
    try:
        described = yaml.safe_load((model / "MLmodel").read_text(encoding="utf-8"))
        return ", ".join(sorted(described["flavors"]))
    except (OSError, yaml.YAMLError, TypeError, KeyError) as error:
        raise Refusal(f"{model.name} is no MLflow model: its file MLmodel cannot be read ({error}).") from error


def commit_of(given: str | None, run_tags: dict[str, str]) -> str | None:
    known = [given, *(run_tags.get(name) for name in COMMIT_TAGS), *(os.environ.get(name) for name in COMMIT_VARIABLES)]
    return next((each for each in known if each), None)


def registry_of(uri: str) -> str:
    """What the registry is called for people: nothing that was registered here is on Azure."""
    if uri.startswith("azureml"):
        return "the workspace of Azure ML"
    local = re.match(r"(?![a-z][a-z0-9+.-]+://)|(file|sqlite):|https?://(localhost|127\.0\.0\.1|\[::1\])[:/]?", uri)
    return "MLflow on this computer" if local else "the MLflow server"


def register(args) -> None:
    said = evidence(read_json(args.gate, "verdict")) if args.gate else {"gate": "none"}
    metrics = numbers_in(read_json(args.metrics, "metrics file")) if args.metrics else {}
    tags = said | metric_tags(metrics) | {"flavors": flavors(args.model)} | own_tags(args.more_tags)
    tags |= {name: value for name, value in {"algorithm": args.algorithm, "dataset": args.dataset}.items() if value}
    if not re.fullmatch(r"[^/:\n]{1,255}", args.model_name.strip()):
        raise Refusal(f"'{args.model_name}' is no name for a model: it holds a slash, a colon or a line break, or nothing.")

    import mlflow

    try:
        with mlflow.active_run() or mlflow.start_run() as run:
            commit = commit_of(args.commit, run.data.tags)
            tags |= {"run": run.info.run_id} | ({"commit": commit} if commit else {})
            tags = {name: value if len(value) <= LONGEST else value[: LONGEST - 1] + "…" for name, value in tags.items()}
            if metrics:
                mlflow.log_metrics({safe(name): value for name, value in metrics.items()})
            mlflow.log_artifacts(str(args.model), artifact_path="model")
            version = mlflow.register_model(f"runs:/{run.info.run_id}/model", args.model_name.strip(), tags=tags)
            if args.description:
                mlflow.MlflowClient().update_model_version(version.name, version.version, args.description)
    except mlflow.MlflowException as error:
        raise Refusal(f"The registry refused {args.model_name}: {str(error).splitlines()[0]}") from error
    write_json(args.registered, {"name": version.name, "version": int(version.version), "gate": said["gate"], "tags": tags})
    print(f"Registered {version.name}, version {version.version}, in {registry_of(mlflow.get_registry_uri())}.")


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--metrics", type=pathlib.Path)
    parser.add_argument("--registered", type=pathlib.Path, required=True)
    parser.add_argument("--model-name", required=True)
    parser.add_argument("--algorithm")
    parser.add_argument("--dataset")
    parser.add_argument("--commit")
    parser.add_argument("--description")
    parser.add_argument("--more-tags")
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), register))
