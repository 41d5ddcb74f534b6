import fs from 'node:fs';
import path from 'node:path';
import { at } from './paths.mjs';
import { bin, run } from './run.mjs';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser that the end-to-end tests drive: an installed Chromium or Chrome; else Playwright's own download; else, as root on Debian or
 * Ubuntu, the distribution's package. Returns its path, or throws with the one sentence that says why there is none.
 */
export async function findBrowser() {
  const tried = [];
  const installed = installedBrowser();
  if (installed) return installed;
  tried.push('no Chromium or Chrome is installed');
  say("Fetching Playwright's Chromium for the tests (once).");
  const download = await bin('playwright-core/cli.js', ['install', 'chromium'], { quiet: true });
  if (download.code === 0) {
    const { chromium } = await import('@playwright/test');
    if (fs.existsSync(chromium.executablePath())) return chromium.executablePath();
  }
  tried.push("Playwright's download did not succeed");
  if (mayAptInstall()) {
    say("Installing the distribution's Chromium for the tests (once).");
    await aptInstall('chromium', 'xvfb', 'xauth');
    const packaged = installedBrowser();
    if (packaged) return packaged;
    tried.push("the distribution's package could not be installed");
  }
  throw new Error(
    `The end-to-end tests need a browser: ${tried.join('; ')}. Install Chromium or Chrome, or name one in SLUICE_BROWSER, and run the same command again.`,
  );
}

/** As root on Debian or Ubuntu. */
function mayAptInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

async function aptInstall(...packages) {
  await run('apt-get', ['update', '-qq'], { quiet: true });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
}

/**
 * What the desktop tests have to be started with so that windows have somewhere to stand: nothing where there is a display, else `xvfb-run`, which is
 * installed as root on Debian or Ubuntu. Throws with the one sentence that says why there is none.
 */
export async function findDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  if (!onPath('xvfb-run') && mayAptInstall()) {
    say("Installing the distribution's virtual display for the desktop tests (once).");
    await aptInstall('xvfb', 'xauth');
  }
  const xvfb = onPath('xvfb-run');
  if (!xvfb) throw new Error('The desktop tests need a display, and there is none: install xvfb, or run them where there is a screen.');
  return [xvfb, '-a', '-s', '-screen 0 1600x1000x24'];
}

function installedBrowser() {
  const named = process.env.SLUICE_BROWSER;
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`SLUICE_BROWSER names ${named}, which does not exist.`);
    return named;
  }
  for (const name of NAMES) {
    const found = onPath(name);
    if (found) return found;
  }
  return PLACES.find((place) => fs.existsSync(place));
}

/** Full path of a program on the path. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder && fs.existsSync(file)) return file;
  }
  return undefined;
}

/**
 * A runnable Electron for the tests: the one that npm fetched, else what build/get-electron unpacks (an old one, for tests only).
 * Returns its path, or throws with the one sentence that says why there is none.
 */
export async function findElectron() {
  const { code, output } = await run('sh', [at('build', 'get-electron'), at('.cache', 'electron')], { quiet: true });
  const file = output.trim().split('\n').pop() ?? '';
  if (code === 0 && fs.existsSync(file)) return file;
  throw new Error(`The desktop tests need an Electron: ${file.replace(/^get-electron: /, '')}`);
}
