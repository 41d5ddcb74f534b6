import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSluice } from '../testing/run-sluice.ts';

const PIPELINE = `type: pipeline
settings: {default_compute: azureml:cpu}
jobs:
  split:  # a comment that stays
    type: command
    command: cp x \${{outputs.train}}
    environment: azureml:e:1
    outputs:
      train: {type: uri_folder}
  train:
    type: command
    command: ls \${{inputs.data}}
    environment: azureml:e:1
    inputs:
      data: \${{parent.jobs.spilt.outputs.train}}
`;
/** SARIF 2.1.0 as Microsoft publishes it for tests. */
const SARIF_SCHEMA = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const BINDING = '${{parent.jobs.spilt.outputs.train}}';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-check-')));
  write('.sluice/x', '');
  write('pipeline.yml', PIPELINE);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const readBack = (path: string) => readFileSync(join(folder, path), 'utf8');

const sluice = (argv: readonly string[], stdin = '') => runSluice(folder, argv, { stdin });

const check = (argv: readonly string[], stdin = '') => sluice(['check', ...argv], stdin);

interface JsonFile {
  readonly file: string;
  readonly document: string;
  readonly problems: readonly { code: string; severity: string; message: string; range: { start: object; end: object }; path: unknown; fixes: unknown }[];
}
const json = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonFile);

describe('sluice check', () => {
  test('prints place, severity, code and sentence, and exits 1 for an error', async () => {
    const { exit, out } = await check(['pipeline.yml', '--severity', 'error']);

    expect(exit).toBe(1);
    expect(out).toContain('pipeline.yml:15:13 error unknown-job: Job `train` reads from `spilt`, which does not exist. Did you mean `split`?\n');
    expect(out).toMatch(/1 error in 1 file\.\n$/);
  });

  test('prints one object a file, in the order given, also for what cannot be read', async () => {
    write('b.yml', PIPELINE.replace('spilt', 'split'));
    const { exit, out, err } = await check(['gone.yml', 'b.yml', 'pipeline.yml', '--json']);
    const [gone, good, bad] = json(out);

    expect(exit).toBe(2);
    expect(err).toContain('gone.yml');
    expect([gone?.file, good?.file, bad?.file]).toEqual(['gone.yml', 'b.yml', 'pipeline.yml']);
    expect(good?.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    const start = PIPELINE.indexOf(BINDING);
    expect(bad).toMatchObject({ document: 'pipeline-job' });
    expect(bad?.problems.find((problem) => problem.code === 'unknown-job')).toMatchObject({
      severity: 'error',
      range: { start: { line: 15, column: 13, offset: start }, end: { line: 15, column: 13 + BINDING.length, offset: start + BINDING.length } },
      path: ['jobs', 'train', 'inputs', 'data'],
      fixes: [{ id: 'did-you-mean', title: 'Read from `split`' }],
    });
  });

  test('walks a folder, obeys .gitignore, and takes only what Azure ML knows', async () => {
    write('.gitignore', 'out/\n');
    write('out/pipeline.yml', PIPELINE);
    write('nested/pipeline.yaml', PIPELINE);
    write('docker-compose.yml', 'services: {a: {image: b}}\n');
    const { out } = await check(['.', '--json']);

    expect(json(out).map((each) => each.file)).toEqual(['nested/pipeline.yaml', 'pipeline.yml']);
  });

  test('reads severities of the project and silenced lines', async () => {
    write('.sluice/checks.yml', 'severity:\n  unknown-job: warning\n  no-such-check: off\n');
    const first = await check(['pipeline.yml', '--json']);
    write('pipeline.yml', PIPELINE.replace(BINDING, `${BINDING}  # sluice-ignore unknown-job: comes later`));
    const second = await check(['pipeline.yml', '--json']);

    expect(json(first.out)[0]?.problems.find((problem) => problem.code === 'unknown-job')?.severity).toBe('warning');
    expect(first.err).toContain('no-such-check');
    expect(json(second.out)[0]?.problems.some((problem) => problem.code === 'unknown-job')).toBe(false);
  });

  test('prints annotations that GitHub understands', async () => {
    write('a,b/50%.yml', PIPELINE);
    const { out } = await check(['a,b/50%.yml', '--github', '--severity', 'error']);

    expect(out).toBe(
      '::error file=a%2Cb/50%25.yml,line=15,endLine=15,col=13,endColumn=49,title=unknown-job::Job `train` reads from `spilt`, which does not exist. Did you mean `split`?\n',
    );
  });

  test('prints a SARIF log whose fix makes the file right', async () => {
    const { out, exit } = await check(['.', '--sarif', '--severity', 'error']);
    const log = JSON.parse(out);
    const [run] = log.runs;
    const [result] = run.results;

    expect(exit).toBe(1);
    expect(log.version).toBe('2.1.0');
    expect(run.results).toHaveLength(1);
    expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({ id: 'unknown-job' });
    expect(result).toMatchObject({
      ruleId: 'unknown-job',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'pipeline.yml' }, region: { startLine: 15 } } }],
    });
    const [{ deletedRegion, insertedContent }] = result.fixes[0].artifactChanges[0].replacements;
    const after = PIPELINE.slice(0, deletedRegion.charOffset) + insertedContent.text + PIPELINE.slice(deletedRegion.charOffset + deletedRegion.charLength);
    expect(after).toBe(PIPELINE.replace('spilt', 'split'));
  });

  test('prints a SARIF log that the schema of SARIF 2.1.0 accepts', async () => {
    write('pipeline.yml', PIPELINE);
    write('a,b/50%.yml', PIPELINE);
    write('broken.yml', 'type: pipeline\njobs: [\n');
    const isSarif = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: { uri: true, 'uri-reference': true, 'date-time': true } }).compile(
      SARIF_SCHEMA,
    );

    const { out } = await check(['.', '--sarif']);
    isSarif(JSON.parse(out));
    expect(isSarif.errors).toBeNull();
    expect(JSON.parse(out).runs[0].results.length).toBeGreaterThan(3);
    expect(isSarif({ ...JSON.parse(out), runs: [{}] })).toBe(false);
  });

  test('says what is missing where the SDK is to be asked and cannot', async () => {
    const without = await check(['pipeline.yml', '--severity', 'error', '--ask-sdk', 'python3']);
    expect(without.exit).toBe(2);
    expect(without.err).toBe('The Python python3 has no azure-ai-ml. Install it there: python3 -m pip install azure-ai-ml\n');
    expect(without.out).toContain('1 error in 1 file.');

    const nowhere = await check(['pipeline.yml', '--ask-sdk', join(folder, 'python')]);
    expect(nowhere.err).toContain(`There is no Python at ${join(folder, 'python')}. Name one that has azure-ai-ml.`);
  });

  test('brings the gate of the library along where a fix needs it, and writes nothing for a diff', async () => {
    const out = (name: string, type: string) => `    outputs:\n      ${name}: {type: ${type}}\n`;
    const job = (name: string) => `  ${name}:\n    type: command\n    command: python ${name}.py\n    environment: azureml:e:1\n`;
    const model = '    inputs:\n      model: ${{parent.jobs.train.outputs.model}}\n';
    const text = `type: pipeline\njobs:\n${job('train')}${out('model', 'mlflow_model')}${job('evaluate')}${model}${out('metrics', 'uri_file')}${job('register')}${model}`;
    write('pipeline.yml', text);

    const diff = await check(['pipeline.yml', '--fix', 'gate-before-register', '--diff']);
    expect(diff.out).toContain('+    component: ./components/quality_gate/component.yml\n');
    expect(diff.err).toContain('components/quality_gate would be copied from the library.');
    expect(existsSync(join(folder, 'components'))).toBe(false);

    const fixed = await check(['pipeline.yml', '--fix', 'gate-before-register']);
    expect(fixed.out).toBe('components/quality_gate/component.yml\npipeline.yml\n');
    expect(existsSync(join(folder, 'components/quality_gate/src/quality_gate.py'))).toBe(true);
    expect(fixed.err).toContain('components/quality_gate was copied from the library.');
    expect((await check(['pipeline.yml'])).out).not.toMatch(/gate-before-register|component-not-found/);
  });

  test('leaves a folder of the name of the gate alone and copies the library beside it', async () => {
    const out = (name: string, type: string) => `    outputs:\n      ${name}: {type: ${type}}\n`;
    const job = (name: string) => `  ${name}:\n    type: command\n    command: python ${name}.py\n    environment: azureml:e:1\n`;
    const model = '    inputs:\n      model: ${{parent.jobs.train.outputs.model}}\n';
    write(
      'pipeline.yml',
      `type: pipeline\njobs:\n${job('train')}${out('model', 'mlflow_model')}${job('evaluate')}${model}${out('metrics', 'uri_file')}${job('register')}${model}`,
    );
    write('components/quality_gate/notes.txt', 'ours');

    const fixed = await check(['pipeline.yml', '--fix', 'gate-before-register']);

    expect(fixed.out).toBe('components/quality_gate_2/component.yml\npipeline.yml\n');
    expect(readFileSync(join(folder, 'pipeline.yml'), 'utf8')).toContain('component: ./components/quality_gate_2/component.yml\n');
  });

  test('finds secrets in the file and in the code that it sends, and prints none', async () => {
    const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
    write('src/train.py', `TOKEN = "${token}"\n`);
    write(
      'pipeline.yml',
      PIPELINE.replace('spilt', 'split').replace('    command: ls', '    code: ./src\n    command: ls').replace('a comment that stays', token),
    );

    const { exit, out } = await check(['pipeline.yml', '--json']);

    const [file]: readonly JsonFile[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exit).toBe(1);
    expect(file?.problems.filter((problem) => problem.code === 'secret-in-file').map((problem) => problem.severity)).toEqual(['error', 'error']);
    expect(out).not.toContain(token);
  });

  test('shows and makes the fixes of a kind, byte for byte', async () => {
    const diff = await check(['pipeline.yml', '--fix', 'unknown-job', '--diff']);
    expect(diff.exit).toBe(0);
    expect(diff.out).toContain('-      data: ${{parent.jobs.spilt.outputs.train}}\n+      data: ${{parent.jobs.split.outputs.train}}\n');
    expect(readBack('pipeline.yml')).toBe(PIPELINE);

    const fixed = await check(['pipeline.yml', '--fix', 'unknown-job']);
    expect(fixed).toEqual({ exit: 0, out: 'pipeline.yml\n', err: '' });
    expect(readBack('pipeline.yml')).toBe(PIPELINE.replace('spilt', 'split'));
  });

  test('reads standard input', async () => {
    const { exit, out } = await check(['-', '--severity', 'error'], PIPELINE);

    expect(exit).toBe(1);
    expect(out).toContain('-:15:13 error unknown-job');
  });

  test('a text that is not YAML is a problem of severity error', async () => {
    write('broken.yml', 'type: pipeline\njobs: {a: [\n');
    const { exit, out } = await check(['broken.yml', '--json']);

    expect(exit).toBe(1);
    expect(json(out)[0]?.problems[0]).toMatchObject({ severity: 'error', code: 'unclosed-bracket' });
  });

  test.each([
    [['--severity', 'bad', 'pipeline.yml'], '--severity is info, warning or error'],
    [['--json', '--sarif', 'pipeline.yml'], 'Use one of --json, --sarif'],
    [['--diff', 'pipeline.yml'], '--diff goes with --fix CODE'],
    [['--fix', 'unknown-jobs', 'pipeline.yml'], 'Did you mean unknown-job?'],
  ])('says what is wrong with %j', async (argv, sentence) => {
    const { exit, err } = await check(argv);

    expect(exit).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('sluice explain', () => {
  const DUMP = `Validation for PipelineJobSchema failed:\n{"result": "Failed", "errors": [{"message": "Odd", "path": "jobs.train.inputs.data", "value": null, "location": "/elsewhere/pipeline.yml#line 15"}]}\n`;

  test('finds the file that the dump names, and our own problem at the place', async () => {
    const { exit, out } = await sluice(['explain'], DUMP);

    expect(exit).toBe(0);
    expect(out).toBe(
      'pipeline.yml:15: Job `train` reads from `spilt`, which does not exist. Did you mean `split`?\n  unknown-job. A fix: Read from `split`. sluice check pipeline.yml --fix unknown-job makes it.\n',
    );
  });

  test('prints JSON for tools', async () => {
    write('dump.txt', DUMP);
    const { out } = await sluice(['explain', 'dump.txt', '--file', 'pipeline.yml', '--json']);

    expect(JSON.parse(out)).toMatchObject({
      file: 'pipeline.yml',
      kind: 'known',
      field: ['jobs', 'train', 'inputs', 'data'],
      line: 15,
      problem: { code: 'unknown-job' },
    });
  });

  test('exits 1 for an error that it does not know', async () => {
    const { exit, out } = await sluice(['explain', '-'], 'HttpResponseError: (SomethingOdd) no.\n');

    expect(exit).toBe(1);
    expect(out).toContain('not one that is known here');
    expect(out).toContain('  HttpResponseError: (SomethingOdd) no.\n');
  });

  test('says when the named file is not there', async () => {
    expect(await sluice(['explain', '--file', 'gone.yml'], DUMP)).toMatchObject({ exit: 2, err: expect.stringContaining('gone.yml') });
  });
});
