"""Asks an endpoint a few questions and holds back one that does not answer, answers late, or answers in another shape than expected."""

import ipaddress
import json
import math
import os
import pathlib
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import jsonschema

from contract import Parser, Refusal, conclude, read_json, row, run_gate

LARGEST = 16 * 2**20


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key is for the address that was named, not for where that one points to."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


def bodies_of(path: pathlib.Path) -> list[bytes]:
    if path.suffix != ".jsonl":
        return [json.dumps(read_json(path, "request")).encode()]
    try:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        found = [json.dumps(json.loads(line)).encode() for line in lines]
    except (OSError, ValueError) as error:
        raise Refusal(f"The requests in {path.name} cannot be read: {error}.") from error
    if not found:
        raise Refusal(f"There is no request in {path.name}.")
    return found


def validator_of(path: pathlib.Path | None):
    if path is None:
        return None
    schema = read_json(path, "schema")
    try:
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
    except (jsonschema.SchemaError, TypeError) as error:
        raise Refusal(f"{path.name} is no JSON Schema: {getattr(error, 'message', error)}.") from error
    return kind(schema)


def address_of(args) -> tuple[str, str | None, dict[str, str]]:
    """URL, key and headers. The key is None where none is asked for."""
    headers, url, endpoint, deployment = {}, args.url, args.endpoint, args.deployment_name
    if args.deployment:
        told = read_json(args.deployment, "deployment")
        if not isinstance(told, dict):
            raise Refusal(f"{args.deployment.name} was not written by a deploy component.")
        if told.get("where") == "files" and not (url or endpoint):
            raise Refusal("Nothing was deployed: the deployment was only written as files, so there is nothing to test.")
        url = url or (None if endpoint else told.get("scoring_uri"))
        deployment = deployment or told.get("deployment")
        endpoint = endpoint or (told.get("endpoint") if told.get("where") == "azure" else None)
    if deployment:
        headers["azureml-model-deployment"] = deployment
    if url is None and endpoint is None:
        raise Refusal("Say what to test: the input url, endpoint or deployment.")
    if endpoint is not None and not args.url:
        url, key = endpoint_of(endpoint)
    else:
        key = key_from(args.key_from)
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError as error:
        raise Refusal(f"'{url}' is no address: {error}.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(f"'{url}' is no address that starts with http:// or https://.")
    if key and parts.scheme == "http" and not is_this_computer(parts.hostname):
        raise Refusal(f"A key is not sent to {parts.hostname} without encryption. Use https://.")
    return url, key, headers


def is_this_computer(host: str) -> bool:
    try:
        return all(ipaddress.ip_address(found[4][0]).is_loopback for found in socket.getaddrinfo(host, None))
    except (OSError, ValueError):
        return False


def key_from(where: str) -> str | None:
    """A key from an environment variable, or from the Key Vault secret that it, or the input, names by its address."""
    value = where if where.startswith("https://") else os.environ.get(where)
    if value is None or not value.startswith("https://"):
        return value or None
    from azure.core.exceptions import AzureError
    from azure.identity import DefaultAzureCredential
    from azure.keyvault.secrets import KeyVaultSecretIdentifier, SecretClient

    try:
        secret = KeyVaultSecretIdentifier(value)
        return SecretClient(secret.vault_url, DefaultAzureCredential()).get_secret(secret.name, secret.version).value
    except (AzureError, ValueError) as error:
        raise Refusal(f"The key vault gave no key for {value}: {first_line(error)}") from error


def endpoint_of(name: str) -> tuple[str, str]:
    """Address and key, or token, of an online endpoint of the workspace in which this job runs."""
    missing = [key for key in ("AZUREML_ARM_SUBSCRIPTION", "AZUREML_ARM_RESOURCEGROUP", "AZUREML_ARM_WORKSPACE_NAME") if not os.environ.get(key)]
    if missing:
        raise Refusal(f"The endpoint {name} can be found by name on Azure ML only ({', '.join(missing)} is not set). Give its url to test it from here.")
    from azure.ai.ml import MLClient
    from azure.core.exceptions import AzureError
    from azure.identity import DefaultAzureCredential

    try:
        client = MLClient(DefaultAzureCredential(), *(os.environ[key] for key in ("AZUREML_ARM_SUBSCRIPTION", "AZUREML_ARM_RESOURCEGROUP", "AZUREML_ARM_WORKSPACE_NAME")))
        found, keys = client.online_endpoints.get(name), client.online_endpoints.get_keys(name)
    except AzureError as error:
        raise Refusal(f"The endpoint {name} cannot be reached: {first_line(error)}") from error
    return found.scoring_uri, getattr(keys, "primary_key", None) or keys.access_token


def first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def ask(opener, url: str, body: bytes, key: str | None, headers: dict[str, str], timeout: float) -> dict:
    """Status, milliseconds and body of one answer, or why there is none."""
    head = {"Content-Type": "application/json", "Accept": "application/json"} | headers | ({"Authorization": f"Bearer {key}"} if key else {})
    request = urllib.request.Request(url, data=body, headers=head, method="POST")
    started = time.perf_counter()
    try:
        with opener.open(request, timeout=timeout) as answer:
            content, status = answer.read(LARGEST), answer.status
    except urllib.error.HTTPError as error:
        return {"status": error.code, "why": f"It answers with status {error.code}."}
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        late = isinstance(reason, TimeoutError)
        return {"status": None, "why": f"No answer within {timeout:g} s." if late else f"There is no answer: {reason}."}
    return {"status": status, "ms": (time.perf_counter() - started) * 1000, "content": content}


def problem_of(content: bytes, validator) -> str | None:
    """What is wrong with the shape of an answer. The answer itself is not repeated: it may hold what people sent."""
    try:
        answer = json.loads(content)
        if isinstance(answer, str):
            # A scoring script that returns JSON as text has it encoded twice.
            answer = json.loads(answer)
    except ValueError:
        return "The answer is no JSON."
    if validator is None:
        return None
    error = jsonschema.exceptions.best_match(validator.iter_errors(answer))
    return None if error is None else f"The answer differs at {error.json_path}: it should meet '{error.validator}'."


def percentile(values: list[float], share: float) -> float:
    """The smallest value that this share of all values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def judge(args) -> dict:
    if args.requests < 1:
        raise Refusal(f"requests is {args.requests}; at least one must be sent.")
    bodies, validator = bodies_of(args.request), validator_of(args.schema)
    url, key, headers = address_of(args)
    opener = urllib.request.build_opener(NoRedirect)
    answers = []
    for at in range(args.requests):
        answers.append(ask(opener, url, bodies[at % len(bodies)], key, headers, args.timeout_seconds))
        # Three times silence says enough; the rest would only wait.
        if len(answers) == 3 and all(each["status"] is None for each in answers):
            break
    if all(each["status"] in (401, 403) for each in answers):
        refused = "has no key; give it in the input key_from" if key is None else "refuses the key"
        raise Refusal(f"The endpoint {refused} (status {answers[0]['status']}), so it could not be tested.")
    good = [each for each in answers if each["status"] == 200]
    problems = [problem for each in good if (problem := problem_of(each["content"], validator))]
    why = next((each["why"] for each in answers if "why" in each), None)
    why = why or next((f"It answers with status {each['status']}." for each in answers if each["status"] != 200), None)
    every = args.requests
    rows = [row("answers == requests", left="answers", operator="==", right="requests", value=len(good), limit=every, label="answers", kind="requests", found=f"{len(good)} of {every}", allowed="all", message=why)]
    words = {"left": "schema", "operator": "==", "right": "requests", "limit": every, "label": "schema", "kind": "as given" if validator else "any JSON", "allowed": "all"}
    shape = None if not good else problems[0] if problems else None
    rows.append(row("schema == requests", value=len(good) - len(problems), found=f"{len(good) - len(problems)} of {every}", message=shape, **words))
    limit = {"left": "p95", "operator": "<=", "right": f"{args.max_latency_ms:g} ms", "limit": args.max_latency_ms, "label": "p95", "kind": "latency", "unit": "ms", "allowed": f"≤ {args.max_latency_ms:g} ms"}
    times = [each["ms"] for each in good]
    late = percentile(times, 0.95) if times else 0.0
    text = f"p95 <= {args.max_latency_ms:g} ms"
    rows.append(row(text, value=late, found=f"{late:.0f} ms", **limit) if times else row(text, "skipped", message="There are no answers to time.", **limit))
    shown = urllib.parse.urlsplit(url)
    return conclude(rows, url=f"{shown.scheme}://{shown.hostname}{f':{shown.port}' if shown.port else ''}{shown.path}", deployment=headers.get("azureml-model-deployment"))


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--deployment", type=pathlib.Path)
    parser.add_argument("--request", type=pathlib.Path, required=True)
    parser.add_argument("--schema", type=pathlib.Path)
    parser.add_argument("--url")
    parser.add_argument("--endpoint")
    parser.add_argument("--deployment-name")
    parser.add_argument("--key-from", default="SLUICE_ENDPOINT_KEY")
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--max-latency-ms", type=float, default=1000)
    parser.add_argument("--timeout-seconds", type=float, default=30)
    return parser


if __name__ == "__main__":
    sys.exit(run_gate("smoke", build_parser(), judge))
