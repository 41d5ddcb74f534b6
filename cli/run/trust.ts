import { urlsToFetch } from '#host/runner/fetch-file.ts';
import { withBodies } from '#shared/runs/reads-of.ts';
import type { RunPlan } from '#shared/runs/run-plan.ts';
import { commandOf } from '#shared/runs/task-environment.ts';
import type { VerbContext } from '../verb.ts';
import { askLine } from './ask-line.ts';
import { trustedFolders } from './is-trusted.ts';

/** True when the pipelines of a folder may run: trusted for this call, before, or now. Says how when not. */
export async function mayRun(root: string, plan: RunPlan, yes: boolean, context: VerbContext): Promise<boolean> {
  if (yes) return true;
  const folders = trustedFolders(context.env);
  const urls = await urlsToFetch(root, plan);
  const isTrusted = await folders.has(root);
  if (isTrusted && urls.length === 0) return true;
  const commands = withBodies(plan.tasks).flatMap((task) => (commandOf(task) === '' ? [] : [`  ${task.id}: ${commandOf(task).split('\n')[0]}`]));
  if (!isTrusted) context.err(`${plan.name} runs commands of ${root} on this computer:\n${commands.join('\n')}\n`);
  if (urls.length > 0) context.err(`It downloads, once:\n${urls.map((url) => `  ${url}`).join('\n')}\n`);
  if (!context.isTerminal || !process.stdin.isTTY) {
    context.err(
      isTrusted
        ? 'Add --yes to download it, or map it in .sluice/local.yml.\n'
        : 'This folder is not trusted yet. Look at the commands, then add --yes to run them.\n',
    );
    return false;
  }
  const answer = (await askLine(isTrusted ? 'Download it? [y/N] ' : 'Run pipelines of this folder from now on? [y/N] ')) ?? '';
  if (!/^y(es)?$/i.test(answer.trim())) return false;
  if (!isTrusted) await folders.add(root);
  return true;
}
