import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';

/** Rows that the plate of a gate has at least, so that its verdict fits and its box never changes size (design.md §5). */
const LEAST: Readonly<Record<GateKind, number>> = { data: 6, tests: 3, metrics: 1, cohorts: 4, secrets: 3, smoke: 3, approval: 3 };

/** What the plate of a gate says before a verdict: the rules as typed; of the other gates what they judge by, `max_gap: 0.05`. */
export function gateLines(job: Pick<Job, 'gateKind' | 'rules' | 'inputs'>): readonly string[] {
  if (job.gateKind === undefined) return [];
  if (job.gateKind === 'metrics') return job.rules;
  return job.inputs.flatMap((port) => {
    const value = port.literal ?? port.path;
    return port.entry === undefined || value === undefined
      ? []
      : [
          `${port.name}: ${String(value)
            .trim()
            .replace(/\s*\n\s*/g, ', ')}`,
        ];
  });
}

/** Rows of a gate's plate. */
export function gateRows(job: Pick<Job, 'gateKind' | 'rules' | 'inputs'>): number {
  return job.gateKind === undefined ? 0 : Math.max(LEAST[job.gateKind], gateLines(job).length);
}
