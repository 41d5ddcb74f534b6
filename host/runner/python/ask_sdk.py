"""Asks azure-ai-ml what it says about one file: `python ask_sdk.py FILE KIND`. One JSON object on the last line of stdout; no network, no workspace."""
import json
import sys


def loader_of(kind, path):
    """The function of azure.ai.ml that loads a kind of document; None when it loads none of it."""
    import azure.ai.ml as ml

    if kind.endswith("-job"):
        return ml.load_job
    if kind.endswith("-component") or kind == "promptflow":
        return ml.load_component
    if kind == "schedule":
        from azure.ai.ml.entities._load_functions import load_schedule

        return load_schedule
    if kind == "batch-deployment":
        return batch_loader(path)
    if kind == "feature-set" and "featuresetspec" in str(read(path).get("$schema")).lower():
        from azure.ai.ml.entities._feature_set.featureset_spec_metadata import FeaturesetSpecMetadata

        return FeaturesetSpecMetadata.load
    return getattr(ml, "load_" + kind.replace("-", "_"), None)


def batch_loader(path):
    """Batch deployments of a model or a pipeline that say their type are loaded by functions of their own, as `az ml batch-deployment create` does."""
    from azure.ai.ml.entities import _load_functions as loaders

    of_type = {
        "model": "load_model_batch_deployment",
        "pipeline": "load_pipeline_component_batch_deployment",
    }
    kind = read(path).get("type")
    name = of_type.get(kind) if isinstance(kind, str) else None
    return getattr(loaders, name or "", loaders.load_batch_deployment)


def read(path):
    import yaml

    with open(path, encoding="utf-8-sig") as file:
        document = yaml.safe_load(file)
    return document if isinstance(document, dict) else {}


def errors_of(entity):
    """What the SDK's own validation of a loaded entity says, as `az ml job validate` would before it asks a workspace."""
    validate = getattr(entity, "_validate", None)
    if validate is None:
        return []
    try:
        found = validate(raise_error=False)
    except TypeError:
        found = validate()
    except NotImplementedError:  # Monitors are loaded, and have no validation beyond that.
        return []
    return [
        {"message": one.message, "path": one.yaml_path}
        for one in getattr(found, "_errors", [])
    ]


def flat(messages, path=""):
    """What its schemas raise: messages by key, to any depth."""
    if isinstance(messages, dict):
        for key, below in messages.items():
            yield from flat(below, f"{path}.{key}" if path else str(key))
    elif isinstance(messages, list) and path:
        for message in fitting(messages):
            if isinstance(message, dict):
                yield from flat(message, path)
            else:
                yield {"message": str(message), "path": path}


def fitting(messages):
    """Of what the alternatives of a union say, those whose `type` is the one that was written."""
    fit = [one for one in messages if not (isinstance(one, dict) and "type" in one)]
    return fit or messages


def cause_of(error):
    """What a loader met that could not put it into words: it raises an empty NotImplementedError after it, as that of monitors does."""
    if not isinstance(error, NotImplementedError):
        return error
    while error.__context__ is not None and not isinstance(getattr(error, "messages", None), dict):
        error = error.__context__
    return error


def failed(errors):
    return json.dumps({"result": "Failed", "errors": errors})


def main(path, kind):
    try:
        import azure.ai.ml as ml
    except ImportError as error:
        return {"outcome": "not-installed", "message": str(error)}
    answer = {"version": ml.__version__}
    try:
        load = loader_of(kind, path)
        if load is None:
            return {**answer, "outcome": "not-loaded"}
        errors = errors_of(load(path))
    except Exception as error:  # The SDK raises whatever it meets: its text is the answer.
        cause = cause_of(error)
        errors = list(flat(getattr(cause, "messages", None)))
        dump = failed(errors) if errors else str(cause) or type(cause).__name__
        return {**answer, "outcome": "rejected", "dump": dump}
    if not errors:
        return {**answer, "outcome": "accepted"}
    return {**answer, "outcome": "rejected", "dump": failed(errors)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2])))
