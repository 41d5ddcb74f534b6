import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { ARTIFACTS_MODULE, ARTIFACTS_NAME } from './absolute-artifacts.ts';
import { REGISTRY_MODULE, REGISTRY_NAME } from './mlflow-registry.ts';

const UTILS = `
class Registry(dict):
    def register(self, scheme, builder):
        self[scheme] = builder

def _get_store_registry():
    return Registry()
`;
const ENTITIES = `
class Entity:
    def __init__(self, *values, **named):
        self.values = values
        self.__dict__.update(named)

class ModelVersion(Entity):
    pass

class RegisteredModel(Entity):
    pass

class ModelVersionTag:
    def __init__(self, key, value):
        self.key, self.value = key, value

RegisteredModelTag = ModelVersionTag
`;
const FILES = `
import json, os

def local_file_uri_to_path(uri):
    return uri

def read_yaml(folder, name):
    with open(os.path.join(folder, name)) as text:
        return json.load(text)

def write_yaml(folder, name, data, overwrite=False):
    with open(os.path.join(folder, name), "w" if overwrite else "x") as text:
        json.dump(data, text)
`;
const USE = `
import ${REGISTRY_NAME}, json, sys
from mlflow.tracking._model_registry import utils
registry = utils._get_store_registry()
if "file" not in registry:
    print(json.dumps("plain"))
    sys.exit()
store = registry["file"](sys.argv[1])
said = [len(store.search_model_versions("name='taxi'"))]
store.create_registered_model("taxi")
try:
    store.create_registered_model("taxi")
except Exception as error:
    said.append(error.args[1])
for source in ("a", "b"):
    store.create_model_version("taxi", source, run_id="r")
store.transition_model_version_stage("taxi", 1, "production", False)
said.append([[version.version, version.source, version.current_stage] for version in store.search_model_versions("name='taxi'")])
said.append([version.version for version in store.get_latest_versions("taxi", ["None"])])
for ask in (lambda: store.get_model_version("taxi", 7), lambda: store.search_model_versions("size > 3"), lambda: store.create_registered_model("a/b")):
    try:
        ask()
    except Exception as error:
        said.append(error.args[0])
print(json.dumps(said))
`;

function use(more: Readonly<Record<string, string>>): { readonly said: unknown; readonly folder: string } {
  const packages = ['', 'entities/', 'protos/', 'store/', 'store/entities/', 'store/model_registry/', 'utils/', 'tracking/', 'tracking/_model_registry/'];
  const folder = tempFolder({
    ...Object.fromEntries(packages.map((name) => [`mlflow/${name}__init__.py`, ''])),
    [`${ARTIFACTS_NAME}.py`]: ARTIFACTS_MODULE,
    [`${REGISTRY_NAME}.py`]: REGISTRY_MODULE,
    'mlflow/tracking/_model_registry/utils.py': UTILS,
    'mlflow/entities/model_registry.py': ENTITIES,
    'mlflow/exceptions.py': 'class MlflowException(Exception):\n    pass\n',
    'mlflow/protos/databricks_pb2.py': 'INVALID_PARAMETER_VALUE, RESOURCE_ALREADY_EXISTS, RESOURCE_DOES_NOT_EXIST = "invalid", "exists", "missing"\n',
    'mlflow/store/entities/paged_list.py': 'def PagedList(items, token):\n    return list(items)\n',
    'mlflow/store/model_registry/abstract_store.py': 'class AbstractStore:\n    pass\n',
    'mlflow/utils/file_utils.py': FILES,
    'use.py': USE,
    ...more,
  });
  const done = spawnSync('python3', [join(folder, 'use.py'), folder], { encoding: 'utf8', env: { ...process.env, SLUICE_RUN: 'x' } });
  return { said: JSON.parse(done.stdout || JSON.stringify(done.stderr)), folder };
}

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('MLflow 1 registers models in a folder as MLflow 2 lays them', () => {
  const { said, folder } = use({});

  expect(said).toEqual([
    0,
    'exists',
    [
      [1, 'a', 'Production'],
      [2, 'b', 'None'],
    ],
    [2],
    'Model Version (name=taxi, version=7) not found',
    expect.stringMatching(/^The filter 'size > 3' is not known/),
    "A registered model cannot be called 'a/b'.",
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'models', 'taxi', 'version-1', 'meta.yaml'), 'utf8'))).toMatchObject({ name: 'taxi', version: 1, run_id: 'r' });
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('an MLflow that knows folders keeps its own registry', () => {
  const { said, folder } = use({ 'mlflow/store/model_registry/file_store.py': '' });

  expect(said).toBe('plain');
  expect(existsSync(join(folder, 'models'))).toBe(false);
});
