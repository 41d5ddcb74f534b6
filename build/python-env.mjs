// The Python in which the tests of the components run: one virtual environment with everything that their conda.yml files pin.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isStamped, stamp } from './fingerprint.mjs';
import { at } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const FOLDER = at('.cache', 'python');
const STAMP = path.join(FOLDER, '.stamp');
const OLDEST = 10;
const NEWEST = 12;

/**
 * Makes the environment, unless it is there as the pins want it; one that was interrupted has no stamp and is made anew.
 * Resolves with `{ python, problem }`: the interpreter to run the tests with, and a sentence when the pinned packages could not be had.
 */
export async function ensurePythonEnv() {
  const base = await findPython();
  if (base === undefined)
    return { python: undefined, problem: `Python 3.${OLDEST} to 3.${NEWEST} is not installed, so the tests of the components cannot run.` };
  const { pins, conflict } = readPins();
  if (conflict) return { python: base, problem: conflict };
  const print = createHash('sha256')
    .update(`${base}\n${pins.join('\n')}`)
    .digest('hex');
  const python = process.platform === 'win32' ? path.join(FOLDER, 'Scripts', 'python.exe') : path.join(FOLDER, 'bin', 'python');
  if (isStamped(STAMP, print) && fs.existsSync(python)) return { python, problem: undefined };

  say('Installing the Python packages of the components (when their pins have changed; about half a minute).');
  fs.rmSync(FOLDER, { recursive: true, force: true });
  const made = await run(base, ['-m', 'venv', FOLDER], { quiet: true });
  if (made.code !== 0) return { python: base, problem: `A virtual environment could not be made, so tests that need packages fail: ${lastLine(made.output)}` };
  const list = path.join(FOLDER, 'requirements.txt');
  fs.writeFileSync(list, `${pins.join('\n')}\n`);
  const installed = await install(python, list);
  if (installed.code !== 0)
    return { python: base, problem: `The packages of the components could not be installed, so tests that need them fail: ${lastLine(installed.output)}` };
  stamp(STAMP, print);
  return { python, problem: undefined };
}

/** With uv in seconds where it can be had, else with pip in minutes. */
async function install(python, list) {
  const uv = await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'uv'], { quiet: true });
  if (uv.code === 0) {
    const done = await run(python, ['-m', 'uv', 'pip', 'install', '--quiet', '--python', python, '-r', list], { quiet: true });
    if (done.code === 0) return done;
  }
  return run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', list], { quiet: true });
}

/** Every `name==version` of the components' conda.yml files. All fit into one environment, so that jobs can share what is installed. */
function readPins() {
  const pins = new Map();
  for (const component of fs.readdirSync(at('components')).sort()) {
    const file = at('components', component, 'conda.yml');
    if (!fs.existsSync(file)) continue;
    for (const [, name, version] of fs.readFileSync(file, 'utf8').matchAll(/^\s+- ([\w.[\]-]+)==(\S+)\s*$/gm)) {
      const other = pins.get(name);
      if (other && other.version !== version)
        return { pins: [], conflict: `${component} pins ${name} ${version} and ${other.component} pins ${other.version}: pin the same version in both.` };
      if (!other) pins.set(name, { version, component });
    }
  }
  return { pins: [...pins].map(([name, { version }]) => `${name}==${version}`).sort(), conflict: undefined };
}

async function findPython() {
  const check = `import sys; sys.exit(not (3, ${OLDEST}) <= sys.version_info[:2] <= (3, ${NEWEST}))`;
  for (const name of ['python3.11', 'python3', 'python3.12', 'python3.10', 'python'])
    if ((await run(name, ['-c', check], { quiet: true })).code === 0) return name;
  return undefined;
}

function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
