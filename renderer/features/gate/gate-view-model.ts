import type { Selection } from '#renderer/state/window/selection.store.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

export type GateTab = 'verdict' | 'rules' | 'settings';

/** The gate that the inspector is about: one that is selected alone, or in whose lines the caret stands. A port picked in the graph shows itself. */
export function gateOf(selection: Selection, pipeline: Pipeline): Job | undefined {
  const jobs = selectedJobs(selection);
  if (jobs.length > 1) return undefined;
  const { primary, source } = selection;
  const parts = primary === undefined ? undefined : parseEnd(primary);
  if (!parts || parts.kind === 'input' || parts.kind === 'output') return undefined;
  const isPicked = parts.kind !== 'job' && (source === 'canvas' || source === 'outline') && !jobs.includes(parts.job);
  const job = isPicked ? undefined : pipeline.job(parts.job);
  return job?.gateKind === undefined ? undefined : job;
}

/** The tabs of a gate; only a metrics gate has rules of its own. */
export function tabsOf(job: Job): readonly GateTab[] {
  return job.gateKind === 'metrics' ? ['verdict', 'rules', 'settings'] : ['verdict', 'settings'];
}

/** The tab that opens: the verdict once there is one, else what can be worked on. */
export function firstTab(job: Job, isJudged: boolean): GateTab {
  return isJudged ? 'verdict' : job.gateKind === 'metrics' ? 'rules' : 'settings';
}

/** The file in which a gate's checks stand, relative to the project: the YAML of a data gate. */
export function checksFileOf(pipeline: Pipeline, path: string, job: Job): string | undefined {
  for (const port of job.inputs) {
    const parts = port.bound === undefined ? undefined : parseEnd(port.bound);
    const given = parts?.kind === 'input' ? pipeline.inputs.find((input) => input.name === parts.name)?.path : port.path;
    if (given === undefined || !/\.ya?ml$/.test(given) || /^[a-z]+:/.test(given)) continue;
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    return normalise(`${folder}${given}`);
  }
  return undefined;
}

/** The output in which a gate shows what it found, besides its verdict: `data_gate.report`, `fairness_gate.cohorts`. */
export function reportOf(job: Job): string | undefined {
  const port = job.outputs.find((each) => each.name !== 'verdict' && /report|cohorts|rows/.test(each.name));
  return port && `${job.id}.${port.name}`;
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
