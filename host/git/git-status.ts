import { runCommand } from '#host/runner/run-command.ts';
import type { GitStatus } from '#shared/contract/schemas.ts';

const TIMEOUT_MS = 5000;

/** Opening a folder runs nothing: what a repository's own configuration could start is switched off. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat', '-c', 'protocol.allow=never', '--no-pager'];
const SAFE_ENV = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };

/** Branch and number of changed lines of the repository around `root`; each absent when git, a repository or an answer in time is missing. */
export async function gitStatus(root: string): Promise<GitStatus> {
  const branch = await branchOf(root);
  return branch === undefined ? {} : { branch, changedLines: await changedLinesOf(root) };
}

/** A file below `root` as of the last commit; undefined when git, a repository, a commit or the file in it is missing. */
export async function committedText(root: string, path: string): Promise<string | undefined> {
  return git(root, ['show', '--no-textconv', '--no-ext-diff', `HEAD:./${path}`]);
}

async function branchOf(root: string): Promise<string | undefined> {
  const name = (await git(root, ['symbolic-ref', '--short', '-q', 'HEAD']))?.trim();
  // Detached: the commit itself.
  return name || (await git(root, ['rev-parse', '--short', 'HEAD']))?.trim() || undefined;
}

/** Added and removed lines below `root` since the last commit, files that git does not know yet left out. */
async function changedLinesOf(root: string): Promise<number | undefined> {
  // A filter of the repository's own is a command that `git diff` would run.
  if (await git(root, ['config', '--local', '--includes', '--get-regexp', '^filter\\.'])) return undefined;
  const out = await git(root, ['diff', '--numstat', '--no-ext-diff', '--no-textconv', '--no-renames', '--ignore-submodules=all', 'HEAD', '--', '.']);
  if (out === undefined) return undefined;
  let lines = 0;
  for (const row of out.split('\n')) {
    const [added = '', removed = ''] = row.split('\t');
    lines += (Number(added) || 0) + (Number(removed) || 0);
  }
  return lines;
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  const result = await runCommand('git', [...SAFE, '-C', root, ...args], { timeoutMs: TIMEOUT_MS, env: SAFE_ENV });
  return result.ok && result.value.exitCode === 0 ? result.value.stdout : undefined;
}
