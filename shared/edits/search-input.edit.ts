import { z } from 'zod';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { Job, Port } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { findPort, firstRefusal, refusal, refuseNoJob, refuseNoPipeline, refuseNoPort } from './common/guards.ts';
import { inputPath } from './common/places.ts';
import { refuseShared, sharedChoice, unshare } from './common/sharing.ts';
import { nameArg } from './common/values.ts';
import { defineEdit } from './edit.ts';
import { Draft } from './splice/draft.ts';
import { locate } from './splice/locate.ts';
import { isPlainMap, type Plain } from './splice/plain.ts';

const DISTRIBUTIONS = ['choice', 'uniform', 'loguniform', 'quniform', 'qloguniform', 'normal', 'lognormal', 'qnormal', 'qlognormal', 'randint'] as const;
type Distribution = (typeof DISTRIBUTIONS)[number];

/** Has a sweep try values of an input: a distribution that fits its type takes the place of its value; or gives it another distribution. */
export const searchInput = defineEdit({
  id: 'search-input',
  summary: 'Have a sweep try values of an input, or change how they are drawn.',
  args: z.strictObject({
    job: nameArg,
    input: nameArg,
    as: z.enum(DISTRIBUTIONS).optional().describe('How values are drawn; default: by the type of the input'),
    shared: sharedChoice,
  }),
  label: (args) => `Search over ${args.job}.${args.input}`,
  refuse: (context, args) =>
    firstRefusal(
      () => refuseNoPipeline(context),
      () => refuseNoJob(context, args.job),
      () => {
        const job = context.pipeline.job(args.job) as Job;
        if (job.kind !== 'sweep') return refusal('bad-arguments', `'${args.job}' is no sweep. Make it one first.`);
        const port = findPort(job, 'input', args.input);
        if (!port) return job.resolved ? refuseNoPort(job, 'input', args.input) : undefined;
        if (port.bound !== undefined) return refusal('already-connected', `${args.job}.${args.input} reads ${port.bound}: disconnect it first.`);
        if (port.type !== undefined && !isLiteralType(port.type))
          return refusal('type-mismatch', `A sweep tries values; ${args.job}.${args.input} takes ${port.type}.`);
        return args.as === undefined && locate(context.doc, ['jobs', args.job, 'search_space', args.input]).rest.length === 0
          ? refusal('nothing-to-do', `${args.job} searches over ${args.input} already.`)
          : undefined;
      },
      () => refuseShared(context.doc, ['jobs', args.job, 'search_space', args.input], args.shared),
    ),
  apply(context, args) {
    const draft = new Draft(context.doc);
    const job = context.pipeline.job(args.job) as Job;
    const port = findPort(job, 'input', args.input);
    const path = ['jobs', args.job, 'search_space', args.input];
    unshare(draft, path, args.shared);
    const { node, rest } = locate(draft.doc, path);
    const written = rest.length === 0 ? (toPlain(node) as Plain) : undefined;
    draft.set(path, distributionOf(args.as ?? fitting(port), port, isPlainMap(written) ? written : {}));
    const place = inputPath(job, args.input);
    if (locate(draft.doc, place).rest.length === 0) draft.unset(place);
    return { edits: draft.edits, expect: draft.expected, select: [`parent.jobs.${args.job}`] };
  },
});

/** Limits make a range; words, switches and what has no limits a choice. */
function fitting(port: Port | undefined): Distribution {
  const declared = port?.declared;
  const isRange = declared?.enum === undefined && declared?.min !== undefined && declared.max !== undefined;
  if (!isRange || (port?.type !== 'number' && port?.type !== 'integer')) return 'choice';
  return port.type === 'integer' ? 'quniform' : 'uniform';
}

function distributionOf(type: Distribution, port: Port | undefined, before: { readonly [key: string]: Plain }): { readonly [key: string]: Plain } {
  const declared = port?.declared;
  const value = port?.literal ?? declared?.default;
  const kept = (key: string, otherwise: Plain): Plain => before[key] ?? otherwise;
  switch (type) {
    case 'choice':
      return { type, values: kept('values', declared?.enum ? [...declared.enum] : port?.type === 'boolean' ? [true, false] : [value ?? 0]) };
    case 'randint':
      return { type, upper: kept('upper', declared?.max ?? 10) };
    case 'normal':
    case 'lognormal':
      return { type, mu: kept('mu', 0), sigma: kept('sigma', 1) };
    case 'qnormal':
    case 'qlognormal':
      return { type, mu: kept('mu', 0), sigma: kept('sigma', 1), q: kept('q', 1) };
    default: {
      // Limits of a logarithmic distribution are exponents of e.
      const isLog = type === 'loguniform' || type === 'qloguniform';
      const limit = (key: 'min_value' | 'max_value', at: number): Plain => {
        const wasLog = before.type === 'loguniform' || before.type === 'qloguniform';
        return before[key] !== undefined && wasLog === isLog ? before[key] : isLog ? rounded(Math.log(Math.max(at, 1e-6))) : at;
      };
      const range = { type, min_value: limit('min_value', declared?.min ?? 0), max_value: limit('max_value', declared?.max ?? 1) };
      return type.startsWith('q') ? { ...range, q: kept('q', 1) } : range;
    }
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
