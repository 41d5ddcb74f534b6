import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a program in the repository and waits for it.
 * `quiet` keeps its output back and hands it over in the result; else it is shown as it comes.
 * `endsTogether`: when this process is told to end, the program is told too, and waited for.
 * Resolves with `{ code, output }`; a program that cannot be started has code 127.
 */
export function run(command, args, { quiet = false, env = {}, cwd = root, shell = false, endsTogether = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', shell });
    // Ctrl+C reaches the program itself as SIGINT; another signal beside it does not interrupt its way out.
    if (endsTogether) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** Runs npm as it was called, or the one on the path. Windows finds `npm.cmd` only through a shell. */
export function npm(args, options = {}) {
  const entry = process.env.npm_execpath;
  if (entry && /npm-cli\.js$/.test(entry)) return run(process.execPath, [entry, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Runs a program that a package brought along. */
export function bin(name, args, options = {}) {
  return run(process.execPath, [new URL(`../node_modules/${name}`, import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1'), ...args], options);
}
