import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyLocalFile } from '#shared/azureml/local-file.ts';
import { componentsOf, type Files } from '#shared/testing/project-of.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import type { Failure } from '../failure.ts';
import { planRun } from '../plan-run.ts';
import { explainFailure } from './explain-failure.ts';
import type { FailureFacts } from './facts.ts';

const CONDA = `name: train
dependencies:
  - python=3.11
  - pip
  - pip:
      - scikit-learn==1.5.2  # as in the cloud
      - pandas==2.2.3
`;
const COMPONENT = `type: command
inputs:
  data: {type: uri_file}
  target: {type: string}
command: >-
  python train.py
  --data \${{inputs.data}}
  --ratee 3
code: ./src
environment:
  image: ubuntu
  conda_file: ./conda.yml
`;
const PIPELINE = `type: pipeline
jobs:
  train:
    type: command
    component: ./components/train/component.yml
    inputs:
      data: {type: uri_file, path: ./customers.csv}
      target: churnd  # what is learned
  other:
    type: command
    command: python x.py
    environment: {image: ubuntu, conda_file: {dependencies: [pip, {pip: [lightgbm==4.5.0]}]}}
`;
const FILES: Files = {
  'pipeline.yml': PIPELINE,
  'customers.csv': 'churned,age\n1,2\n',
  'components/train/component.yml': COMPONENT,
  'components/train/conda.yml': CONDA,
  'components/train/src/train.py': 'import x\n',
  'helpers/util.py': '',
};

/** What is said of the job `train` with this log. */
function explain(log: string, more: Partial<FailureFacts> = {}, files: Files = FILES): Failure {
  const has = (path: string) => Object.keys(files).some((name) => name.startsWith(`${path}/`));
  const runFiles = {
    kindOf: (path: string) => (files[path] !== undefined ? ('file' as const) : has(path) ? ('folder' as const) : ('missing' as const)),
    read: (path: string) => files[path],
    yamlFiles: () => [],
  };
  const plan = planRun({
    path: 'pipeline.yml',
    doc: readYaml(files['pipeline.yml'] ?? ''),
    components: componentsOf(files),
    files: runFiles,
    local: emptyLocalFile,
    sets: new Map(),
    cwd: '',
  });
  const task = plan.tasks.find((one) => one.id === 'train');
  if (task?.kind !== 'command') throw new Error('There is no job train.');
  return explainFailure({
    task,
    reason: 'exit-non-zero',
    exitCode: 1,
    durationMs: 1_900,
    log,
    files: runFiles,
    plan,
    columns: { data: ['churned', 'age'] },
    ...more,
  });
}

/** What Python 3.11, pandas 2.2, NumPy 1.26 and scikit-learn 1.5 really printed. */
const real = (name: string) => readFileSync(join(import.meta.dirname, 'testing', 'logs', `${name}.txt`), 'utf8');

const fixed = (failure: Failure, files: Files = FILES) =>
  failure.fix === undefined ? undefined : applyEdits(files[failure.fix.path] ?? '', failure.fix.edits);

const LIGHTGBM = `Traceback (most recent call last):
  File "/home/ada/churn/.sluice/work/20261122-000000-aa/train/train.py", line 7, in <module>
    from lightgbm import LGBMClassifier
ModuleNotFoundError: No module named 'lightgbm'
`;

describe('a package that is missing', () => {
  test('is named with the line that imports it, and listed with the version that another job uses', () => {
    const found = explain(LIGHTGBM);

    expect(found.headline).toBe('Exit code 1 after 1.9 s. Python found no module `lightgbm`.');
    expect(found.cause).toEqual({
      kind: 'missing-package',
      label: 'no module `lightgbm`',
      message: 'Python found no module `lightgbm`.',
      explanation: '`train.py` imports `lightgbm` in line 7, and `conda.yml` does not list it.',
      place: { path: 'components/train/src/train.py', line: 7 },
      logLine: "ModuleNotFoundError: No module named 'lightgbm'",
    });
    expect(found.fix).toMatchObject({ title: 'Add lightgbm to conda.yml', path: 'components/train/conda.yml' });
    expect(fixed(found)).toBe(`${CONDA}      - lightgbm==4.5.0\n`);
  });

  test('has the name that pip knows, and stands behind the comment of the last one', () => {
    const files = { ...FILES, 'components/train/conda.yml': CONDA.replace('      - pandas==2.2.3\n', '') };

    const found = explain(LIGHTGBM.replace(/lightgbm/g, 'cv2'), {}, files);

    expect(fixed(found, files)).toBe(`${files['components/train/conda.yml']}      - opencv-python-headless\n`);
  });

  test('is one that a library asks for in its own words', () => {
    const says = (message: string) => explain(LIGHTGBM.replace(/Module.*/, `ImportError: ${message}`));
    const plotly = says('Please install anywidget to use the FigureWidget class');

    expect(plotly.cause).toMatchObject({
      kind: 'missing-package',
      message: 'The package `anywidget` is missing.',
      explanation: 'Python stopped with "Please install anywidget to use the FigureWidget class" in `train.py` in line 7, and `conda.yml` does not list it.',
      place: { path: 'components/train/src/train.py', line: 7 },
    });
    expect(plotly.fix?.title).toBe('Add anywidget to conda.yml');
    expect(says("Missing optional dependency 'openpyxl'.  Use pip or conda to install openpyxl.").cause?.label).toBe('no package `openpyxl`');
    expect(says('Using this requires the library: run `pip install accelerate>=0.26`').cause?.label).toBe('no package `accelerate`');
    // Nothing is guessed: of a package that is listed it is another version, and some name none.
    expect(says('Please install pandas in a newer version').cause?.kind).toBe('exception');
    expect(says('please install the latest version').cause?.kind).toBe('exception');
  });

  test('in a requirements file is a line more', () => {
    const files = {
      ...FILES,
      'components/train/component.yml': COMPONENT.replace('conda.yml', 'requirements.txt'),
      'components/train/requirements.txt': 'pandas',
    };

    expect(fixed(explain(LIGHTGBM, {}, files), files)).toBe('pandas\nlightgbm==4.5.0\n');
  });

  test('is not to be listed when it is the project’s own', () => {
    const found = explain(real('module-of-the-project'));

    expect(found.cause).toMatchObject({ kind: 'missing-module', place: { path: 'components/train/src/train.py', line: 1 } });
    expect(found.cause?.explanation).toContain('`helpers` stands outside of the code of the job, `components/train/src`');
    expect(found.fix).toBeUndefined();
  });
});

describe('a column that is missing', () => {
  test.each([
    ['column-of-a-table', 'churnd', 4],
    ['columns-in-a-list', 'tenure', 3],
    ['column-to-drop', 'tenure', 3],
    ['column-of-read-csv', 'c', 2],
    ['column-of-a-transformer', 'agge', 5],
    ['column-to-group-by', 'b', 2],
  ])('%s', (log, column, line) => {
    const found = explain(real(log));

    expect(found.cause).toMatchObject({ kind: 'missing-column', label: `no column \`${column}\``, place: { path: 'components/train/src/train.py', line } });
  });

  test('is told with the columns that there are, and the input that says it is corrected', () => {
    const found = explain(real('column-of-a-table'));

    expect(found.cause?.explanation).toBe(
      '`train.py` in line 4 asks for `churnd`. Its input `target` says so. `data` has `churned` and `age`. Did you mean `churned`?',
    );
    expect(found.fix?.title).toBe('Set target of train to churned');
    expect(fixed(found)).toBe(PIPELINE.replace('target: churnd ', 'target: churned '));
  });

  test('is told where a component of the library says it in its own words', () => {
    const found = explain("There is no column 'churnd'; there are: churned, age.\n", { columns: {} });

    expect(found.cause).toMatchObject({ kind: 'missing-column', place: { path: 'pipeline.yml', line: 8 } });
    expect(found.cause?.explanation).toBe('The code asks for `churnd`. Its input `target` says so. The table has `churned` and `age`. Did you mean `churned`?');
    expect(found.fix?.title).toBe('Set target of train to churned');
  });

  test('a key that no table misses is an ordinary exception', () => {
    const found = explain('Traceback (most recent call last):\n  File "train.py", line 2, in <module>\n    {}["a"]\nKeyError: \'a\'\n');

    expect(found.cause).toMatchObject({ kind: 'exception', label: 'KeyError', place: { line: 2 } });
  });
});

describe('arguments of the script', () => {
  test('one that it does not know is corrected in the command', () => {
    const found = explain(real('unknown-argument'), { exitCode: 2 });

    expect(found.cause).toMatchObject({
      kind: 'wrong-argument',
      label: 'unknown argument `--ratee`',
      place: { path: 'components/train/component.yml', line: 8 },
    });
    expect(fixed(found)).toBe(COMPONENT.replace('--ratee', '--rate'));
  });

  test('one that it needs is named', () => {
    expect(explain(real('argument-missing'), { exitCode: 2 }).cause).toMatchObject({
      kind: 'wrong-argument',
      label: 'no argument `--data`',
      place: { line: 6 },
    });
  });
});

describe('what this computer refuses', () => {
  test.each([
    ['array-too-large', 'out-of-memory', 2],
    ['port-in-use', 'port-in-use', 2],
    ['no-network', 'no-network', 2],
    ['syntax-error', 'bad-code', 1],
    ['file-of-read-csv', 'missing-file', 2],
    ['name-of-another-version', 'missing-module', 1],
    ['text-for-a-number', 'exception', 2],
    ['chained-error', 'exception', 4],
  ] as const)('%s', (log, kind, line) => {
    expect(explain(real(log)).cause).toMatchObject({ kind, place: { path: 'components/train/src/train.py', line } });
  });

  test('a job that the system ended', () => {
    const found = explain('', { reason: 'killed', exitCode: undefined, signal: 'SIGKILL' });

    expect(found).toMatchObject({
      headline: 'Killed by SIGKILL after 1.9 s. The system ended the job, most often because memory ran out.',
      cause: { kind: 'out-of-memory' },
    });
  });

  test.each([
    ['bash: line 1: nvcc: command not found', 127, 'no-such-program'],
    ['bash: line 1: ./go.sh: Permission denied', 126, 'no-permission'],
    ["python: can't open file '/home/ada/churn/.sluice/work/r/train/trian.py': [Errno 2] No such file or directory", 2, 'missing-file'],
    ['RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB', 1, 'out-of-memory'],
    ['AssertionError: Torch not compiled with CUDA enabled', 1, 'no-gpu'],
    ['OSError: [Errno 28] No space left on device', 1, 'disk-full'],
  ] as const)('%s', (log, exitCode, kind) => {
    expect(explain(`${log}\n`, { exitCode }).cause?.kind).toBe(kind);
  });

  test('a package that cannot be installed is named with its line', () => {
    const message = 'The environment could not be built. ERROR: No matching distribution found for pandas==99.0';
    const found = explain('', { reason: 'environment-failed', exitCode: undefined, message });

    expect(found.cause).toMatchObject({
      kind: 'package-not-installed',
      message: 'The package `pandas==99.0` could not be installed.',
      place: { path: 'components/train/conda.yml', line: 7 },
    });
  });

  test('a line that is no package is named, and an environment that is not built is not called a part of itself', () => {
    const unreadable = explain('', {
      reason: 'environment-failed',
      exitCode: undefined,
      message:
        "error: Couldn't parse requirement in `list.txt` at position 122\n  cause: after parsing `1.x`, found `x`\n         azure-ai-ml==1.x-\n                    ^^^^^^",
    });
    const unknown = explain('', { reason: 'environment-failed', exitCode: undefined, message: 'Something else.' });

    expect(unreadable.cause?.message).toBe('The package `azure-ai-ml==1.x-` could not be installed.');
    expect(unreadable.cause?.explanation).toMatch(/ It is not written as a package with a version: correct it\.$/);
    expect(unknown.cause?.explanation).toBe('What the installer says stands in the log.');
  });
});

test('a module that a package from an address may hold is not sought in the index', () => {
  const files = { ...FILES, 'components/train/conda.yml': `${CONDA}      - git+https://example.org/observe\n` };
  const log =
    'Traceback (most recent call last):\n  File "/home/ada/churn/.sluice/work/r/jobs/train/train.py", line 3, in <module>\n    import obs\nModuleNotFoundError: No module named';
  const found = explain(`${log} 'obs'\n`, {}, files);

  expect(found.cause?.explanation).toBe(
    '`train.py` imports `obs` in line 3. It may be in `git+https://example.org/observe`, which is fetched from an address: the run says whether it could be.',
  );
  expect(found.fix).toBeUndefined();
  expect(explain(`${log} 'lightgbm'\n`).fix).toBeDefined();
});

describe('a script that asks the workspace is told from one that is wrong', () => {
  const at = 'Traceback (most recent call last):\n  File "/home/ada/churn/.sluice/work/r/jobs/train/train.py", line 3, in <module>\n    ask()\n';

  test.each([
    'azure.identity._exceptions.CredentialUnavailableError: ManagedIdentityCredential authentication unavailable.',
    'azure.core.exceptions.ClientAuthenticationError: DefaultAzureCredential failed to retrieve a token from the included credentials.',
    'azureml._common.exceptions.RunEnvironmentException: RunEnvironmentException:',
    "AttributeError: '_OfflineRun' object has no attribute 'experiment'",
    'azure.ai.ml.exceptions.ValidationException: We could not find config.json in: . or in its parent directories.',
    "KeyError: 'AZUREML_ARM_SUBSCRIPTION'",
  ])('%s', (line) => {
    expect(explain(`${at}${line}\n`).cause).toMatchObject({
      kind: 'needs-azure',
      message: 'The script asks an Azure ML workspace, and a run on this computer has none.',
      explanation: expect.stringMatching(/ in line 3\. Run it on Azure ML/),
    });
  });
});

test('what is not known is not guessed: the last lines stand in its place', () => {
  const found = explain('step 1\n\nsomething went wrong\n', { exitCode: 3 });

  expect(found).toMatchObject({ headline: 'Exit code 3 after 1.9 s.', cause: undefined, fix: undefined, lastLines: ['step 1', 'something went wrong'] });
});
