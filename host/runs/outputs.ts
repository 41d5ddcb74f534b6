import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import type { OutputLook, OutputOfRun } from '#shared/runs/output-look.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import type { ReadCode } from '../files/file-failure.ts';
import { findOutput } from '../files/runs/output-files.ts';
import { OutputStore } from '../files/runs/output-store.ts';
import { readRunOutputs } from '../files/runs/run-folder.ts';
import { findRun } from '../runner/find-runs.ts';
import { lookAtOutput, type StoredOutput } from './previews/look-at-output.ts';

type Found = OutputOfRun & { readonly key: string };
type NoOutput = Failure<'no-such-run' | 'no-such-output'>;

/** What the jobs of a run have written so far, and what the pipeline's outputs are made from. */
export function listOutputs(root: string, run: string): Result<readonly OutputOfRun[], Failure<'no-such-run'>> {
  const found = outputsOf(root, run);
  return found.ok ? ok(found.value.map(({ key: _key, ...output }) => output)) : found;
}

/** What is in an output of a run, or in a file of it. */
export async function lookInRun(
  root: string,
  run: string,
  output: string,
  path: string | undefined,
): Promise<Result<OutputLook, Failure<ReadCode> | NoOutput>> {
  const stored = storedOutput(root, run, output);
  return stored.ok ? lookAtOutput(root, stored.value, path) : stored;
}

/** Where an output of a run lies on this computer, to show it in its folder. */
export async function placeInRun(root: string, run: string, output: string, path: string | undefined): Promise<Result<string, Failure<ReadCode> | NoOutput>> {
  const stored = storedOutput(root, run, output);
  if (!stored.ok) return stored;
  const found = await findOutput(root, stored.value.key, stored.value.port, path);
  return found.ok ? ok(found.value.real) : found;
}

function storedOutput(root: string, run: string, output: string): Result<StoredOutput, NoOutput> {
  const found = outputsOf(root, run);
  if (!found.ok) return found;
  const one = found.value.find((each) => each.output === output);
  if (one) return ok({ output, key: one.key, port: one.port });
  return fail({ code: 'no-such-output', message: `This run has written no ${output}. Run the job again if its outputs were removed.` });
}

function outputsOf(root: string, run: string): Result<readonly Found[], Failure<'no-such-run'>> {
  const state = findRun(root, run);
  if (!state || state.run !== run) return fail({ code: 'no-such-run', message: `The run ${run} is gone. It may have been removed.` });
  return ok(writtenBy(root, state));
}

function writtenBy(root: string, state: RunState): readonly Found[] {
  const store = new OutputStore(root);
  const found: Found[] = [];
  for (const { id, key } of state.jobs) {
    // Keys are hashes; anything else was written by somebody else.
    const stored = key !== undefined && /^[\w-]+$/.test(key) ? store.read(key) : undefined;
    for (const [port, hash] of Object.entries(stored?.outputs ?? {}))
      if (hash !== null && stored && key !== undefined) found.push({ output: `${id}.${port}`, task: id, port, hash, madeBy: stored.run, key });
  }
  for (const [name, source] of Object.entries(readRunOutputs(root, state.run))) {
    const made = found.find((each) => each.output === `${source.task}.${source.port}`);
    if (made && !found.some((each) => each.output === name)) found.push({ ...made, output: name });
  }
  return found;
}
