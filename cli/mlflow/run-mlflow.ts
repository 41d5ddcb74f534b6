import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { openTracking } from '#host/tracking/open-tracking.ts';
import type { PassOutcome } from '#host/tracking/sender.ts';
import { projectOf } from '../run/named-run.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';

/** `sluice mlflow [--send] [--python PATH]`. */
export async function runMlflow(args: VerbArgs, context: VerbContext): Promise<number> {
  let said = '';
  const say = (sentence: string) => {
    if (sentence !== said && sentence !== '') context.err(`${sentence}\n`);
    said = sentence;
  };
  const interrupted = new Promise<void>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => settle());
  });
  const opened = await Promise.race([
    openTracking(projectOf(context), {
      appRoot: await findAppRoot(dirname(fileURLToPath(import.meta.url))),
      env: context.env,
      python: args.value('python'),
      onProgress: (step) => say(step.type === 'started' ? 'MLflow is being installed for this project, once.' : ''),
      onPass: (outcome) => say(describePass(outcome)),
    }),
    interrupted,
  ]);
  if (opened === undefined) return EXIT.cancelled;
  if (!opened.ok) {
    context.err(`${opened.failure}\n`);
    return EXIT.no;
  }
  const tracking = opened.value;
  if (args.has('send')) {
    const outcome = await tracking.sendNow();
    await tracking.close();
    return outcome.failure === undefined ? EXIT.done : EXIT.no;
  }
  context.out(`MLflow is at ${tracking.url}\n`);
  if (tracking.isOwn) context.err('It ends with this command. Press Ctrl+C to end it.\n');
  await interrupted;
  await tracking.close();
  return EXIT.done;
}

function describePass({ sent, failure }: PassOutcome): string {
  if (failure !== undefined) return `Not everything could be sent, and is kept: ${failure}`;
  return sent === 0 ? '' : `Sent ${sent} ${sent === 1 ? 'run' : 'runs'}.`;
}
