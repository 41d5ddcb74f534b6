import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EventLog } from '../files/runs/event-log.ts';
import { claimRunId, listRunIds } from '../files/runs/run-folder.ts';
import { bundleScript, runAsUser } from '../testing/as-user.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { cleanUpInterrupted, findRun } from './find-runs.ts';

/** A job without Python. */
function job(name: string, command: string, more = ''): string {
  return `  ${name}:\n    type: command\n    command: ${JSON.stringify(command)}\n    environment: {image: ubuntu}\n    outputs:\n      out: {type: uri_file}\n${more}`;
}

const pipeline = (...jobs: readonly string[]) => `type: pipeline\nsettings: {continue_on_step_failure: true}\njobs:\n${jobs.join('')}`;
const inputOf = (from: string) => `    inputs:\n      x: \${{parent.jobs.${from}.outputs.out}}\n`;

/** A process of its own session, whose number is written where the job wrote. */
const DAEMON = 'setsid sleep 300 & echo $! > ${{outputs.out}}';
const isLinux = process.platform === 'linux';

/** False for one that has ended, whether its parent has noticed or not. */
function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test.runIf(isLinux)('what a job leaves behind is ended with the run, a daemon in a session of its own as well', async () => {
  const done = await runProject(projectOf(pipeline(job('a', DAEMON))));

  expect(done.result).toBe('passed');
  const pid = Number(readFileSync(done.outputs['a.out'] ?? '', 'utf8'));
  expect(pid).toBeGreaterThan(1);
  await waitUntil('the daemon is gone', () => !isThere(pid));
});

test.runIf(isLinux)('what a killed runner leaves behind is ended when the next one starts', async () => {
  const place = join(tempFolder(), 'pid');
  const root = projectOf(pipeline(job('a', `setsid sleep 300 & echo $! > ${place}; sleep 300`)));
  const script = bundleScript(new URL('../testing/run-until-killed.script.ts', import.meta.url));
  const runner = spawn(process.execPath, [script, root, 'pipeline.yml'], { stdio: 'ignore' });
  await waitUntil('the job runs', () => existsSync(place) && readFileSync(place, 'utf8') !== '' && findRun(root, 'latest')?.jobs[0]?.status === 'running');

  const exited = new Promise((settle) => runner.on('exit', settle));
  runner.kill('SIGKILL');
  await exited;
  cleanUpInterrupted(root);

  await waitUntil('the daemon is gone', () => !isThere(Number(readFileSync(place, 'utf8'))));
  expect(findRun(root, 'latest')?.result).toBe('interrupted');
});

test('a job that is killed says so, and others go on', async () => {
  const done = await runProject(projectOf(pipeline(job('a', 'kill -9 $$'), job('b', 'echo 1 > ${{outputs.out}}'))));

  expect(done.jobs).toEqual({ a: 'failed', b: 'passed' });
  expect(done.messageOf('a')).toMatch(/killed \(SIGKILL\): often because memory ran out/);
});

test('a job that prints without end is stopped before the disk is full', async () => {
  process.env.SLUICE_MAX_LOG_BYTES = '100000';
  const root = projectOf(pipeline(job('a', 'while :; do echo and again and again; done'), job('b', 'echo 1 > ${{outputs.out}}')));

  const done = await runProject(root);
  delete process.env.SLUICE_MAX_LOG_BYTES;

  expect(done.jobs).toEqual({ a: 'failed', b: 'passed' });
  expect(done.messageOf('a')).toMatch(/^`a` wrote more than 0\.0954 MiB to its log and was stopped/);
});

test('several runs of a project at once share its results and do not disturb each other', async () => {
  const chain = pipeline(job('a', 'echo 1 > ${{outputs.out}}'), job('b', 'cat ${{inputs.x}} > ${{outputs.out}}', inputOf('a')));
  const root = projectOf(chain);

  const runs = await Promise.all([1, 2, 3, 4].map(() => runProject(root)));

  expect(runs.map((run) => run.result)).toEqual(['passed', 'passed', 'passed', 'passed']);
  expect(new Set(runs.map((run) => run.run)).size).toBe(4);
  for (const run of runs) expect(readFileSync(run.outputs['b.out'] ?? '', 'utf8')).toBe('1\n');
  expect(readdirSync(join(root, '.sluice', 'store')).filter((name) => name.startsWith('.'))).toEqual([]);
  expect((await runProject(root)).jobs).toEqual({ a: 'reused', b: 'reused' });
});

test('ids are listed in the order of runs, in one second, and when the clock goes back', () => {
  const root = tempFolder();
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

  const ids = [...Array.from({ length: 140 }, () => claimRunId(root, at(5), 0.999)), claimRunId(root, at(1), 0.5), claimRunId(root, at(50), 0.5)];

  expect(new Set(ids).size).toBe(142);
  expect([...listRunIds(root)].reverse()).toEqual(ids);
});

test('a project that may not be written is not run, and says so', () => {
  const root = tempFolder({ 'pipeline.yml': pipeline(job('a', 'true')) });
  chmodSync(root, 0o555);

  const said = runAsUser(bundleScript(new URL('../testing/run-once.script.ts', import.meta.url)), [root, 'pipeline.yml']);

  expect(said).toEqual({
    result: 'not started',
    messages: [expect.stringMatching(/^The run was not started, because .* may not be written by your account\./)],
  });
});

// A limit on the size of files stands for a full disk: it can be set everywhere, without rights.
test('on a full disk a job fails with a sentence, and what had passed is kept', async () => {
  const root = projectOf(pipeline(job('a', 'echo 1 > ${{outputs.out}}'), job('b', "trap '' XFSZ; head -c 300000 /dev/zero > ${{outputs.out}}")));
  const script = bundleScript(new URL('../testing/run-once.script.ts', import.meta.url));

  const limited = spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f 100; exec "$@"`, 'bash', process.execPath, script, root, 'pipeline.yml'], {
    encoding: 'utf8',
  });
  const after = await runProject(root);

  expect(JSON.parse(limited.stdout)).toEqual({ result: 'failed', messages: [expect.stringMatching(/^`b` ended with exit code 1: .*File too large/)] });
  expect(after.jobs).toEqual({ a: 'reused', b: 'passed' });
  expect(statSync(after.outputs['b.out'] ?? '').size).toBe(300_000);
});

test('on a disk that is full from the start nothing is run and no run is left', () => {
  const root = projectOf(pipeline(job('a', 'true')));
  const script = bundleScript(new URL('../testing/run-once.script.ts', import.meta.url));

  const limited = spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f 0; exec "$@"`, 'bash', process.execPath, script, root, 'pipeline.yml'], {
    encoding: 'utf8',
  });

  expect(JSON.parse(limited.stdout)).toEqual({ result: 'not started', messages: [expect.stringMatching(/because the disk is full/)] });
  expect(listRunIds(root)).toEqual([]);
});

test.runIf(existsSync('/dev/full'))('events that a full disk does not take stop nothing', async () => {
  const log = new EventLog('/dev/full');

  log.append({ type: 'note', run: 'r', at: '', message: 'x' });

  expect(log.failure).toMatchObject({ code: 'ENOSPC' });
  await log.close();
});

test.each([
  ['quotes, blanks and signs that a shell takes apart', `it's "my" \`work\` $HOME & co; (1)`],
  ['letters of other scripts', 'Ünïcode 数据 ☃'],
  ['a long name', `${'long-'.repeat(40)}/${'longer-'.repeat(30)}/${'longest-'.repeat(25)}`],
])('a project runs in a folder with %s', async (_what, folder) => {
  const chain = pipeline(job('a', 'echo 1 > ${{outputs.out}}'), job('b', 'cat ${{inputs.x}} code.txt > ${{outputs.out}}', `    code: ./src\n${inputOf('a')}`));
  const root = tempFolder({ [`${folder}/pipeline.yml`]: chain, [`${folder}/src/code.txt`]: '2\n', [`${folder}/.sluice/local.yml`]: '' });

  const done = await runProject(join(root, folder), { python: 'python3' });

  expect(done.result).toBe('passed');
  expect(readFileSync(done.outputs['b.out'] ?? '', 'utf8')).toBe('1\n2\n');
});

test('data whose names hold blanks and quotes reaches a command that has no quotes', async () => {
  const data = tempFolder({ "my 'own' data/new customers.csv": '1\n' });
  const job = (name: string, path: string, command: string) =>
    `  ${name}:\n    type: command\n    command: ${command}\n    environment: {image: ubuntu}\n    inputs: {x: {type: uri_file, path: "${path}"}}\n    outputs: {out: {type: uri_file}}\n`;
  const here = job('here', './some data/a b.csv', 'ls ${{inputs.x}} && cat ${{inputs.x}} > ${{outputs.out}}');
  const root = projectOf(`type: pipeline\njobs:\n${here}${job('there', `${data}/my 'own' data`, 'cat ${{inputs.x}}/new*.csv > ${{outputs.out}}')}`, {
    'some data/a b.csv': '2\n',
  });

  const done = await runProject(root);

  expect(done.jobs).toEqual({ here: 'passed', there: 'passed' });
  expect(readFileSync(done.outputs['here.out'] ?? '', 'utf8') + readFileSync(done.outputs['there.out'] ?? '', 'utf8')).toBe('2\n1\n');
});

test('a job with a very long name runs', async () => {
  const name = 'step_'.repeat(60);

  expect((await runProject(projectOf(pipeline(job(name, 'echo 1 > ${{outputs.out}}'))))).jobs).toEqual({ [name]: 'passed' });
});
