// What `npm start` and `npm test` do before anything else. Needs nothing but Node: it runs before the packages are there.
import fs from 'node:fs';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { at } from './paths.mjs';
import { npm, run } from './run.mjs';
import { say, stop } from './say.mjs';

const MIN_NODE = [20, 19];

/** Stops with a sentence on a Node that is too old. */
export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
    stop(
      `Sluice needs Node ${MIN_NODE.join('.')} or newer, this is ${process.versions.node}. Install a newer Node from nodejs.org and run the same command again.`,
    );
  }
}

/** Installs the packages of the lockfile, unless they are there. The stamp stands inside node_modules: an interrupted install has none. */
export async function ensurePackages() {
  const print = fingerprint('package-lock.json');
  const file = at('node_modules', '.sluice-installed');
  if (isStamped(file, print)) return;
  say('Installing packages (once; about a minute).');
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true, env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } });
  if (code !== 0) {
    stop(
      `The packages could not be installed, so Sluice cannot start. npm said:\n${lastLines(output, 12)}\nWith a network, run the same command again; it goes on where it stopped.`,
    );
  }
  stamp(file, print);
}

/** Bundles the app into dist/, unless the sources are as they were. */
export async function ensureBuild() {
  const print = buildPrint();
  if (isStamped(at('dist', '.stamp'), print)) return;
  say('Building Sluice (when its sources have changed; about half a minute).');
  const { code, output } = await run(process.execPath, [at('build', 'bundle.mjs')], { quiet: true });
  if (code !== 0) stop(`Sluice could not be built:\n${lastLines(output, 30)}`);
  stamp(at('dist', '.stamp'), print);
}

/** What dist/ is made from. */
export function buildPrint() {
  return fingerprint('package-lock.json', 'build', 'shared', 'host', 'electron', 'cli', 'renderer');
}

/**
 * Fetches the Electron that belongs to the npm package, unless it is there. Without it Sluice opens in the browser.
 * Returns undefined, or the sentence that says what could not be got and what that costs.
 */
export async function ensureElectron() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH || electronIsInstalled()) return undefined;
  say('Fetching Electron (once; about 110 MB).');
  const { code, output } = await run(process.execPath, [at('node_modules', 'electron', 'install.js')], { quiet: true });
  if (code === 0 && electronIsInstalled()) return undefined;
  const cause =
    output
      .split('\n')
      .find((line) => /error|ENOTFOUND|ECONN|fetch failed/i.test(line))
      ?.trim() ?? `its installer ended with ${code}`;
  return `Electron could not be fetched (${cause.slice(0, 120)}), so Sluice opens in the browser and not in a window of its own.`;
}

function electronIsInstalled() {
  try {
    const file = fs.readFileSync(at('node_modules', 'electron', 'path.txt'), 'utf8').trim();
    return fs.existsSync(at('node_modules', 'electron', 'dist', file));
  } catch {
    return false;
  }
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
