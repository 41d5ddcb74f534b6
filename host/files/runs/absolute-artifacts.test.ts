import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { ARTIFACTS_MODULE, ARTIFACTS_NAME } from './absolute-artifacts.ts';

const STORE = `
class LocalArtifactRepository:
    def log_artifact(self, local_file, artifact_path=None):
        return [local_file, artifact_path]

    def log_artifacts(self, local_dir, artifact_path=None):
        return [local_dir, artifact_path]
`;
const LOG = `
import ${ARTIFACTS_NAME}, json
from mlflow.store.artifact.local_artifact_repo import LocalArtifactRepository
store = LocalArtifactRepository()
print(json.dumps([store.log_artifacts("m", "/a/run/model"), store.log_artifact("f", artifact_path="/"), store.log_artifact("f", "plots"), store.log_artifacts("m")]))
`;

test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
  'MLflow takes an absolute artifact path as one below the artifacts of the run, in jobs alone',
  () => {
    const code = tempFolder({
      [`${ARTIFACTS_NAME}.py`]: ARTIFACTS_MODULE,
      'log.py': LOG,
      'mlflow/__init__.py': '',
      'mlflow/store/__init__.py': '',
      'mlflow/store/artifact/__init__.py': '',
      'mlflow/store/artifact/local_artifact_repo.py': STORE,
    });

    const log = (env: Readonly<Record<string, string>>) => {
      const { SLUICE_RUN: _, ...own } = process.env;
      return JSON.parse(spawnSync('python3', [join(code, 'log.py')], { encoding: 'utf8', env: { ...own, ...env } }).stdout);
    };

    expect(log({ SLUICE_RUN: 'x' })).toEqual([
      ['m', 'a/run/model'],
      ['f', null],
      ['f', 'plots'],
      ['m', null],
    ]);
    expect(log({})[0]).toEqual(['m', '/a/run/model']);
  },
);
