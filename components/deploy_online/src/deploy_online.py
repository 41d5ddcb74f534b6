"""Puts a registered model beside those that an online endpoint already has, and gives it a share of the traffic."""

import pathlib
import sys

from contract import Parser, Refusal, run_component, write_json
from deploying import checked_name, connect, find, model_of, on_azure, require_passed, write_files

SCHEMA = "https://azuremlschemas.azureedge.net/latest"


def shifted(now: dict[str, int], name: str, share: int, beside: str | None) -> dict[str, int]:
    """Traffic with `share` percent for `name`; the rest goes to `beside`, else stays parted as it is. It adds up to 0 or 100."""
    others = {other: part for other, part in now.items() if other != name and part > 0}
    rest = 100 - share
    if beside is not None and beside == name:
        raise Refusal(f"'{beside}' cannot stand beside itself.")
    if share == 0 and beside is None:
        if now.get(name):
            raise Refusal(f"{name} has {now[name]} % of the traffic now; say in the input beside who takes it.")
        return now | {name: 0}
    if beside is not None:
        return {other: 0 for other in others} | {beside: rest, name: share}
    if rest == 0:
        return {other: 0 for other in others} | {name: 100}
    whole = sum(others.values())
    if whole == 0:
        raise Refusal(f"Nobody is there to take the other {rest} % of the traffic. Give the first deployment 0 or 100, or say who keeps the rest in the input beside.")
    parted = {other: part * rest // whole for other, part in others.items()}
    largest = max(others, key=lambda other: others[other])
    parted[largest] += rest - sum(parted.values())
    return parted | {name: share}


def documents(args, model: tuple[str, str], endpoint: str, name: str) -> tuple[dict, dict]:
    """Endpoint and deployment. Traffic is not in them: an endpoint takes it only for deployments that are up."""
    one = {"$schema": f"{SCHEMA}/managedOnlineEndpoint.schema.json", "name": endpoint, "auth_mode": args.auth_mode}
    two = {
        "$schema": f"{SCHEMA}/managedOnlineDeployment.schema.json",
        "name": name,
        "endpoint_name": endpoint,
        "model": f"azureml:{model[0]}:{model[1]}",
        "instance_type": args.instance_type.strip(),
        "instance_count": args.instance_count,
    }
    return one, two


def deploy(args) -> None:
    require_passed(args.gate)
    model = model_of(args.registered, args.model_version)
    endpoint = checked_name(args.endpoint, "an endpoint")
    name = checked_name(args.deployment_name or f"version-{model[1]}".lower(), "a deployment")
    beside = checked_name(args.beside, "a deployment") if args.beside else None
    told = {"where": args.where, "deployed": False, "endpoint": endpoint, "deployment": name, "model": f"{model[0]}:{model[1]}"}
    if args.where == "files":
        traffic = shifted({}, name, args.traffic, beside)
        write_files(args.files, *documents(args, model, endpoint, name))
        said = f"Nothing was deployed: endpoint.yml and deployment.yml for {endpoint}/{name} were written."
        how = ["az ml online-endpoint create -f endpoint.yml", "az ml online-deployment create -f deployment.yml"]
        if any(traffic.values()):
            shares = " ".join(f"{each}={part}" for each, part in traffic.items())
            how.append(f'az ml online-endpoint update -n {endpoint} --traffic "{shares}"')
        write_json(args.deployment, told | {"traffic": traffic, "scoring_uri": None, "statement": said, "commands": how})
        print(said, "To deploy it:", *how, sep="\n")
        return
    client = connect()
    done = on_azure(lambda: deploy_to(client, args, model, endpoint, name, beside))
    write_json(args.deployment, told | {"deployed": True, "commands": []} | done)
    print(done["statement"])


def deploy_to(client, args, model: tuple[str, str], endpoint: str, name: str, beside: str | None) -> dict:
    """Traffic is worked out before anything is made, and moved after the deployment is up; what goes wrong before leaves it as it was."""
    from azure.ai.ml import load_online_deployment, load_online_endpoint

    there = find(client.online_endpoints.get, endpoint)
    now = dict(getattr(there, "traffic", None) or {})
    traffic = shifted(now, name, args.traffic, beside)
    names = {each.name for each in client.online_deployments.list(endpoint)} if there else set()
    if beside is not None and args.traffic < 100 and beside not in names:
        raise Refusal(f"{endpoint} has no deployment {beside} that could keep {100 - args.traffic} % of the traffic.")
    if name in names and now.get(name, 0) > 0:
        raise Refusal(f"{endpoint} already answers with {name} ({now[name]} % of the traffic). It is not replaced in place: choose another deployment_name.")
    write_files(args.files, *documents(args, model, endpoint, name))
    if there is None:
        client.online_endpoints.begin_create_or_update(load_online_endpoint(args.files / "endpoint.yml")).result()
    client.online_deployments.begin_create_or_update(load_online_deployment(args.files / "deployment.yml")).result()
    found = client.online_endpoints.get(endpoint)
    if {each: part for each, part in traffic.items() if part} != {each: part for each, part in now.items() if part}:
        found.traffic = {each: part for each, part in traffic.items() if part}
        found = client.online_endpoints.begin_create_or_update(found).result()
    shares = ", ".join(f"{each} {part} %" for each, part in traffic.items())
    return {"traffic": traffic, "scoring_uri": found.scoring_uri, "statement": f"{endpoint}/{name} is up with {model[0]}:{model[1]}. Traffic: {shares}."}


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--registered", type=pathlib.Path)
    parser.add_argument("--gate", type=pathlib.Path)
    parser.add_argument("--model-version")
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--deployment-name")
    parser.add_argument("--traffic", type=int, default=0)
    parser.add_argument("--beside")
    parser.add_argument("--auth-mode", choices=["key", "aml_token", "aad_token"], default="key")
    parser.add_argument("--instance-type", default="Standard_DS3_v2")
    parser.add_argument("--instance-count", type=int, default=1)
    parser.add_argument("--where", choices=["files", "azure"], default="files")
    parser.add_argument("--deployment", type=pathlib.Path, required=True)
    parser.add_argument("--files", type=pathlib.Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), deploy))
