import { outputOfEnd, type Peek } from './previews.store.ts';
import type { ShownRun } from './runs.store.ts';

/** What a port delivered in the run that is shown; undefined where it has not delivered, or is no output. */
export function peekOf(shown: ShownRun | undefined, end: string): Peek | undefined {
  const output = outputOfEnd(end);
  if (!shown || output === undefined) return undefined;
  const source = output.startsWith('parent.') ? shown.request?.outputs[output.slice('parent.outputs.'.length)]?.task : output.slice(0, output.lastIndexOf('.'));
  const key = source === undefined ? undefined : shown.tasks.get(source)?.key;
  return key === undefined ? undefined : { path: shown.path, end, output, run: shown.run };
}
