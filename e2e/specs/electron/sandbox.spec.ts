import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../harness/paths.ts';

const NOBODY = 65534;

/** A copy of Electron and of the built app that an account without rights can read: links where the disk allows them. */
function readableCopy(folder: string): { readonly binary: string; readonly main: string } {
  const dist = path.dirname(process.env.SLUICE_TEST_ELECTRON ?? '');
  const copy = (from: string, to: string): void => {
    try {
      execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
    } catch {
      fs.rmSync(to, { recursive: true, force: true });
      execFileSync('cp', ['-a', from, to]);
    }
  };
  copy(dist, path.join(folder, 'electron'));
  fs.mkdirSync(path.join(folder, 'app'));
  for (const part of ['dist', 'package.json', 'components', 'examples']) execFileSync('cp', ['-a', path.join(root, part), path.join(folder, 'app', part)]);
  execFileSync('chmod', ['-R', 'a+rX', path.join(folder, 'app')]);
  return { binary: path.join(folder, 'electron', 'electron'), main: path.join(folder, 'app', 'dist', 'electron', 'main.cjs') };
}

/** The processes that were started by one, and by those. */
function descendants(pid: number): readonly number[] {
  const parents = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(/^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])] as const];
      } catch {
        return [];
      }
    });
  const found = [pid];
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return found.slice(1);
}

/** The port on which the developer tools of the started app answer. */
function devtoolsPort(child: ChildProcess): Promise<string> {
  return new Promise((settle, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) settle(port);
    });
    child.once('exit', (code) => reject(new Error(`Electron ended with ${code}: ${said}`)));
  });
}

test('runs for a user without rights, with the sandbox of Chromium on', async () => {
  test.skip(process.platform !== 'linux', 'Accounts and namespaces are looked at in the way of Linux.');
  test.setTimeout(90_000);
  const isRoot = process.getuid?.() === 0;
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-nobody-')));
  fs.chmodSync(folder, 0o755);
  const { binary, main } = isRoot
    ? readableCopy(folder)
    : { binary: process.env.SLUICE_TEST_ELECTRON ?? '', main: path.join(root, 'dist', 'electron', 'main.cjs') };
  const home = path.join(folder, 'home');
  fs.cpSync(path.join(root, 'examples', 'churn'), path.join(home, 'churn'), { recursive: true });
  const { XAUTHORITY } = process.env;
  if (XAUTHORITY && fs.existsSync(XAUTHORITY)) fs.copyFileSync(XAUTHORITY, path.join(home, 'xauthority'));
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, home]);

  const child = spawn(binary, [main, path.join(home, 'churn', 'pipeline.yml'), '--remote-debugging-port=0'], {
    cwd: home,
    env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, SLUICE_PROFILE: path.join(home, 'profile'), XAUTHORITY: path.join(home, 'xauthority') },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  try {
    const port = await devtoolsPort(child);
    const titles = async () =>
      ((await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { url: string; title: string }[]).map(({ title }) => title);
    // The title is the page's own: it has started, spoken with its host and opened the file.
    await expect.poll(titles, { timeout: 30_000 }).toEqual([expect.stringContaining('pipeline.yml')]);
    const renderers = descendants(child.pid ?? 0)
      .map((pid) => ({
        args: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
        status: fs.readFileSync(`/proc/${pid}/status`, 'utf8'),
      }))
      .filter(({ args }) => args.includes('--type=renderer'));

    expect(renderers.length).toBeGreaterThan(0);
    for (const { args, status } of renderers) {
      expect(args).not.toContain('--no-sandbox');
      // Its system calls are filtered, and it has a process namespace of its own.
      expect(/^Seccomp:\s+(\d)/m.exec(status)?.[1]).toBe('2');
      expect(/^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split('\t').length).toBeGreaterThan(1);
      if (isRoot) expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(NOBODY));
    }
  } finally {
    const gone = child.exitCode === null ? new Promise((settle) => child.once('exit', settle)) : undefined;
    child.kill('SIGKILL');
    await gone;
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
