import { profileFolder } from '#host/files/profile-folder.ts';
import { ProfileStore } from '#host/files/profile-store.ts';
import { TrustedFolders } from '#host/files/trusted-folders.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import type { VerbContext } from '../verb.ts';
import { askLine } from './ask-line.ts';

/** True when the pipelines of a folder may run: trusted for this call, before, or now. Says how when not. */
export async function mayRun(root: string, plan: RunPlan, yes: boolean, context: VerbContext): Promise<boolean> {
  if (yes) return true;
  const folders = new TrustedFolders(new ProfileStore(profileFolder(context.env)));
  if (await folders.has(root)) return true;
  const commands = plan.tasks.map(
    (task) => `  ${task.id}: ${(task.kind === 'command' ? task.command : task.kind === 'sweep' ? task.trial.command : task.kind).trim().split('\n')[0]}`,
  );
  context.err(`${plan.name} runs commands of ${root} on this computer:\n${commands.join('\n')}\n`);
  if (!context.isTerminal || !process.stdin.isTTY) {
    context.err('This folder is not trusted yet. Look at the commands, then add --yes to run them.\n');
    return false;
  }
  const answer = (await askLine('Run pipelines of this folder from now on? [y/N] ')) ?? '';
  if (!/^y(es)?$/i.test(answer.trim())) return false;
  await folders.add(root);
  return true;
}
