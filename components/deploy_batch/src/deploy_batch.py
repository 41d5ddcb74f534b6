"""Puts a registered model behind a batch endpoint. The deployment that answers by default stays until told otherwise."""

import pathlib
import sys

from contract import Parser, Refusal, run_component, write_json
from deploying import checked_name, connect, find, model_of, on_azure, require_passed, write_files

SCHEMA = "https://azuremlschemas.azureedge.net/latest"


def documents(args, model: tuple[str, str], endpoint: str, name: str) -> tuple[dict, dict]:
    """Endpoint and deployment. An MLflow model needs neither scoring script nor environment."""
    one = {"$schema": f"{SCHEMA}/batchEndpoint.schema.json", "name": endpoint, "auth_mode": "aad_token"}
    two = {
        "$schema": f"{SCHEMA}/modelBatchDeployment.schema.json",
        "name": name,
        "endpoint_name": endpoint,
        "type": "model",
        "model": f"azureml:{model[0]}:{model[1]}",
        "compute": f"azureml:{args.compute.strip().removeprefix('azureml:')}",
        "resources": {"instance_count": args.instance_count},
        "settings": {
            "max_concurrency_per_instance": args.max_concurrency,
            "mini_batch_size": args.mini_batch_size,
            "output_action": "append_row",
            "output_file_name": "predictions.csv",
            "error_threshold": args.error_threshold,
            "retry_settings": {"max_retries": 2, "timeout": 600},
            "logging_level": "info",
        },
    }
    return one, two


def deploy(args) -> None:
    require_passed(args.gate)
    model = model_of(args.registered, args.model_version)
    endpoint = checked_name(args.endpoint, "an endpoint")
    name = checked_name(args.deployment_name or f"version-{model[1]}".lower(), "a deployment")
    if not args.compute.strip().removeprefix("azureml:"):
        raise Refusal("Say which cluster does the work, in the input compute.")
    told = {"where": args.where, "deployed": False, "endpoint": endpoint, "deployment": name, "model": f"{model[0]}:{model[1]}"}
    if args.where == "files":
        write_files(args.files, *documents(args, model, endpoint, name))
        said = f"Nothing was deployed: endpoint.yml and deployment.yml for {endpoint}/{name} were written."
        how = ["az ml batch-endpoint create -f endpoint.yml", "az ml batch-deployment create -f deployment.yml" + (" --set-default" if args.make_default else "")]
        write_json(args.deployment, told | {"default": None, "scoring_uri": None, "statement": said, "commands": how})
        print(said, "To deploy it:", *how, sep="\n")
        return
    client = connect()
    done = on_azure(lambda: deploy_to(client, args, model, endpoint, name))
    write_json(args.deployment, told | {"deployed": True, "commands": []} | done)
    print(done["statement"])


def deploy_to(client, args, model: tuple[str, str], endpoint: str, name: str) -> dict:
    """The default moves after the deployment is up; what goes wrong before leaves it as it was."""
    from azure.ai.ml import load_batch_endpoint

    there = find(client.batch_endpoints.get, endpoint)
    default = default_of(there)
    if default == name:
        raise Refusal(f"{endpoint} answers with {name} by default. It is not replaced in place: choose another deployment_name.")
    write_files(args.files, *documents(args, model, endpoint, name))
    if there is None:
        client.batch_endpoints.begin_create_or_update(load_batch_endpoint(args.files / "endpoint.yml")).result()
    client.batch_deployments.begin_create_or_update(entity_of(documents(args, model, endpoint, name)[1])).result()
    found = client.batch_endpoints.get(endpoint)
    if args.make_default:
        found.defaults = {"deployment_name": name}
        found = client.batch_endpoints.begin_create_or_update(found).result()
        default = name
    by_default = f"It answers with {default} by default." if default else "It answers with none by default: name one in each invocation."
    return {"default": default, "scoring_uri": found.scoring_uri, "statement": f"{endpoint}/{name} is up with {model[0]}:{model[1]}. {by_default}"}


def entity_of(document: dict):
    """The deployment as the SDK takes it; its own loader knows the older shape of such files only."""
    from azure.ai.ml.entities import BatchRetrySettings, ModelBatchDeployment, ModelBatchDeploymentSettings, ResourceConfiguration

    settings = document["settings"] | {"retry_settings": BatchRetrySettings(**document["settings"]["retry_settings"])}
    return ModelBatchDeployment(
        name=document["name"],
        endpoint_name=document["endpoint_name"],
        model=document["model"],
        compute=document["compute"].removeprefix("azureml:"),
        resources=ResourceConfiguration(**document["resources"]),
        settings=ModelBatchDeploymentSettings(**settings),
    )


def default_of(endpoint) -> str | None:
    defaults = getattr(endpoint, "defaults", None)
    return defaults.get("deployment_name") if isinstance(defaults, dict) else getattr(defaults, "deployment_name", None)


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--registered", type=pathlib.Path)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--model-version")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--deployment-name")
    parser.add_argument("--compute", required=True)
    parser.add_argument("--instance-count", type=int, default=1)
    parser.add_argument("--mini-batch-size", type=int, default=10)
    parser.add_argument("--max-concurrency", type=int, default=2)
    parser.add_argument("--error-threshold", type=int, default=0)
    parser.add_argument("--make-default", type=lambda text: text.lower() == "true", default=False)
    parser.add_argument("--where", choices=["files", "azure"], default="files")
    parser.add_argument("--deployment", type=pathlib.Path, required=True)
    parser.add_argument("--files", type=pathlib.Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), deploy))
