import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import { takeBuildLock } from './build-lock.ts';
import { isSameProcess, processIdentity } from './process-environment.ts';

test('one holds a lock, the next waits until it is given back', async () => {
  const file = join(tempFolder(), 'a.lock');
  const order: string[] = [];
  const first = await takeBuildLock(file, undefined, () => order.push('first waits'));

  const second = takeBuildLock(file, undefined, () => order.push('second waits')).then((release) => {
    order.push('second holds');
    release?.();
  });
  order.push('first ends');
  first?.();
  await second;

  expect(order).toEqual(['second waits', 'first ends', 'second holds']);
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that was killed, or whose number another has now, does not count', async () => {
  const file = join(tempFolder(), 'a.lock');
  const child = spawn('sleep', ['300']);
  const identity = processIdentity(child.pid ?? 0) ?? '';
  writeFileSync(file, JSON.stringify({ pid: child.pid, identity }));
  child.kill('SIGKILL');
  await new Promise((settle) => child.on('exit', settle));

  (await takeBuildLock(file, undefined, () => undefined))?.();
  writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'of another start 1' }));
  (await takeBuildLock(file, undefined, () => undefined))?.();

  expect(isSameProcess(process.pid, processIdentity(process.pid) ?? '')).toBe(true);
});

test('waiting ends when the run is stopped', async () => {
  const file = join(tempFolder(), 'a.lock');
  const control = new AbortController();
  await takeBuildLock(file, undefined, () => undefined);

  expect(await takeBuildLock(file, control.signal, () => control.abort())).toBeUndefined();
});
