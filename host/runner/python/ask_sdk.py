"""Asks azure-ai-ml what it says about one file: `python ask_sdk.py FILE KIND`. One JSON object on the last line of stdout; no network, no workspace."""
import json
import sys


def loader_of(kind):
    """The function of azure.ai.ml that loads a kind of document; None when it loads none of it."""
    import azure.ai.ml as ml

    if kind.endswith("-job"):
        return ml.load_job
    if kind.endswith("-component") or kind == "promptflow":
        return ml.load_component
    if kind == "schedule":
        from azure.ai.ml.entities._load_functions import load_schedule

        return load_schedule
    return getattr(ml, "load_" + kind.replace("-", "_"), None)


def errors_of(entity):
    """What the SDK's own validation of a loaded entity says, as `az ml job validate` would before it asks a workspace."""
    validate = getattr(entity, "_validate", None)
    if validate is None:
        return []
    try:
        found = validate(raise_error=False)
    except TypeError:
        found = validate()
    return [
        {"message": one.message, "path": one.yaml_path}
        for one in getattr(found, "_errors", [])
    ]


def main(path, kind):
    try:
        import azure.ai.ml as ml
    except ImportError as error:
        return {"outcome": "not-installed", "message": str(error)}
    answer = {"version": ml.__version__}
    load = loader_of(kind)
    if load is None:
        return {**answer, "outcome": "not-loaded"}
    try:
        errors = errors_of(load(path))
    except Exception as error:  # The SDK raises whatever it meets: its text is the answer.
        return {**answer, "outcome": "rejected", "dump": str(error) or type(error).__name__}
    if not errors:
        return {**answer, "outcome": "accepted"}
    return {**answer, "outcome": "rejected", "dump": json.dumps({"result": "Failed", "errors": errors})}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2])))
