import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSluice } from './testing/run-sluice.ts';
import { verbs } from './verbs.ts';

const PIPELINE = `# a comment that stays
type: pipeline
name: churn
inputs:
  raw: {type: uri_file, path: ./x.csv}
outputs:
  best: {type: mlflow_model}
jobs:
  prepare:
    type: command
    component: ./c/component.yml
    inputs:
      data: \${{parent.inputs.raw}}
  train:
    type: command
    component: azureml:train:1
    inputs:
      data: \${{parent.jobs.prepare.outputs.out}}
      rate: 0.5
    outputs:
      model: \${{parent.outputs.best}}
`;
const COMPONENT =
  'type: command\nname: prep\nversion: 1\ninputs:\n  data: {type: uri_file}\noutputs:\n  out: {type: uri_folder}\ncommand: echo\nenvironment: azureml:e:1\n';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-cli-')));
  write('pipeline.yml', PIPELINE);
  write('c/component.yml', COMPONENT);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const readBack = (path: string) => readFileSync(join(folder, path), 'utf8');

const sluice = (argv: readonly string[], stdin = '') => runSluice(folder, argv, { stdin, version: '1.2.3' });

describe('the command', () => {
  test('says how it is used', async () => {
    expect(await sluice(['--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('graph') });
    expect(await sluice(['edit', '--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('--args JSON') });
    expect(await sluice(['--version'])).toMatchObject({ exit: 0, out: '1.2.3\n' });
  });

  test('its page names every verb', () => {
    const page = readFileSync('docs/command.md', 'utf8');

    expect(verbs.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test.each([[[]], [['grap']], [['graph']], [['graph', '--nope', 'x']], [['edit', 'x']], [['edit', 'pipeline.yml', 'set', '--args']], [['edits', 'x']]])(
    'wrong usage is one sentence and exit 2: %j',
    async (argv) => {
      const { exit, out, err } = await sluice(argv);

      expect([exit, out]).toEqual([2, '']);
      expect(err).not.toContain('    at ');
    },
  );
});

describe('graph', () => {
  test('prints the contract of a pipeline as one JSON document', async () => {
    const { exit, out } = await sluice(['graph', 'pipeline.yml', '--json']);

    const graph = JSON.parse(out);
    expect(exit).toBe(0);
    expect(graph).toMatchObject({
      file: 'pipeline.yml',
      document: 'pipeline-job',
      state: 'valid',
      name: 'churn',
      inputs: [{ name: 'raw', type: 'uri_file' }],
      outputs: [{ name: 'best', type: 'mlflow_model' }],
      jobs: [
        {
          id: 'prepare',
          kind: 'command',
          role: 'preprocess',
          component: './c/component.yml',
          resolved: true,
          inputs: [{ name: 'data', type: 'uri_file', optional: false, from: 'parent.inputs.raw' }],
          outputs: [{ name: 'out', type: 'uri_folder' }],
        },
        { id: 'train', resolved: false, inputs: [{ name: 'data' }, { name: 'rate', literal: 0.5 }], outputs: [{ name: 'model', to: 'parent.outputs.best' }] },
      ],
      problems: [],
    });
    expect(graph.edges).toEqual([
      { kind: 'data', from: 'parent.inputs.raw', to: 'parent.jobs.prepare.inputs.data' },
      { kind: 'data', from: 'parent.jobs.prepare.outputs.out', to: 'parent.jobs.train.inputs.data' },
      { kind: 'data', from: 'parent.jobs.train.outputs.model', to: 'parent.outputs.best' },
    ]);
    const { start, end } = graph.jobs[0].range;
    expect(start).toEqual({ line: 9, column: 3, offset: PIPELINE.indexOf('prepare:') });
    expect(PIPELINE.slice(start.offset, end.offset)).toMatch(/^prepare:[\s\S]*inputs\.raw\}\}$/);
  });

  test('several files give a line each, the missing one too', async () => {
    const { exit, out, err } = await sluice(['graph', '--json', 'c/component.yml', 'no.yml', 'pipeline.yml']);

    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.file, line.document, line.state, line.jobs.length])).toEqual([
      ['c/component.yml', 'command-component', 'valid', 0],
      ['no.yml', 'unknown', 'unreadable', 0],
      ['pipeline.yml', 'pipeline-job', 'valid', 2],
    ]);
    expect(exit).toBe(2);
    expect(err).toBe('There is no file no.yml.\n');
  });

  test('reads standard input, and what can still be read of a broken text', async () => {
    const { exit, out } = await sluice(['graph', '-', '--json'], PIPELINE.replace('rate: 0.5', 'rate: [1'));

    const graph = JSON.parse(out);
    expect(exit).toBe(2);
    expect(graph).toMatchObject({ file: '-', state: 'unreadable' });
    expect(graph.jobs[0].id).toBe('prepare');
    expect(graph.problems[0]).toMatchObject({ severity: 'error', range: { start: { line: expect.any(Number) } } });
  });

  test('is an outline for a person', async () => {
    const { out } = await sluice(['graph', 'pipeline.yml']);

    expect(out).toContain('data: uri_folder (by its use) ← prepare.outputs.out');
    expect(out).not.toContain('undefined');
  });
});

describe('edit', () => {
  const rename = ['rename-job', '--args', '{"job":"prepare","to":"prep"}'];

  test('lists what there is, with a schema of the arguments', async () => {
    const { out } = await sluice(['edits', '--json']);

    const found = JSON.parse(out).find((edit: { id: string }) => edit.id === 'rename-job');
    expect(found.args).toMatchObject({ type: 'object', required: ['job', 'to'], additionalProperties: false });
  });

  test('prints the new text, changes nothing', async () => {
    const { exit, out } = await sluice(['edit', 'pipeline.yml', ...rename]);

    expect(exit).toBe(0);
    expect(out).toBe(PIPELINE.replaceAll('prepare', 'prep'));
    expect(readBack('pipeline.yml')).toBe(PIPELINE);
  });

  test('prints a diff of exactly the lines that change', async () => {
    const { out } = await sluice(['edit', 'pipeline.yml', ...rename, '--diff']);

    expect(out.split('\n').filter((line) => /^[-+]/.test(line))).toEqual([
      '--- a/pipeline.yml',
      '+++ b/pipeline.yml',
      '-  prepare:',
      '+  prep:',
      '-      data: ${{parent.jobs.prepare.outputs.out}}',
      '+      data: ${{parent.jobs.prep.outputs.out}}',
    ]);
  });

  test('a diff names a file with blanks as git does, and one given from the root as it is seen from here', async () => {
    write('my pipeline.yml', PIPELINE);

    const { out } = await sluice(['edit', join(folder, 'my pipeline.yml'), ...rename, '--diff']);

    expect(out).toMatch(/^--- a\/my pipeline\.yml\t\n\+{3} b\/my pipeline\.yml\t\n@@/);
  });

  test('arguments that are missing are named', async () => {
    const { exit, err } = await sluice(['edit', 'pipeline.yml', 'rename-job', '--args', '{"job":"prepare"}']);

    expect(exit).toBe(3);
    expect(JSON.parse(err).refused.message).toBe("The arguments of rename-job do not fit: 'to' is missing.");
  });

  test('saves, and the pinned place follows', async () => {
    write('pipeline.layout.json', '{\n  "version": 1,\n  "nodes": {\n    "jobs.prepare": { "x": 40, "y": 8 }\n  }\n}\n');

    const { exit, out } = await sluice(['edit', 'pipeline.yml', ...rename, '--write']);

    expect([exit, out]).toEqual([0, 'pipeline.yml\npipeline.layout.json\n']);
    expect(readBack('pipeline.yml')).toBe(PIPELINE.replaceAll('prepare', 'prep'));
    expect(readBack('pipeline.layout.json')).toContain('"jobs.prep": { "x": 40, "y": 8 }');
  });

  test('leaves a read-only file alone, and follows a link to the file that it names', async () => {
    symlinkSync(join(folder, 'pipeline.yml'), join(folder, 'link.yml'));
    expect(await sluice(['edit', 'link.yml', ...rename, '--write'])).toMatchObject({ exit: 0, out: 'link.yml\n' });
    expect(lstatSync(join(folder, 'link.yml')).isSymbolicLink()).toBe(true);
    expect(readBack('pipeline.yml')).toContain('  prep:');

    write('pipeline.yml', PIPELINE);
    chmodSync(join(folder, 'pipeline.yml'), 0o444);
    expect(await sluice(['edit', 'pipeline.yml', ...rename, '--write'])).toMatchObject({ exit: 2, err: expect.stringContaining('read-only') });
    expect(readBack('pipeline.yml')).toBe(PIPELINE);
  });

  test('takes text from standard input, byte order mark and line ends as they are', async () => {
    const text = `\uFEFF${PIPELINE.replaceAll('\n', '\r\n')}`;

    const { out } = await sluice(['edit', '-', ...rename], text);

    expect(out).toBe(text.replaceAll('prepare', 'prep'));
  });

  test('a refusal is JSON on stderr and exit 3', async () => {
    const { exit, out, err } = await sluice(['edit', 'pipeline.yml', 'rename-job', '--args', '{"job":"prepare","to":"train"}', '--write']);

    expect([exit, out]).toEqual([3, '']);
    expect(JSON.parse(err)).toMatchObject({ refused: { reason: 'name-taken', message: expect.any(String) } });
    expect(readBack('pipeline.yml')).toBe(PIPELINE);
  });

  test.each([
    [['nonsense', '--args', '{}'], 3, 'unknown-edit'],
    [['rename-job', '--args', '{}'], 3, 'bad-arguments'],
    [['rename-job', '--args', '{'], 2, 'not JSON'],
    [['rename-job', '--args', '@no.json'], 2, 'There is no file no.json'],
  ])('%j is turned down', async (words, exit, what) => {
    const result = await sluice(['edit', 'pipeline.yml', ...words]);

    expect(result).toMatchObject({ exit, out: '', err: expect.stringContaining(what) });
  });

  test('a change that reaches another file writes both or none', async () => {
    const args = ['rename-port', '--args', '{"job":"prepare","side":"output","name":"out","to":"clean"}'];
    const shown = await sluice(['edit', 'pipeline.yml', ...args]);
    expect(shown.err).toContain('Would also change c/component.yml');

    const { out } = await sluice(['edit', 'pipeline.yml', ...args, '--write']);

    expect(out.split('\n')).toContain('c/component.yml');
    expect(readBack('c/component.yml')).toBe(COMPONENT.replace('out: {', 'clean: {'));
    expect(readBack('pipeline.yml')).toBe(PIPELINE.replace('outputs.out}', 'outputs.clean}'));
  });
});

test('layout writes every node on the grid, the same every time', async () => {
  const first = await sluice(['layout', 'pipeline.yml']);
  const written = await sluice(['layout', 'pipeline.yml', '--write']);

  expect(written).toMatchObject({ exit: 0, out: 'pipeline.layout.json\n' });
  expect(readBack('pipeline.layout.json')).toBe(first.out);
  const places = Object.values<{ x: number; y: number }>(JSON.parse(first.out).nodes);
  expect(places).toHaveLength(4);
  expect(places.every(({ x, y }) => x % 4 === 0 && y % 4 === 0)).toBe(true);
  expect(await sluice(['layout', 'c/component.yml'])).toMatchObject({ exit: 2 });
});

test('new without arguments says which templates there are, and how to use one', async () => {
  const { exit, out } = await sluice(['new']);

  expect(exit).toBe(0);
  expect(out).toMatch(/^ {2}churn {2}\S/m);
  expect(out).toContain('sluice new FOLDER --template');
});

test('open says in a sentence that there is no such file', async () => {
  const { exit, out, err } = await sluice(['open', 'nonexistent.yml']);

  expect({ exit, out, err }).toEqual({ exit: 2, out: '', err: 'There is no file or folder nonexistent.yml. Name one that exists.\n' });
});

test('doctor names a remedy for everything that is missing', async () => {
  const { exit, out } = await sluice(['doctor', '--json']);

  const { checks } = JSON.parse(out);
  expect(exit).toBe(0);
  expect(checks.map((check: { id: string }) => check.id)).toEqual(['electron', 'display', 'python', 'uv', 'mlflow', 'docker', 'git', 'az', 'disk', 'proxies']);
  for (const check of checks) expect(check.found || check.remedy).toBeTruthy();
});
