import { disconnect } from '#shared/edits/disconnect.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import type { Edge, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, type Place, step } from '../check.ts';
import { valuePlace } from '../common/inputs.ts';
import { findCycles } from './find-cycles.ts';
import { waitingEdges } from './job-graph.ts';

/** Names of jobs that a message lists; a longer cycle is cut in the middle. */
const MOST_SHOWN = 8;

/** Edges that are named as places to look at. */
const MOST_RELATED = 100;

/** Jobs that wait for each other (GRF-001). */
export const cycle = defineCheck({
  code: 'cycle',
  rule: 'GRF-001',
  severity: 'error',
  title: 'Jobs wait for each other in a circle',
  run({ pipeline }, report) {
    const number = new Map(pipeline.jobs.map((job, index) => [job.id, index]));
    const graph: number[][] = pipeline.jobs.map(() => []);
    const between = new Map<string, Edge>();
    for (const edge of waitingEdges(pipeline)) {
      const from = number.get(edge.fromJob);
      const to = number.get(edge.toJob);
      if (from === undefined || to === undefined) continue;
      graph[from]?.push(to);
      const key = `${from} ${to}`;
      if (!between.has(key)) between.set(key, edge);
    }
    for (const found of findCycles(graph)) {
      const names = found.map((index) => pipeline.jobs[index]?.id ?? '');
      const edges = found.flatMap((from, k) => between.get(`${from} ${found[(k + 1) % found.length]}`) ?? []);
      const placed = edges.map((edge) => ({ edge, at: placeOf(pipeline, edge) }));
      const last = placed.reduce((a, b) => (b.at.start > a.at.start ? b : a), placed[0] ?? { edge: undefined, at: { start: 0, end: 0 } });
      if (!last.edge) continue;
      report({
        at: last.at,
        message: `Jobs wait for each other in a circle: ${circle(names)}. Take one of these bindings away.`,
        related: placed.slice(0, MOST_RELATED).map(({ edge, at }) => ({ message: `\`${edge.toJob}\` waits for \`${edge.fromJob}\``, at })),
        fixes: unbind(last.edge),
      });
    }
  },
});

function circle(names: readonly string[]): string {
  const first = names[0] ?? '';
  const shown = names.length <= MOST_SHOWN ? names : [...names.slice(0, MOST_SHOWN - 2), `… ${names.length - MOST_SHOWN + 1} more`, names.at(-1) ?? ''];
  return [...shown, first].map((name) => (name.startsWith('…') ? name : `\`${name}\``)).join(' → ');
}

/** Where an edge is written: at the value of the reading input, at the setting, or in the block of a condition. */
function placeOf(pipeline: Pipeline, { from, to, fromJob, toJob, branch, path }: Edge): Place {
  const writer = pipeline.job((branch === undefined ? toJob : fromJob) ?? '');
  if (!writer) return { start: 0, end: 0 };
  const port = path === undefined ? writer.inputs.find((input) => input.end === to) : undefined;
  if (port) return valuePlace(writer, port);
  const names = branch === undefined ? from : to;
  const binding = writer.bindings.find((one) => 'job' in one.expression && `parent.jobs.${one.expression.job}` === names.split('.').slice(0, 3).join('.'));
  return binding?.node ?? writer.entry.key;
}

/** What runs in a block, and what a condition reads, is taken apart by hand. */
function unbind({ kind, to, toJob, fromJob, path }: Edge): readonly Fix[] {
  const title = `Let \`${toJob}\` no longer wait for \`${fromJob}\``;
  if (kind === 'data') return [fix('disconnect', title, step(disconnect, { to }))];
  return path === undefined || toJob === undefined ? [] : [fix('disconnect', title, step(unset, { path: ['jobs', toJob, ...path] }))];
}
