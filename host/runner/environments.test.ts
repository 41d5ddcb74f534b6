import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EnvironmentUse } from '#shared/runs/run-plan.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { type EnvironmentStep, Environments } from './environments.ts';

/** A Python that makes environments of itself, and whose pip does what $SLUICE_TEST_PIP says with the list of packages. */
const PYTHON = `#!/bin/bash
here=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
case "$1 $2" in
  "-c import sys"*) echo "$here/$(basename "$0")"; echo 3.11.7;;
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python";;
  "-m pip") [ "$3" = install ] || exit 0
    echo x >> "$SLUICE_TEST_LOG"
    list="\${@: -1}"
    . "$SLUICE_TEST_PIP";;
esac
`;

function computer(pip: string, pythons: readonly string[] = ['python3']) {
  const root = tempFolder({ 'pip.sh': pip });
  const bin = join(root, 'bin');
  mkdirSync(bin);
  mkdirSync(join(root, '.sluice'));
  for (const tool of ['bash', 'mkdir', 'cp', 'cat', 'dirname', 'basename', 'sleep', 'grep', 'sh']) {
    const real = ['/bin', '/usr/bin'].map((folder) => join(folder, tool)).find((path) => existsSync(path));
    if (real !== undefined) symlinkSync(real, join(bin, tool));
  }
  for (const name of pythons) {
    writeFileSync(join(bin, name), PYTHON);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { PATH: bin, PYENV_ROOT: root, XDG_DATA_HOME: root, SLUICE_TEST_PIP: join(root, 'pip.sh'), SLUICE_TEST_LOG: join(root, 'log') };
  const steps: EnvironmentStep[] = [];
  const make = (signal?: AbortSignal) =>
    new Environments({ root, env, python: undefined, tell: (step) => steps.push(step), ...(signal === undefined ? {} : { signal }) });
  const installs = () => (existsSync(env.SLUICE_TEST_LOG) ? readFileSync(env.SLUICE_TEST_LOG, 'utf8').length / 2 : 0);
  return { root, steps, make, installs };
}

function use(requirements: readonly string[], python?: string): EnvironmentUse {
  return { label: 'conda.yml', python, requirements, notes: [], image: undefined, variables: {} };
}

// The list of uv itself is no list of packages: it is not there.
const NO_UV = 'case "$*" in *" uv") exit 1;; esac\n';

test('an environment is built once for two runs at the same time, and kept', async () => {
  const { make, installs, steps } = computer(NO_UV);

  const [a, b] = await Promise.all([make().prepare(use(['pandas']), undefined), make().prepare(use(['pandas']), undefined)]);
  const c = await make().prepare(use(['pandas']), undefined);

  expect([a.ok, b.ok, c.ok]).toEqual([true, true, true]);
  expect(steps.filter((step) => step.type === 'started')).toHaveLength(1);
  expect(installs()).toBeLessThanOrEqual(3);
});

test('whether one is there is said before anything is built', async () => {
  const { make, steps } = computer(NO_UV);
  const asked = [await make().isReady(use(['pandas'])), await make().isReady(use(['pandas'], '3.9'))];

  await make().prepare(use(['pandas']), undefined);
  await make().prepare(use(['pandas'], '3.9'), undefined);

  expect(asked).toEqual([false, false]);
  expect([await make().isReady(use(['pandas'])), await make().isReady(use(['pandas'], '3.9')), await make().isReady(use(['numpy']))]).toEqual([
    true,
    true,
    false,
  ]);
  expect(steps.filter((step) => step.type === 'started')).toHaveLength(2);
});

test('a build that was stopped midway is made again from nothing', async () => {
  const { root, make } = computer(`${NO_UV}echo Collecting pandas; [ -e "${'$'}{SLUICE_TEST_PIP}.go" ] || sleep 300\n`);
  const control = new AbortController();
  const stopped = make(control.signal).prepare(use(['pandas']), undefined);
  await waitUntil('pip runs', () => existsSync(join(root, 'log')) && readFileSync(join(root, 'log'), 'utf8').length >= 4);

  control.abort();

  expect(await stopped).toEqual({ ok: false, failure: 'Its build was stopped.' });
  writeFileSync(join(root, 'pip.sh.go'), '');
  expect((await make().prepare(use(['pandas']), undefined)).ok).toBe(true);
});

test('a pin that does not install gives way to the nearest version, which is said now and at every later use', async () => {
  const { make, steps } = computer(`${NO_UV}if grep -q 'pandas==' "$list"; then echo "No matching distribution found for pandas==0.25.3"; exit 1; fi\n`);

  const built = await make().prepare(use(['pandas==0.25.3', 'numpy==1.17.0']), undefined);
  steps.length = 0;
  const later = await make().prepare(use(['pandas==0.25.3', 'numpy==1.17.0']), undefined);

  const note = 'conda.yml: pandas==0.25.3 does not install with Python 3.11.7, so the nearest versions that do were taken.';
  expect(built).toMatchObject({ ok: true, value: { notes: [note] } });
  expect(later).toMatchObject({ ok: true, value: { notes: [note] } });
  expect(steps).toEqual([expect.objectContaining({ type: 'finished', result: 'ready', notes: [note] })]);
});

test('a package of a repository that cannot be reached is left out, which is said', async () => {
  const { make } = computer(`${NO_UV}if grep -q git+ "$list"; then echo "unable to access 'https://example.org/x/y/': Could not resolve host"; exit 1; fi\n`);

  const built = await make().prepare(use(['pandas', 'git+https://example.org/x/y.git@v1#subdirectory=z']), undefined);

  const note = 'conda.yml: git+https://example.org/x/y.git@v1#subdirectory=z could not be fetched and is left out: a job that imports it fails.';
  expect(built).toMatchObject({ ok: true, value: { notes: [note] } });
});

test('an index that cannot be reached is left out, which is said', async () => {
  const index = '--extra-index-url=https://example.org/simple';
  const { make } = computer(
    `${NO_UV}if grep -q example.org "$list"; then echo "Failed to fetch: https://example.org/simple/pandas/ (dns error)"; exit 1; fi\n`,
  );

  const built = await make().prepare(use([index, 'pandas']), undefined);

  const note = 'conda.yml: the index https://example.org/simple could not be reached and is left out: what is only there does not install.';
  expect(built).toMatchObject({ ok: true, value: { notes: [note] } });
});

test('another Python than the one asked for is said', async () => {
  const { make } = computer(NO_UV);

  const built = await make().prepare(use(['pandas'], '3.8'), undefined);

  expect(built).toMatchObject({ ok: true, value: { notes: ['conda.yml asks for Python 3.8, which is not here: it is built with 3.11.7.'] } });
});

test.each([
  ['no Python', '', [], /^There is no Python on this computer, and conda\.yml needs one\. Install Python/],
  [
    'no network',
    'echo "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution"; exit 1',
    ['python3'],
    /no connection to the package index/,
  ],
  ['a full disk', 'echo "OSError: [Errno 28] No space left on device"; exit 1', ['python3'], /the disk is full/],
  [
    'what pip says last',
    'for i in 1 2 3 4 5 6 7 8 9; do echo line $i; done; echo "No such package nonsense"; exit 1',
    ['python3'],
    /line 9\nNo such package nonsense$/,
  ],
])('%s is said in a sentence', async (_name, pip, pythons, sentence) => {
  const { make } = computer(pip, pythons);

  const built = await make().prepare(use(['nonsense']), undefined);

  expect(built.ok ? '' : built.failure).toMatch(sentence);
});
