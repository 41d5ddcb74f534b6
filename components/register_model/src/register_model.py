"""Registers a model in the MLflow registry, with the verdict of its gate as evidence."""

import argparse
import json
import pathlib


def evidence(verdict: dict) -> dict[str, str]:
    """Tags for the model version: the verdict, and every rule with its value and limit. Raises SystemExit unless the verdict is `passed`."""
    if verdict.get("verdict") != "passed":
        raise SystemExit(f"The gate says '{verdict.get('verdict')}', so the model is not registered.")
    tags = {"gate": "passed"}
    for number, rule in enumerate(verdict.get("rules", []), start=1):
        tags[f"gate.rule_{number}"] = f"{rule['text']} (value {rule['value']}, limit {rule['limit']})"
    return tags


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--gate", type=pathlib.Path, required=True)
    parser.add_argument("--model-name", required=True)
    parser.add_argument("--registered", type=pathlib.Path, required=True)
    args = parser.parse_args()
    tags = evidence(json.loads(args.gate.read_text(encoding="utf-8")))

    import mlflow

    with mlflow.start_run() if not mlflow.active_run() else mlflow.active_run() as run:
        mlflow.log_artifacts(str(args.model), artifact_path="model")
        version = mlflow.register_model(f"runs:/{run.info.run_id}/model", args.model_name, tags=tags)
    args.registered.parent.mkdir(parents=True, exist_ok=True)
    args.registered.write_text(json.dumps({"name": version.name, "version": int(version.version), "gate": "passed"}, indent=2) + "\n", encoding="utf-8")
    print(f"Registered {version.name}, version {version.version}.")


if __name__ == "__main__":
    main()
