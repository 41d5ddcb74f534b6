import type { TaskInput } from '#shared/runs/run-plan.ts';
import { readValue } from '../files/runs/gather-outputs.ts';
import type { OutputAt, RunContext } from './run-context.ts';

/** What a condition's text says: `true`, `True`, `1`, `yes` and their opposites; undefined for anything else. */
export function truthOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(true|1|yes|on)$/i.test(text.trim())) return true;
  return /^(false|0|no|off)$/i.test(text.trim()) ? false : undefined;
}

/** The value that a task wrote; that of a file when the output is one. */
export function textOf(output: OutputAt | undefined): string | undefined {
  if (!output || output.hash === null) return undefined;
  return output.text ?? readValue(output.path);
}

/** The value of a setting of a control job; undefined when it was not written. */
export function textOfInput(input: TaskInput, context: Pick<RunContext, 'outcomeOf'>): string | undefined {
  switch (input.from) {
    case 'literal':
      return input.text;
    case 'task':
      return textOf(context.outcomeOf(input.task)?.outputs[input.port]);
    default:
      return undefined;
  }
}
