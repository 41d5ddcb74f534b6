import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { findElectron } from './find-electron.ts';
import { type OpenAppOptions, openApp } from './open-app.ts';

function open(options: OpenAppOptions, parts: { appRoot?: string; cwd?: string; env?: Record<string, string> } = {}) {
  let out = '';
  let err = '';
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((settle) => {
    interrupt = settle;
  });
  const appRoot = parts.appRoot ?? tempFolder({ 'package.json': '{}', 'dist/renderer/index.html': 'x', 'dist/cli/main.js': '' });
  const exit = openApp(options, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    cwd: parts.cwd ?? tempFolder({ 'a.yml': '' }),
    env: { SLUICE_PROFILE: tempFolder(), ...parts.env },
    platform: 'linux',
    isRoot: false,
    whenInterrupted: () => interrupted,
    codeFolder: join(appRoot, 'dist', 'cli'),
    version: '1',
  });
  onTestFinished(async () => {
    interrupt();
    await exit;
  });
  return { exit, interrupt, out: () => out, err: () => err };
}

const settled = async (shell: ReturnType<typeof open>) => {
  while (shell.out() === '' && shell.err() === '') await new Promise((settle) => setImmediate(settle));
};

describe('sluice open', () => {
  it('prints exactly one line with the link, and stays until it is interrupted', async () => {
    const shell = open({ path: 'a.yml', browser: true, launch: false });

    await settled(shell);
    expect(shell.out()).toMatch(/^Sluice is at http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}\n$/);
    expect((await fetch(shell.out().replace('Sluice is at ', '').trim())).status).toBe(200);
    shell.interrupt();

    expect(await shell.exit).toBe(0);
  });

  it('says in one line which shell it takes and why', async () => {
    const shell = open({ path: 'a.yml' });

    await settled(shell);
    while (shell.out() === '') await new Promise((settle) => setImmediate(settle));

    shell.interrupt();
    await shell.exit;
    expect(shell.err()).toBe('Sluice opens in the browser, because there is no display. Open its link in one on this computer.\n');
  });

  it('starts Electron when it is there, and takes the browser when Electron ends at once', async () => {
    const files = {
      'package.json': '{}',
      'dist/renderer/index.html': 'x',
      'dist/cli/main.js': '',
      'dist/electron/main.cjs': '',
      'node_modules/electron/path.txt': 'electron',
    };
    const start = (script: string) => {
      const appRoot = tempFolder({ ...files, 'node_modules/electron/dist/electron': `#!/bin/sh\n${script}\n` });
      chmodSync(join(appRoot, 'node_modules/electron/dist/electron'), 0o755);
      const cwd = tempFolder({ 'a.yml': '' });
      return { cwd, ...open({ path: 'a.yml' }, { appRoot, cwd, env: { DISPLAY: ':99' } }) };
    };
    const works = start('exit 0');
    const fails = start('exit 9');

    expect(await works.exit).toBe(0);
    expect(works.err()).toContain('in a window of its own, because Electron and a display are there');
    while (fails.out() === '') await new Promise((settle) => setImmediate(settle));
    expect(fails.err()).toContain('in the browser, because Electron ended at once with exit code 9');
    expect(works.out()).toBe('');
  });

  it('answers in a sentence when the port is taken, the path is not there, or it is not built', async () => {
    const other = createServer();
    const port = await new Promise<number>((settle) => {
      other.listen(0, '127.0.0.1', () => settle((other.address() as { port: number }).port));
    });
    onTestFinished(() => void other.close());

    const taken = open({ browser: true, launch: false, port });
    const missing = open({ path: 'missing.yml', browser: true, launch: false });
    const unbuilt = open({ browser: true, launch: false }, { appRoot: tempFolder({ 'package.json': '{}' }) });

    expect([await taken.exit, await missing.exit, await unbuilt.exit]).toEqual([2, 2, 2]);
    expect(taken.err()).toBe(`Port ${port} is taken by another program. Leave out --port, or name another one.\n`);
    expect(missing.err()).toContain('There is no file or folder missing.yml.');
    expect(unbuilt.err()).toContain('npm run build');
    expect(taken.out() + missing.out() + unbuilt.out()).toBe('');
  });
});

describe('the Electron binary', () => {
  const linux = { platform: 'linux', isRoot: false };

  it('is found on disk, where the package or the environment says', async () => {
    const appRoot = tempFolder({ 'node_modules/electron/path.txt': 'electron\n', 'node_modules/electron/dist/electron': '', 'other/electron': '' });
    chmodSync(join(appRoot, 'other', 'electron'), 0o755);

    expect(await findElectron({ ...linux, appRoot, env: { DISPLAY: ':1' } })).toEqual({
      ok: true,
      value: join(appRoot, 'node_modules/electron/dist/electron'),
    });
    expect(await findElectron({ ...linux, appRoot, env: { DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: join(appRoot, 'other') } })).toEqual({
      ok: true,
      value: join(appRoot, 'other/electron'),
    });
  });

  it('is not looked for without a display, or as root, and is missed in words', async () => {
    const appRoot = tempFolder();
    writeFileSync(join(appRoot, 'x'), '');

    expect(await findElectron({ ...linux, appRoot, env: {} })).toEqual({ ok: false, failure: 'there is no display' });
    expect(await findElectron({ ...linux, isRoot: true, appRoot, env: { DISPLAY: ':1' } })).toEqual({ ok: false, failure: 'Electron does not start as root' });
    expect(await findElectron({ ...linux, appRoot, env: { DISPLAY: ':1' } })).toMatchObject({ ok: false, failure: expect.stringContaining('not installed') });
  });
});
