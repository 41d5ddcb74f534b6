import { fail, ok, type Result } from '#shared/base/result.ts';
import { keyParts } from '#shared/runs/run-key.ts';
import type { CommandTask } from '#shared/runs/run-plan.ts';
import { hashText } from '../files/content-hash.ts';
import { placeOf } from '../files/disk-run-files.ts';
import { fetchFile } from './fetch-file.ts';
import type { RunContext } from './run-context.ts';

/** What is needed to say what a task's result depends on. */
export type IdentityContext = Pick<RunContext, 'root' | 'hashes' | 'outcomeOf'> & Partial<Pick<RunContext, 'scope'>>;

/** A task with everything that its result depends on known. */
export interface Identity {
  readonly key: string;
  readonly parts: Readonly<Record<string, string>>;
  /** What stands in the command for an input: a literal's text or a path; undefined when nothing is given. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Works out where a task's inputs are and the key of its result. The failure is a sentence. */
export async function identify(task: CommandTask, context: IdentityContext): Promise<Result<Identity, string>> {
  const values: Record<string, string | undefined> = {};
  const inputs: Record<string, string | undefined> = {};
  for (const [name, input] of Object.entries(task.inputs)) {
    switch (input.from) {
      case 'nothing':
        values[name] = undefined;
        inputs[name] = undefined;
        break;
      case 'literal':
        values[name] = input.text;
        inputs[name] = `text ${input.text}`;
        break;
      case 'path': {
        const path = placeOf(context.root, input.path);
        values[name] = path;
        inputs[name] = await context.hashes.of(path);
        break;
      }
      case 'url': {
        const fetched = await fetchFile(context.root, input.url, { signal: context.scope?.signal });
        if (!fetched.ok) return fetched;
        values[name] = fetched.value;
        inputs[name] = await context.hashes.of(fetched.value);
        break;
      }
      case 'task': {
        const output = context.outcomeOf(input.task)?.outputs[input.port];
        if (!output || output.hash === null) return fail(`\`${task.id}\` reads ${input.port} of \`${input.task}\`, which was not written.`);
        values[name] = output.text ?? output.path;
        inputs[name] = output.text === undefined ? output.hash : `text ${output.text}`;
        break;
      }
    }
  }
  const includes = await Promise.all(task.additionalIncludes.map((path) => context.hashes.ofCode(placeOf(context.root, path))));
  const code = task.code === undefined ? '' : await context.hashes.ofCode(placeOf(context.root, task.code));
  const parts = keyParts(task, { code, includes, inputs });
  return ok({ key: keyOf(parts), parts, values });
}

/** The parts by name. They are made texts once: a job may have a thousand inputs, and `sort` by itself would do so for every comparison. */
function keyOf(parts: Readonly<Record<string, string>>): string {
  const byText = Object.entries(parts).map((part) => [String(part), part] as const);
  byText.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return hashText(JSON.stringify(byText.map(([, part]) => part))).slice(0, 32);
}
