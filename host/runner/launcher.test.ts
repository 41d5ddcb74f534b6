import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { Launcher } from './launcher.ts';

function start() {
  const root = tempFolder();
  const cwd = join(root, "it's here");
  mkdirSync(cwd);
  const base = { PATH: process.env.PATH, BASE: 'same', GONE: 'x', BASH_ENV: '/nowhere' };
  const launcher = new Launcher({ folder: root, env: base });
  onTestFinished(() => launcher.close());
  const run = (command: string, env: Readonly<Record<string, string | undefined>> = {}, timeoutMs?: number) => {
    const log = join(root, 'log');
    const child = launcher.start({ command, cwd, env: { PATH: base.PATH, BASE: base.BASE, ...env }, log, timeoutMs });
    return { child, said: () => readFileSync(log, 'utf8') };
  };
  return { cwd, run };
}

test('a job finds its folder and its variables, whatever stands in them, and none of others', async () => {
  const { cwd, run } = start();
  const odd = `a 'b' "c" $HOME \\ \`x\`\n second line ü`;

  const first = run('printf "%s|%s|%s|%s" "$PWD" "$ODD" "$BASE" "${GONE-none}"; env | grep -c "^od-d=1$"', { ODD: odd, 'od-d': '1' });
  expect(await first.child.completed).toEqual({ reason: 'exited', exitCode: 0 });
  const second = run('printf "%s" "${ODD-none}"');
  expect(await second.child.completed).toEqual({ reason: 'exited', exitCode: 0 });

  expect(second.said()).toBe(`${cwd}|${odd}|same|none1\nnone`);
});

test('how a job ended is told: its exit code, its signal, and that there is no such program', async () => {
  const { run } = start();

  expect(await run('exit 7').child.completed).toEqual({ reason: 'exited', exitCode: 7 });
  expect(await run('kill -KILL $$').child.completed).toEqual({ reason: 'killed', signal: 'SIGKILL' });
  const missing = run('no-such-program --x');
  expect(await missing.child.completed).toEqual({ reason: 'exited', exitCode: 127 });
  expect(missing.said()).toContain('no-such-program: command not found');
});

test('a job leads a group of its own: at its time limit everything in it ends, and others are not touched', async () => {
  const { run } = start();
  const other = run('sleep 30');
  const late = run('sleep 31 & echo $!; wait', {}, 200);

  expect(await late.child.completed).toEqual({ reason: 'timed-out' });
  const inner = Number(late.said().trim());
  await waitUntil('what it started has ended', () => !isThere(inner));
  expect(isThere((await other.child.started) ?? 0)).toBe(true);
  other.child.stop();
  expect(await other.child.completed).toEqual({ reason: 'stopped' });
});

test('a job that is halted has not ended', async () => {
  const { run } = start();
  const { child } = run('sleep 0.3; exit 3');
  const pid = (await child.started) ?? 0;
  process.kill(-pid, 'SIGSTOP');
  let hasEnded = false;
  void child.completed.then(() => {
    hasEnded = true;
  });
  await waitUntil('it is halted', () => /^State:\s+T/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));

  expect(hasEnded).toBe(false);
  process.kill(-pid, 'SIGCONT');

  expect(await child.completed).toEqual({ reason: 'exited', exitCode: 3 });
});

test('a launcher that is killed loses its job, which ends with it', async () => {
  const { run } = start();
  const { child } = run('echo $PPID; exec sleep 30');
  const pid = (await child.started) ?? 0;
  const shell = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  process.kill(shell, 'SIGKILL');

  expect(await child.completed).toEqual({ reason: 'killed', signal: 'SIGKILL' });
  await waitUntil('the job has ended', () => !isThere(pid));
});

function isThere(pid: number): boolean {
  try {
    // What has ended and was not asked for yet counts as gone.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
