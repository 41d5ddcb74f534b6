import { expect, test } from 'vitest';
import { readYaml } from '#shared/yaml/read.ts';
import { readConda, readRequirements } from './conda-file.ts';
import { curatedEnvironment, environmentOfImage, pythonOfImage } from './curated-environments.ts';
import { readDockerfile } from './dockerfile.ts';
import { expandCommand } from './expand-command.ts';
import { floatText, literalText } from './literal-text.ts';
import { pathFrom } from './project-path.ts';
import { foldEvents } from './run-state.ts';
import { hasFinitelyMany, sampleTrials } from './sample-space.ts';
import { sobolAt } from './sobol.ts';

const values = {
  name: 'train',
  input: (name: string) => ({ data: '/d', rate: '0.1' })[name],
  output: (name: string) => (name === 'model' ? '/m' : undefined),
};

test('a command gets its values; an optional part without one is dropped', () => {
  expect(expandCommand('python a.py --d ${{inputs.data}} $[[--n ${{inputs.note}}]] $[[--r ${{ inputs.rate }}]] --m ${{outputs.model}} ${{name}}', values)).toBe(
    'python a.py --d /d  --r 0.1 --m /m train',
  );
});

test('literals stand in a command as Python prints them', () => {
  expect([literalText(true, false), literalText(3, false), literalText(1, true), literalText('x', false)]).toEqual(['True', '3', '1.0', 'x']);
  expect([1e-5, 1.5e16, 0.1, 1e22, 0.0001].map(floatText)).toEqual(['1e-05', '1.5e+16', '0.1', '1e+22', '0.0001']);
});

test('a version that ends in a dot is read as older installers do', () => {
  const read = readRequirements('azure-ai-ml==1.0.\npandas>=1.,<2.\nhttps://example.org/a/1.\n', () => undefined);

  expect(read.requirements).toEqual(['azure-ai-ml==1.0', 'pandas>=1,<2', 'https://example.org/a/1.']);
});

test('a conda file becomes what pip takes', () => {
  const text =
    'dependencies:\n  - python=3.8\n  - conda-forge::numpy=1.21.2\n  - pandas>=1.1,<2\n  - pytorch=1.12\n  - cudatoolkit=11.3\n  - pip=20\n  - pip:\n      - mlflow\n      - -r more.txt\n';
  const { map } = readYaml(text);
  if (!map) throw new Error('The text is a mapping.');

  const found = readConda(map, (path) => (path === 'more.txt' ? '# comment\nscipy==1.1  # why\n\n' : undefined));

  expect(found.python).toBe('3.8');
  expect(found.requirements).toEqual(['numpy==1.21.2', 'pandas>=1.1,<2', 'torch==1.12.*', 'mlflow<3', 'scipy==1.1']);
  expect(found.notes).toHaveLength(2);
});

test('requirements that lead elsewhere are followed or said to be missing', () => {
  expect(readRequirements('-r gone.txt\na==1', () => undefined)).toMatchObject({ requirements: ['a==1'], notes: [expect.stringContaining('gone.txt')] });
});

test('curated environments are known by any of their names', () => {
  expect(curatedEnvironment('AzureML-sklearn-1.5')?.requirements).toContain('scikit-learn~=1.5.0');
  expect(curatedEnvironment('mine')).toBeUndefined();
});

test('paths lead from the file that holds them, also out of the project', () => {
  expect(pathFrom('a/b/c.yml', '../src')).toBe('a/src');
  expect(pathFrom('c.yml', '../../src/')).toBe('../../src');
  expect(pathFrom('a/c.yml', '..')).toBe('.');
  expect(pathFrom('/x/y/c.yml', './src')).toBe('/x/y/src');
  expect(pathFrom('a/c.yml', '/data/')).toBe('/data');
});

test('the same seed draws the same trials, within their bounds; a grid holds every point', () => {
  const limits = { maxTrials: 20, maxConcurrent: 1, timeoutMs: undefined, trialTimeoutMs: undefined };
  const space = { a: { type: 'loguniform', parameters: { min_value: -4, max_value: -1 } }, b: { type: 'choice', values: [7, 'x'], parameters: {} } };

  const drawn = sampleTrials({ space, sampling: 'random', seed: 1, limits });

  expect(drawn).toEqual(sampleTrials({ space, sampling: 'random', seed: 1, limits }));
  expect(drawn).not.toEqual(sampleTrials({ space, sampling: 'random', seed: 2, limits }));
  expect(drawn.every(({ a }) => Number(a) >= Math.exp(-4) && Number(a) <= Math.exp(-1))).toBe(true);
  expect(sampleTrials({ space: { b: space.b, c: { type: 'randint', parameters: { upper: 2 } } }, sampling: 'grid', seed: undefined, limits })).toEqual([
    { b: 7, c: 0 },
    { b: 7, c: 1 },
    { b: 'x', c: 0 },
    { b: 'x', c: 1 },
  ]);
});

const LIMITS = { maxTrials: 16, maxConcurrent: 1, timeoutMs: undefined, trialTimeoutMs: undefined };

test('a Sobol sequence is the one of Joe and Kuo, and spreads its trials evenly whatever the seed', () => {
  const points = [1, 2, 3, 4, 5].map((point) => [0, 1, 2, 3, 20].map((dimension) => sobolAt(point, dimension)));
  const space = { x: { type: 'uniform', parameters: {} }, y: { type: 'normal', parameters: { mu: 5, sigma: 1 } } };
  const drawn = [1, 2].map((seed) => sampleTrials({ space, sampling: 'sobol', seed, limits: LIMITS }));
  const slots = (values: readonly unknown[]) => new Set(values.map((value) => Math.floor(Number(value) * 16))).size;

  // As scipy.stats.qmc.Sobol(21, scramble=False) gives them.
  expect(points).toEqual([
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25, 0.25, 0.25],
    [0.25, 0.75, 0.75, 0.75, 0.75],
    [0.375, 0.375, 0.625, 0.875, 0.125],
    [0.875, 0.875, 0.125, 0.375, 0.625],
  ]);
  expect(drawn.map((trials) => slots(trials.map(({ x }) => x)))).toEqual([16, 16]);
  expect(drawn[0]?.filter(({ y }) => Number(y) < 5)).toHaveLength(8);
  expect(drawn[0]).not.toEqual(drawn[1]);
  expect(drawn[0]).toEqual(sampleTrials({ space, sampling: 'sobol', seed: 1, limits: LIMITS }));
});

test('a value to choose may hold what is searched within it, which the command is given as JSON', () => {
  const conv = { filters: { type: 'choice', values: [8, 16], parameters: {} }, name: { type: 'choice', values: ['conv'], parameters: {} } };
  const space = { layer: { type: 'choice', values: ['none', conv], parameters: {} } };
  const open = { layer: { type: 'choice', values: [{ rate: { type: 'uniform', parameters: { min_value: 1, max_value: 2 } } }], parameters: {} } };

  const grid = sampleTrials({ space, sampling: 'grid', seed: undefined, limits: LIMITS });
  const drawn = sampleTrials({ space, sampling: 'random', seed: 3, limits: LIMITS });
  const inside = sampleTrials({ space: open, sampling: 'random', seed: 3, limits: LIMITS });

  expect(grid.map(({ layer }) => layer)).toEqual(['none', '{"filters":8,"name":"conv"}', '{"filters":16,"name":"conv"}']);
  expect(new Set(drawn.map(({ layer }) => layer)).size).toBe(3);
  expect(inside.every(({ layer }) => /^\{"rate":1\.\d+\}$/.test(String(layer)))).toBe(true);
  expect([hasFinitelyMany(space.layer), hasFinitelyMany(open.layer)]).toEqual([true, false]);
});

test('a run without an end is interrupted when its process is gone', () => {
  const events = [
    { type: 'run-started', run: 'r', at: 't', file: 'p.yml', name: 'p', jobs: [{ id: 'a', job: 'a', waitsFor: [] }], pid: 7 },
    { type: 'job-started', run: 'r', at: 't', job: 'a', why: '', attempt: 1, log: '' },
  ] as const;

  expect(foldEvents(events, () => true)).toMatchObject({ result: 'running', jobs: [{ status: 'running' }] });
  expect(foldEvents(events, () => false)).toMatchObject({ result: 'interrupted', jobs: [{ status: 'interrupted' }] });
});

test('a list that pins loosely gets what was current when it was written', () => {
  const read = (text: string) => readRequirements(text, () => undefined).requirements;

  expect(read('mlflow>=2.0\nazureml-mlflow')).toEqual(['mlflow>=2.0,<3', 'azureml-mlflow']);
  expect(read('azureml-mlflow\npandas==1.5.3')).toEqual(['azureml-mlflow', 'pandas==1.5.3', 'mlflow-skinny<3', 'numpy<2']);
  expect(read('mlflow==1.30.0\nazureml-mlflow==1.45.0')).toEqual(['mlflow==1.30.0', 'azureml-mlflow==1.45.0', 'mlflow-skinny<=1.30.0', 'numpy<2']);
  expect(read('numpy-financial\npandas==1.5.3')).toEqual(['numpy-financial', 'pandas==1.5.3', 'numpy<2']);
  expect(read('pandas==2.2.3\nmlflow==3.1')).toEqual(['pandas==2.2.3', 'mlflow==3.1']);
});

test('the packages that a Dockerfile installs are read from it', () => {
  const text =
    "FROM mcr.microsoft.com/azureml/curated/sklearn-1.5:12\n# a comment\nRUN apt-get update && \\\n    pip install --no-cache-dir 'matplotlib>=3.3,<3.4' \\\n  psutil==5.9 -i https://example.org/simple\nCOPY . .\nRUN python -m pip install -r ./docker/requirements.txt && conda env create -f env/conda.yml\n";

  expect(readDockerfile(text)).toEqual({
    image: 'mcr.microsoft.com/azureml/curated/sklearn-1.5:12',
    packages: ['matplotlib>=3.3,<3.4', 'psutil==5.9'],
    files: ['requirements.txt', 'conda.yml'],
  });
  expect(environmentOfImage('mcr.microsoft.com/azureml/curated/sklearn-1.5:12')?.requirements).toContain('scikit-learn~=1.5.0');
  expect(pythonOfImage('mcr.microsoft.com/azureml/minimal-ubuntu18.04-py37-cpu-inference')).toBe('3.7');
  expect(pythonOfImage('mcr.microsoft.com/azureml/openmpi4.1.0-cuda11.8-cudnn8-ubuntu22.04:latest')).toBe('3.10');
  expect(pythonOfImage('docker.io/library/ubuntu:22.04')).toBeUndefined();
  expect(pythonOfImage('docker.io/library/python:3.11-slim')).toBe('3.11');
});
