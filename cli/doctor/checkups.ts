import { freeBytes } from '#host/files/free-space.ts';
import { runCommand } from '#host/runner/run-command.ts';
import { findElectron } from '../serve/find-electron.ts';
import type { Checkup, Finding } from './finding.ts';

const TIMEOUT_MS = 10_000;
/** Environments and caches of a first run take about this much. */
const ENOUGH_BYTES = 5 * 1024 ** 3;

/** The first line that a command prints, or why it did not. */
async function ask(command: string, args: readonly string[], pick: (output: string) => string | undefined = firstLine): Promise<Finding> {
  const answer = await runCommand(command, args, { timeoutMs: TIMEOUT_MS });
  if (!answer.ok) {
    const { failure } = answer;
    if (failure.reason === 'not-installed') return { found: false, detail: 'not installed' };
    return { found: false, detail: failure.reason === 'timed-out' ? `no answer within ${TIMEOUT_MS / 1000} s` : 'could not be started' };
  }
  const { exitCode, stdout, stderr } = answer.value;
  const line = exitCode === 0 ? (pick(stdout) ?? pick(stderr)) : undefined;
  return line === undefined ? { found: false, detail: firstLine(stderr) ?? `ended with exit code ${exitCode}` } : { found: true, detail: line };
}

function firstLine(output: string): string | undefined {
  const line = output.trim().split(/\r?\n/)[0]?.trim();
  return line === '' ? undefined : line;
}

/** The first of several commands that answers; what the first said when none does. */
async function askAny(commands: readonly (readonly [string, readonly string[]])[]): Promise<Finding> {
  let worst: Finding | undefined;
  for (const [command, args] of commands) {
    const finding = await ask(command, args);
    if (finding.found) return finding;
    worst ??= finding;
  }
  return worst ?? { found: false, detail: 'not installed' };
}

/** Everything that is looked at, in the order in which it is printed. */
export const checkups: readonly Checkup[] = [
  {
    id: 'electron',
    title: 'Electron',
    allows: 'Sluice in a window of its own.',
    remedy: 'Run `npm start` once; without Electron Sluice opens in the browser.',
    async look({ appRoot, env, platform, isRoot }) {
      const found = await findElectron({ appRoot, env, platform, isRoot });
      if (found.ok) return { found: true, detail: found.value };
      const isRemote = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
      if (isRemote) return { found: false, detail: found.failure, remedy: 'Nothing to do here: without a display Sluice opens in the browser.' };
      if (platform === 'linux' && isRoot)
        return { found: false, detail: found.failure, remedy: 'Start Sluice from an ordinary account; as root it opens in the browser.' };
      return { found: false, detail: found.failure };
    },
  },
  {
    id: 'display',
    title: 'Display',
    allows: 'Windows on this screen.',
    remedy: 'Use `sluice open --browser` and open the printed link on a machine with a screen.',
    async look({ env, platform }) {
      if (platform !== 'linux') return { found: true, detail: 'the system’s own' };
      const display = env.WAYLAND_DISPLAY || env.DISPLAY;
      return display ? { found: true, detail: display } : { found: false, detail: 'neither DISPLAY nor WAYLAND_DISPLAY is set' };
    },
  },
  {
    id: 'python',
    title: 'Python',
    allows: 'Running jobs on this computer.',
    remedy: 'Install Python 3.10 or newer from python.org or with your system’s packages.',
    look: ({ platform }) =>
      askAny([['python3', ['--version']], ['python', ['--version']], ...(platform === 'win32' ? ([['py', ['-3', '--version']]] as const) : [])]),
  },
  {
    id: 'uv',
    title: 'uv',
    allows: 'Environments for jobs within seconds, and Pythons that are not installed.',
    remedy: 'Install it: https://docs.astral.sh/uv/. Without it environments are made with pip, which takes longer.',
    look: () => ask('uv', ['--version']),
  },
  {
    id: 'mlflow',
    title: 'MLflow',
    allows: 'Metrics and models of runs, compared on screen.',
    remedy: 'Nothing to do: `sluice mlflow` installs it for a project the first time. Runs keep what it is to show.',
    look: () =>
      askAny([
        ['mlflow', ['--version']],
        ['python3', ['-c', 'import importlib.metadata as m; print(m.version("mlflow"))']],
      ]),
  },
  {
    id: 'docker',
    title: 'Docker',
    allows: 'Environments that are images.',
    remedy: 'Install Docker and start it. Without it environments with a conda file still run.',
    look: () => ask('docker', ['version', '--format', '{{.Server.Version}}']),
  },
  {
    id: 'git',
    title: 'git',
    allows: 'Branch and changed lines on screen, and the commit of a run.',
    remedy: 'Install it: https://git-scm.com.',
    look: () => ask('git', ['--version']),
  },
  {
    id: 'az',
    title: 'az',
    allows: 'Submitting the same file to Azure ML.',
    remedy: 'Install the Azure CLI and its ml extension: `az extension add -n ml`.',
    look: () => ask('az', ['version', '--output', 'json'], (output) => /"azure-cli":\s*"([^"]+)"/.exec(output)?.[1]),
  },
  {
    id: 'disk',
    title: 'Disk',
    allows: 'Outputs, environments and caches of runs.',
    remedy: 'Free some space on this disk.',
    async look({ cwd }) {
      const bytes = await freeBytes(cwd);
      if (bytes === undefined) return { found: false, detail: 'the system does not say how much is free' };
      return { found: bytes >= ENOUGH_BYTES, detail: `${(bytes / 1024 ** 3).toFixed(1)} GB free` };
    },
  },
  {
    id: 'proxies',
    title: 'Proxies',
    allows: 'Fetching packages from where the network is behind a proxy.',
    remedy: 'Set HTTPS_PROXY and NO_PROXY when packages cannot be fetched; nothing to do otherwise.',
    async look({ env }) {
      const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];
      const set = names.filter((name) => env[name] || env[name.toLowerCase()]);
      // Proxy addresses can hold passwords: only the names are printed.
      return { found: true, detail: set.length === 0 ? 'none set, the network is reached directly' : `${set.join(', ')} set` };
    },
  },
];
