import { outputOfEnd, type Peek } from './previews.store.ts';
import type { ShownRun } from './shown-run.ts';

/** What a port delivered in the run that is shown; undefined where it has not delivered, or is no output. */
export function peekOf(shown: ShownRun | undefined, end: string): Peek | undefined {
  const output = outputOfEnd(end);
  if (!shown || output === undefined) return undefined;
  const { outputs, subOutputs } = shown.request ?? {};
  const made = output.startsWith('parent.') ? outputs?.[output.slice('parent.outputs.'.length)] : subOutputs?.[output];
  const source = made?.task ?? (output.startsWith('parent.') ? undefined : output.slice(0, output.lastIndexOf('.')));
  const key = source === undefined ? undefined : shown.tasks.get(source)?.key;
  return key === undefined ? undefined : { path: shown.path, end, output, run: shown.run };
}
