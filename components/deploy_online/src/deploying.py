"""What deploying online and in batch have in common: which model, may it, the files, and the workspace. The same file stands in both components."""

import os
import pathlib
import re
from typing import Callable

import yaml

from contract import Refusal, read_json

WORKSPACE = ("AZUREML_ARM_SUBSCRIPTION", "AZUREML_ARM_RESOURCEGROUP", "AZUREML_ARM_WORKSPACE_NAME")
NAME = re.compile(r"[a-z][a-z0-9-]{1,30}[a-z0-9]")


def model_of(registered: pathlib.Path | None, model_version: str | None) -> tuple[str, str]:
    """Name and version of the model."""
    if registered is not None:
        told = read_json(registered, "registration")
        if not isinstance(told, dict) or "name" not in told or "version" not in told:
            raise Refusal(f"{registered.name} was not written by a register component: it has no name and version.")
        return str(told["name"]), str(told["version"])
    name, colon, version = (model_version or "").strip().removeprefix("azureml:").partition(":")
    if not name or not colon or not version:
        raise Refusal("Say which model: the input registered, or model_version such as churn:5. A deployment without a version cannot be repeated.")
    return name, version


def require_passed(gate: pathlib.Path | None) -> None:
    if gate is not None:
        verdict = read_json(gate, "verdict")
        said = verdict.get("verdict") if isinstance(verdict, dict) else None
        if said != "passed":
            raise Refusal(f"The gate says '{said}', so nothing is deployed.")


def checked_name(name: str, what: str) -> str:
    name = name.strip()
    if not NAME.fullmatch(name):
        raise Refusal(f"'{name}' is no name for {what}: it has 3 to 32 small letters, digits and hyphens, and begins with a letter.")
    return name


def write_files(folder: pathlib.Path, endpoint: dict, deployment: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (("endpoint.yml", endpoint), ("deployment.yml", deployment)):
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


def connect():
    """A client of the workspace in which this job runs, with the identity of the job: no key is kept anywhere."""
    missing = [name for name in WORKSPACE if not os.environ.get(name)]
    if missing:
        raise Refusal(f"where is azure, but this is no job of Azure ML ({', '.join(missing)} is not set). With where: files the YAML is written instead.")
    from azure.ai.ml import MLClient
    from azure.identity import DefaultAzureCredential

    client_id = os.environ.get("DEFAULT_IDENTITY_CLIENT_ID")
    return MLClient(DefaultAzureCredential(managed_identity_client_id=client_id), *(os.environ[name] for name in WORKSPACE))


def on_azure(work: Callable[[], dict]) -> dict:
    """What Azure refuses is told in its own first sentence."""
    from azure.ai.ml.exceptions import MlException
    from azure.core.exceptions import AzureError

    try:
        return work()
    except (AzureError, MlException) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Refusal(f"Azure ML refused: {first}") from error


def find(get: Callable[[str], object], name: str) -> object | None:
    """An endpoint or deployment, or None when there is none of that name."""
    from azure.core.exceptions import ResourceNotFoundError

    try:
        return get(name)
    except ResourceNotFoundError:
        return None
