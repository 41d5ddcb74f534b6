import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** Where the files of a project come from. */
export interface GitOrigin {
  readonly commit: string;
  readonly branch: string | undefined;
  /** Address of `origin`, without a password. */
  readonly repository: string | undefined;
}

/** Commit, branch and origin of the repository around a folder, from its files: no process is started. Undefined outside of a repository and before its first commit. */
export function gitOrigin(folder: string): GitOrigin | undefined {
  const git = gitFolder(folder);
  if (git === undefined) return undefined;
  const head = readText(join(git, 'HEAD'))?.trim() ?? '';
  const common = commonFolder(git);
  const ref = /^ref: (.*)$/.exec(head)?.[1];
  const commit = ref === undefined ? head : commitOf(ref, git, common);
  if (commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  return { commit, branch: ref?.replace(/^refs\/heads\//, ''), repository: originOf(readText(join(common, 'config')) ?? '') };
}

/** The nearest `.git`; of a worktree or a submodule the folder that its file names. */
function gitFolder(folder: string): string | undefined {
  for (let at = folder; ; at = join(at, '..')) {
    const git = join(at, '.git');
    if (readText(join(git, 'HEAD')) !== undefined) return git;
    const named = /^gitdir: (.*)$/m.exec(readText(git) ?? '')?.[1];
    if (named !== undefined) return isAbsolute(named) ? named : join(at, named);
    if (join(at, '..') === at) return undefined;
  }
}

function commonFolder(git: string): string {
  const common = readText(join(git, 'commondir'))?.trim();
  if (common === undefined) return git;
  return isAbsolute(common) ? common : join(git, common);
}

function commitOf(ref: string, git: string, common: string): string | undefined {
  const loose = readText(join(git, ref)) ?? readText(join(common, ref));
  if (loose !== undefined) return loose.trim();
  const packed = readText(join(common, 'packed-refs')) ?? '';
  return packed
    .split('\n')
    .find((line) => line.endsWith(` ${ref}`))
    ?.split(' ')[0];
}

function originOf(config: string): string | undefined {
  const url = /^\[remote "origin"\]\s*\n(?:[^[]*\n)*?\s*url\s*=\s*(\S+)/m.exec(config)?.[1];
  return url?.replace(/\/\/[^/@]*@/, '//');
}

function readText(file: string): string | undefined {
  try {
    // A failure costs more than a look, and most of what is looked for is not there.
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
