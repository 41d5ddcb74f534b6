import { ARTIFACTS_NAME } from './absolute-artifacts.ts';

/** The Python module that an environment starts with, next to the one of `absolute-artifacts.ts`. */
export const REGISTRY_NAME = 'sluice_mlflow_registry';

/**
 * Lets MLflow 1 register models in a folder, which it learned with version 2: templates in the field pin `azureml-mlflow` of that time and call
 * `mlflow.register_model`. Models lie as MLflow 2 lays them, so that newer jobs, Sluice and `sluice mlflow` see them. Nothing is imported for it: the module
 * waits until MLflow loads its registry, and leaves one alone that knows folders.
 */
export const REGISTRY_MODULE = `"""Gives MLflow 1 a registry of models in a folder, laid out as MLflow 2 does."""
import os
import sys
import time

_REGISTRY = "mlflow.tracking._model_registry.utils"


def _store_of(uri):
    from mlflow.entities.model_registry import ModelVersion, ModelVersionTag, RegisteredModel, RegisteredModelTag
    from mlflow.exceptions import MlflowException
    from mlflow.protos.databricks_pb2 import INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS, RESOURCE_DOES_NOT_EXIST
    from mlflow.store.entities.paged_list import PagedList
    from mlflow.store.model_registry.abstract_store import AbstractStore
    from mlflow.utils.file_utils import local_file_uri_to_path, read_yaml, write_yaml

    def now():
        return int(time.time() * 1000)

    def folders(path):
        return sorted(item for item in os.listdir(path) if os.path.isdir(os.path.join(path, item))) if os.path.isdir(path) else []

    def tags_in(folder, kind):
        path, found = os.path.join(folder, "tags"), []
        for key in sorted(os.listdir(path)) if os.path.isdir(path) else []:
            with open(os.path.join(path, key), encoding="utf-8") as text:
                found.append(kind(key, text.read()))
        return found

    def write_tag(folder, tag):
        os.makedirs(os.path.join(folder, "tags"), exist_ok=True)
        with open(os.path.join(folder, "tags", tag.key), "w", encoding="utf-8") as text:
            text.write(str(tag.value))

    class FolderStore(AbstractStore):
        def __init__(self):
            self.root = os.path.join(local_file_uri_to_path(uri), "models")

        def _model(self, name):
            if not name or any(sign in str(name) for sign in "/\\\\:"):
                raise MlflowException("A registered model cannot be called '%s'." % name, INVALID_PARAMETER_VALUE)
            return os.path.join(self.root, str(name))

        def _known(self, name, version=None):
            folder = self._model(name) if version is None else os.path.join(self._model(name), "version-%s" % int(version))
            if not os.path.exists(os.path.join(folder, "meta.yaml")):
                what = "Registered Model with name=%s" % name if version is None else "Model Version (name=%s, version=%s)" % (name, version)
                raise MlflowException("%s not found" % what, RESOURCE_DOES_NOT_EXIST)
            return folder

        def _change(self, folder, **values):
            write_yaml(folder, "meta.yaml", dict(read_yaml(folder, "meta.yaml"), last_updated_timestamp=now(), **values), overwrite=True)

        def _versions(self, name):
            numbers = sorted(int(item[8:]) for item in folders(self._model(name)) if item.startswith("version-") and item[8:].isdigit())
            found = []
            for number in numbers:
                if os.path.exists(os.path.join(self._model(name), "version-%d" % number, "meta.yaml")):
                    found.append(self.get_model_version(name, number))
            return found

        def create_registered_model(self, name, tags=None, description=None):
            folder = self._model(name)
            if os.path.exists(os.path.join(folder, "meta.yaml")):
                raise MlflowException("Registered Model (name=%s) already exists." % name, RESOURCE_ALREADY_EXISTS)
            os.makedirs(folder, exist_ok=True)
            made = now()
            write_yaml(folder, "meta.yaml", {"name": name, "creation_timestamp": made, "last_updated_timestamp": made, "description": description, "aliases": {}})
            for tag in tags or []:
                write_tag(folder, tag)
            return self.get_registered_model(name)

        def update_registered_model(self, name, description):
            self._change(self._known(name), description=description)
            return self.get_registered_model(name)

        def get_registered_model(self, name):
            folder = self._known(name)
            meta = read_yaml(folder, "meta.yaml")
            tags = tags_in(folder, RegisteredModelTag)
            return RegisteredModel(name, meta["creation_timestamp"], meta["last_updated_timestamp"], meta.get("description"), self.get_latest_versions(name), tags)

        def list_registered_models(self, max_results=None, page_token=None):
            return PagedList([self.get_registered_model(name) for name in folders(self.root)], None)

        def search_registered_models(self, filter_string=None, max_results=None, order_by=None, page_token=None):
            wanted = _wanted(filter_string, ("name",), MlflowException)
            return PagedList([model for model in self.list_registered_models() if wanted is None or model.name == wanted[1]], None)

        def get_latest_versions(self, name, stages=None):
            self._known(name)
            latest = {version.current_stage: version for version in self._versions(name)}
            asked = None if not stages else [stage.lower() for stage in stages]
            return [version for stage, version in latest.items() if asked is None or stage.lower() in asked]

        def set_registered_model_tag(self, name, tag):
            write_tag(self._known(name), tag)

        def create_model_version(self, name, source, run_id=None, tags=None, run_link=None, description=None, **_):
            self._known(name)
            number = max([version.version for version in self._versions(name)] or [0]) + 1
            while True:
                folder = os.path.join(self._model(name), "version-%d" % number)
                try:
                    os.mkdir(folder)
                    break
                except FileExistsError:
                    number += 1
            made = now()
            meta = {"name": name, "version": number, "creation_timestamp": made, "last_updated_timestamp": made, "description": description, "user_id": None}
            meta.update(current_stage="None", source=source, run_id=run_id, run_link=run_link, status="READY", status_message=None, aliases=[])
            write_yaml(folder, "meta.yaml", meta)
            for tag in tags or []:
                write_tag(folder, tag)
            self._change(self._model(name))
            return self.get_model_version(name, number)

        def update_model_version(self, name, version, description=None):
            self._change(self._known(name, version), description=description)
            return self.get_model_version(name, version)

        def transition_model_version_stage(self, name, version, stage, archive_existing_versions):
            stages = {known.lower(): known for known in ("None", "Staging", "Production", "Archived")}
            if str(stage).lower() not in stages:
                raise MlflowException("There is no stage '%s'." % stage, INVALID_PARAMETER_VALUE)
            for other in self._versions(name) if archive_existing_versions else []:
                if other.current_stage == stages[stage.lower()] and other.version != int(version):
                    self._change(self._known(name, other.version), current_stage="Archived")
            self._change(self._known(name, version), current_stage=stages[stage.lower()])
            return self.get_model_version(name, version)

        def get_model_version(self, name, version):
            folder = self._known(name, version)
            meta = read_yaml(folder, "meta.yaml")
            keys = ("creation_timestamp", "last_updated_timestamp", "description", "user_id", "current_stage", "source", "run_id", "status", "status_message", "run_link")
            return ModelVersion(name=name, version=int(version), tags=tags_in(folder, ModelVersionTag), **{key: meta.get(key) for key in keys})

        def get_model_version_download_uri(self, name, version):
            return self.get_model_version(name, version).source

        def get_model_version_stages(self, name, version):
            return ["None", "Staging", "Production", "Archived"]

        def search_model_versions(self, filter_string=None, **_):
            wanted = _wanted(filter_string, ("name", "run_id", "source_path"), MlflowException)
            found = [version for name in folders(self.root) for version in self._versions(name)]
            key = None if wanted is None else {"source_path": "source"}.get(wanted[0], wanted[0])
            return PagedList([version for version in found if key is None or getattr(version, key) == wanted[1]], None)

        def set_model_version_tag(self, name, version, tag):
            write_tag(self._known(name, version), tag)

    return FolderStore()


def _wanted(text, keys, wrong):
    """The key and value of a filter such as name='churn'; None when there is no filter."""
    if not text:
        return None
    import re

    parts = re.match(r"\\s*(\\w+)\\s*=\\s*(['\\"])(.*)\\2\\s*$", text)
    if parts is None or parts.group(1) not in keys:
        raise wrong("The filter %r is not known to the registry of this project: use %s." % (text, " or ".join("%s='...'" % key for key in keys)))
    return parts.group(1), parts.group(3)


def _teach(module):
    newer = os.path.join(os.path.dirname(module.__file__), "..", "..", "store", "model_registry", "file_store.py")
    if os.path.exists(newer):
        return

    def add(registry):
        for scheme in ("", "file"):
            registry.register(scheme, lambda store_uri=None, **_: _store_of(store_uri))
        return registry

    if hasattr(module, "_get_store_registry"):
        plain, done = module._get_store_registry, []

        def get():
            registry = plain()
            if not done:
                done.append(add(registry))
            return registry

        module._get_store_registry = get
    elif hasattr(module, "_model_registry_store_registry"):
        add(module._model_registry_store_registry)


if "SLUICE_RUN" in os.environ:
    from ${ARTIFACTS_NAME} import Waiting

    sys.meta_path.insert(0, Waiting(_REGISTRY, _teach))
`;
