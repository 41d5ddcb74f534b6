import type { Tab } from '../workspace/tabs.ts';
import { type JobRun, jobRunOf, type TaskRun } from './job-run.ts';
import { type FoldedRun, factsOf, isPart } from './run-fold.ts';
import type { ShownRun } from './shown-run.ts';

type Jobs = FoldedRun['jobs'];

/** What was worked out for the jobs of a run, by the way into its sub-pipelines: forgotten with them. */
const KNOWN = new WeakMap<Jobs, Map<string, Jobs>>();

/** How the jobs of a document stand: in a run of its own, else, where one stepped into it, in the run that is shown on the pipeline around it. */
export function jobsOnScreen(shown: Readonly<Record<string, ShownRun>>, path: string, tab: Pick<Tab, 'trail' | 'through'> | undefined): Jobs | undefined {
  const own = shown[path];
  if (own) return own.jobs;
  const around = aroundOf(shown, tab);
  return around && jobsWithin(around, tab?.through ?? []);
}

/** The run that is shown on the pipeline from which one stepped into this one. */
export function aroundOf(shown: Readonly<Record<string, ShownRun>>, tab: Pick<Tab, 'trail' | 'through'> | undefined): ShownRun | undefined {
  const [outermost] = tab?.trail ?? [];
  return outermost === undefined || tab?.through?.length !== tab?.trail.length ? undefined : shown[outermost];
}

/** The jobs of a sub-pipeline by their own names. `way`: the jobs through which one comes to it; of a loop all rounds count together. */
export function jobsWithin(run: Pick<FoldedRun, 'jobs' | 'tasks' | 'environments' | 'metrics'>, way: readonly string[]): Jobs {
  const known = KNOWN.get(run.jobs) ?? new Map<string, Jobs>();
  KNOWN.set(run.jobs, known);
  const id = way.join('.');
  const found = known.get(id) ?? putTogether(run, id);
  known.set(id, found);
  return found;
}

function putTogether(run: Pick<FoldedRun, 'tasks' | 'environments' | 'metrics'>, way: string): Jobs {
  const tasksOf = new Map<string, TaskRun[]>();
  for (const task of run.tasks.values()) {
    if (isPart(task.id, run.tasks)) continue;
    const job = nameWithin(task.id, way);
    if (job !== undefined) tasksOf.set(job, [...(tasksOf.get(job) ?? []), task]);
  }
  const facts = factsOf(run);
  const jobs = new Map<string, JobRun>();
  for (const [job, tasks] of tasksOf) {
    const stands = jobRunOf(job, tasks, { ...facts, noteOf: (name) => facts.noteOf(`${way}.${name}`) });
    if (stands) jobs.set(job, stands);
  }
  return jobs;
}

/** The job behind `way` that a task belongs to: of `scoring.prep`, seen from `scoring`, `prep`. */
function nameWithin(task: string, way: string): string | undefined {
  const plain = task.replace(/\[\d+\]/g, '');
  return plain.startsWith(`${way}.`) ? plain.slice(way.length + 1).replace(/\..*$/, '') : undefined;
}
