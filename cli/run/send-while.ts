import { targetName, trackingTarget } from '#host/tracking/tracking-target.ts';
import type { VerbContext } from '../verb.ts';

/** How long the command stays after a run to send the rest of it. */
const PATIENCE_MS = 10_000;

/** Sends what runs keep to the server that MLFLOW_TRACKING_URI names, while a run goes on and for a moment after it. What is left is kept, which is said. */
export async function sendWhile<T>(root: string, appRoot: string, context: VerbContext, run: () => Promise<T>): Promise<T> {
  const target = trackingTarget(context.env, root);
  if (target.kind !== 'server') return run();
  const { openTracking } = await import('#host/tracking/open-tracking.ts');
  const opened = await openTracking(root, { appRoot, env: context.env });
  if (!opened.ok) return run();
  const tracking = opened.value;
  try {
    return await run();
  } finally {
    const late = new Promise<undefined>((settle) => setTimeout(() => settle(undefined), PATIENCE_MS).unref());
    const outcome = await Promise.race([tracking.sendNow(), late]);
    await tracking.close();
    if (outcome === undefined || outcome.failure !== undefined) {
      const why = outcome?.failure === undefined ? '' : ` (${outcome.failure})`;
      context.err(`Not everything could be sent to ${targetName(target)}${why}. It is kept, and sent with the next run or by sluice mlflow --send.\n`);
    }
  }
}
