import { userInfo } from 'node:os';
import { runCommand } from '#host/runner/run-command.ts';

/** Who signs what is decided here: the name that git knows, else the account of this computer. */
export async function gitUser(root: string): Promise<string> {
  const found = await runCommand('git', ['-C', root, 'config', '--get', 'user.name'], { timeoutMs: 5_000 });
  const name = found.ok && found.value.exitCode === 0 ? found.value.stdout.trim() : '';
  if (name !== '') return name;
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
