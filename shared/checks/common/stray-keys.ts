import { isNull } from '#shared/pipeline/fields.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';

/** An empty job, and the keys beside it that were meant to stand below it. */
export interface Spilt {
  readonly job: string;
  readonly keys: readonly YamlEntry[];
}

const KEYS_OF_JOBS: ReadonlySet<string> = new Set([
  'type',
  'command',
  'component',
  'trial',
  'code',
  'environment',
  'environment_variables',
  'compute',
  'inputs',
  'outputs',
  'resources',
  'distribution',
  'limits',
  'display_name',
  'description',
  'identity',
  'services',
]);

const known = new WeakMap<Pipeline, readonly Spilt[]>();

/** Jobs whose keys stand beside them for want of indentation: `split:` with nothing below, then `command:` in the same column. */
export function spiltJobs(pipeline: Pipeline): readonly Spilt[] {
  const before = known.get(pipeline);
  if (before) return before;
  const found: Spilt[] = [];
  let open: { job: string; keys: YamlEntry[] } | undefined;
  for (const { id, entry } of pipeline.jobs) {
    if (open && KEYS_OF_JOBS.has(id) && !looksLikeJob(entry)) open.keys.push(entry);
    else open = isNull(entry.value) ? { job: id, keys: [] } : undefined;
    if (open?.keys.length === 1) found.push(open);
  }
  known.set(pipeline, found);
  return found;
}

/** True for a key beside an empty job that was meant to stand below it. */
export function isSpilt(pipeline: Pipeline, id: string): boolean {
  return KEYS_OF_JOBS.has(id) && spiltJobs(pipeline).some(({ keys }) => keys.some(({ name }) => name === id));
}

/** True for a mapping that only a job can be. */
export function looksLikeJob({ value }: Pick<YamlEntry, 'value'>): boolean {
  const map = resolveAlias(value);
  return map?.kind === 'mapping' && ['command', 'component', 'trial', 'task'].some((key) => map.entry(key) !== undefined);
}
