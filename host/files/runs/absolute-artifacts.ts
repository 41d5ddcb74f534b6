/** The Python module that an environment starts with, next to the one of `sorted-listing.ts`. */
export const ARTIFACTS_NAME = 'sluice_absolute_artifacts';

/**
 * Lets MLflow take an absolute path as the place of an artifact, as the one of Azure ML does: code in the wild logs a model under the path of its output
 * (`log_model(model, args.model_output)`). The local store refuses that, so the path is taken as one below the run's artifacts. Nothing is imported for it:
 * the module waits until MLflow loads its local store.
 */
export const ARTIFACTS_MODULE = `"""Takes an absolute artifact path as one below the artifacts of the run, as Azure ML does."""
import os
import sys

_STORE = "mlflow.store.artifact.local_artifact_repo"


def _below(path):
    return os.path.splitdrive(path)[1].strip("/\\\\") or None if isinstance(path, str) and os.path.isabs(path) else path


def _taking_absolute(plain):
    def log(self, local, artifact_path=None, *rest, **named):
        return plain(self, local, _below(artifact_path), *rest, **named)

    return log


class Waiting:
    """Does something to a module when it is loaded, and imports nothing before."""

    def __init__(self, name, teach):
        self._name = name
        self._teach = teach

    def find_spec(self, name, path=None, target=None):
        if name != self._name:
            return None
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if finder is not self and hasattr(finder, "find_spec") else None
            if spec is not None and spec.loader is not None:
                load = spec.loader.exec_module

                def exec_module(module):
                    load(module)
                    self._teach(module)

                spec.loader.exec_module = exec_module
                return spec
        return None


def _teach(module):
    store = getattr(module, "LocalArtifactRepository", None)
    for method in ("log_artifact", "log_artifacts"):
        if hasattr(store, method):
            setattr(store, method, _taking_absolute(getattr(store, method)))


if "SLUICE_RUN" in os.environ:
    sys.meta_path.insert(0, Waiting(_STORE, _teach))
`;
