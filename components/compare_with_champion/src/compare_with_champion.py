"""Puts the metrics of a new model, the challenger, beside those of the model that is in use, the champion."""

import os
import pathlib
import sys

from contract import Parser, Refusal, numbers_in, read_json, run_component, write_json

TAG = "metric."


def nested(numbers: dict[str, float]) -> dict:
    """`{"cohorts.a.recall": 1}` as objects in objects, as rules walk them. A name that is a number and a group at once stays flat."""
    whole: dict = {}
    for name in sorted(numbers, key=lambda name: (name.count("."), name)):
        inner, parts = whole, name.split(".")
        for part in parts[:-1]:
            inner = inner.setdefault(part, {}) if isinstance(inner, dict) else inner
        if isinstance(inner, dict):
            inner[parts[-1]] = numbers[name]
        else:
            whole[name] = numbers[name]
    return whole


def champion_version(client, name: str, version: int | None, alias: str):
    """The version in use: the one named, else the one with the alias, else the newest in stage Production; None when there is none."""
    from mlflow import MlflowException

    if version is not None:
        try:
            return client.get_model_version(name, str(version))
        except MlflowException as error:
            raise Refusal(f"{name} has no version {version}: {str(error).splitlines()[0]}") from error
    try:
        return client.get_model_version_by_alias(name, alias)
    except (MlflowException, NotImplementedError):
        # No such model, no such alias, or a registry without aliases, such as that of Azure ML.
        pass
    try:
        versions = client.search_model_versions(f"name='{name}'") if "'" not in name else []
    except MlflowException as error:
        raise Refusal(f"The registry cannot be read: {str(error).splitlines()[0]}") from error
    staged = [each for each in versions if "production" in (str(each.current_stage).lower(), each.tags.get("stage", "").lower())]
    return max(staged, key=lambda each: int(each.version), default=None)


def metrics_of(client, version) -> dict[str, float]:
    """Metrics of the version's run, else those that were kept as its tags."""
    from mlflow import MlflowException

    try:
        found = client.get_run(version.run_id).data.metrics if version.run_id else {}
    except MlflowException:
        found = {}
    tagged = {}
    for name, value in version.tags.items():
        if name.startswith(TAG):
            try:
                tagged[name.removeprefix(TAG)] = float(value)
            except ValueError:
                continue
    found = tagged | found
    if not found:
        raise Refusal(f"{version.name} version {version.version} has neither metrics in its run nor tags metric.*. Give its metrics in the input champion.")
    return found


def find_champion(args) -> tuple[dict[str, float] | None, str]:
    """The champion's metrics and where they come from."""
    if args.champion:
        return numbers_in(read_json(args.champion, "champion's metrics")), args.champion.name
    if not args.model_name:
        raise Refusal("Say who the champion is: its metrics in the input champion, or its registered name in model_name.")
    import mlflow

    client = mlflow.MlflowClient()
    version = champion_version(client, args.model_name, args.champion_version, args.alias)
    if version is None:
        return None, f"{args.model_name} has no version with the alias {args.alias} and none in stage Production"
    return metrics_of(client, version), f"{version.name}:{version.version}"


def compare(args) -> None:
    content = read_json(args.metrics, "metrics file")
    challenger = numbers_in(content)
    if not isinstance(content, dict) or not challenger:
        raise Refusal(f"There are no numbers in {args.metrics.name}.")
    taken = sorted({"champion", "difference", "has_champion"} & set(content))
    if taken:
        raise Refusal(f"{args.metrics.name} already has the key {taken[0]}, under which the comparison is written.")
    champion, where = find_champion(args)
    if champion is None and args.without_champion == "stop":
        raise Refusal(f"There is no champion yet: {where}. For the very first model, set without_champion to compare_with_itself.")
    has_champion = champion is not None
    champion = challenger if champion is None else champion
    both = [name for name in challenger if name in champion]
    if not both:
        raise Refusal(f"No metric of {args.metrics.name} is known of the champion ({where}); it has {', '.join(sorted(champion)[:8]) or 'no numbers'}.")
    difference = {name: challenger[name] - champion[name] for name in both}
    write_json(args.comparison, content | {"has_champion": int(has_champion), "champion": nested(champion), "difference": nested(difference)})
    write_json(args.baseline, nested(champion))
    if "MLFLOW_RUN_ID" in os.environ:
        import mlflow

        from_root = {f"difference.{name}": value for name, value in difference.items() if "." not in name}
        mlflow.log_metrics(from_root)
    print(f"Champion: {where}." if has_champion else f"There is no champion yet ({where}), so the model is compared with itself.")
    width = max(map(len, both))
    for name in both:
        print(f"{name:<{width}}  {challenger[name]:>10.4f}  {champion[name]:>10.4f}  {difference[name]:>+10.4f}")


def build_parser() -> Parser:
    parser = Parser()
    parser.add_argument("--metrics", type=pathlib.Path, required=True)
    parser.add_argument("--champion", type=pathlib.Path)
    parser.add_argument("--champion-version", type=int)
    parser.add_argument("--without-champion", choices=["stop", "compare_with_itself"], default="stop")
    parser.add_argument("--comparison", type=pathlib.Path, required=True)
    parser.add_argument("--baseline", type=pathlib.Path, required=True)
    parser.add_argument("--model-name")
    parser.add_argument("--alias", default="champion")
    return parser


if __name__ == "__main__":
    sys.exit(run_component(build_parser(), compare))
