import type { Binding, Job } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { EditContext, Refusal } from '../edit.ts';
import { locate } from '../splice/locate.ts';
import type { Path } from '../splice/plain.ts';
import { isControl } from './control.ts';
import { refusal } from './guards.ts';

/** What has to go when jobs go: every place that reads from them. */
export interface Unbinding {
  /** Paths to take away, in the order of the text. */
  readonly unset: readonly Path[];
  readonly refusal: Refusal | undefined;
}

/**
 * Finds what reads from `gone` among the jobs that stay. Inputs lose their entry, blocks of control flow lose the name; where a job could not
 * go on without (a condition, a body, the only block) there is a refusal.
 */
export function unbindJobs(context: EditContext, gone: ReadonlySet<string>): Unbinding {
  return findUnbindings(context, (binding) => readsFrom(binding, gone), gone);
}

/** The same for any bindings: those that `isGone` names. `gone` are jobs that go as a whole. */
export function findUnbindings(context: EditContext, isGone: (binding: Binding) => boolean, gone: ReadonlySet<string>): Unbinding {
  const { pipeline, doc } = context;
  const unset: Path[] = [];
  for (const job of pipeline.jobs) {
    if (gone.has(job.id)) continue;
    const found = isControl(job) ? unbindControl(context, job, isGone, gone) : { unset: [], refusal: undefined };
    if (found.refusal) return { unset: [], refusal: found.refusal };
    unset.push(...found.unset);
    for (const binding of job.bindings) {
      if (!isGone(binding)) continue;
      const path = placeOf(job, binding);
      if (path && !unset.some((other) => isWithin(path, other))) unset.push(path);
    }
  }
  for (const key of gone.size === 0 ? [] : ['on_init', 'on_finalize']) {
    const node = locate(doc, ['settings', key]).node;
    if (node?.kind === 'scalar' && gone.has(node.text)) unset.push(['settings', key]);
  }
  return { unset, refusal: undefined };
}

function readsFrom(binding: Binding, gone: ReadonlySet<string>): boolean {
  const { expression } = binding;
  return (expression.kind === 'job-output' || expression.kind === 'job-input' || expression.kind === 'job') && gone.has(expression.job);
}

/** The whole input of a binding; of any other place the key that holds it. Control flow is looked at elsewhere. */
function placeOf(job: Job, binding: Binding): Path | undefined {
  if (binding.kind === 'control' || (isControl(job) && binding.path[0] !== 'inputs')) return undefined;
  const base: Path = ['jobs', job.id];
  const [top, name] = binding.path;
  if ((top === 'inputs' || top === 'outputs') && name !== undefined) return [...base, top, name];
  if (binding.kind === 'data' && top !== undefined) return [...base, top];
  return [...base, ...binding.path];
}

function unbindControl(context: EditContext, job: Job, isGone: (binding: Binding) => boolean, gone: ReadonlySet<string>): Unbinding {
  const base: Path = ['jobs', job.id];
  const broken = (what: string): Unbinding => ({
    unset: [],
    refusal: refusal('nothing-valid-remains', `'${job.id}' cannot go on without its ${what}. Remove '${job.id}' too.`),
  });
  for (const binding of job.bindings) {
    if (!isGone(binding)) continue;
    if (binding.path[0] === 'condition') return broken('condition');
    if (binding.path[0] === 'items') return broken('items');
  }
  if (job.control?.body !== undefined && gone.has(job.control.body)) return broken('body');
  const unset: Path[] = [];
  let left = 0;
  for (const [key, names] of [
    ['true_block', job.control?.trueBlock ?? []],
    ['false_block', job.control?.falseBlock ?? []],
  ] as const) {
    const staying = names.filter((name) => !gone.has(name));
    left += staying.length;
    if (staying.length === names.length) continue;
    const node = resolveAlias(locate(context.doc, [...base, key]).node);
    if (staying.length === 0 || node?.kind !== 'sequence') unset.push([...base, key]);
    else for (let k = names.length - 1; k >= 0; k--) if (gone.has(names[k] ?? '')) unset.push([...base, key, k]);
  }
  if (unset.length > 0 && left === 0) return broken('only block');
  return { unset, refusal: undefined };
}

function isWithin(path: Path, parent: Path): boolean {
  return parent.length <= path.length && parent.every((part, k) => path[k] === part);
}
