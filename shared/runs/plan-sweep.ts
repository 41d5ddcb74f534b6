import { asLiteral, asMapping, asSequence, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import type { Body } from './plan-body.ts';
import { planCommand } from './plan-command.ts';
import { fieldsIn, numberAt } from './plan-context.ts';
import type { PlanScope } from './plan-scope.ts';
import type { SearchDistribution, SearchValue, SweepTask } from './run-plan.ts';
import { hasFinitelyMany, withNested } from './sample-space.ts';
import { SOBOL_DIMENSIONS } from './sobol.ts';

/** A sweep: its trial, what is searched, and how. */
export function planSweep(scope: PlanScope, job: Job, body: Body): SweepTask {
  const own = fieldsIn(job.entry.value);
  const space: Record<string, SearchDistribution> = {};
  for (const [name, entry] of fieldsIn(own.get('search_space')?.value)) space[name] = distributionOf(entry);
  // A trial that stands in the job and declares no inputs has those of the job, as in a sweep of its own.
  const isOpen = body.doc === undefined && !body.fields.has('inputs');
  const trial = planCommand(scope, job, isOpen ? { ...body, declared: undefined } : body, new Set(Object.keys(space)));
  const stop = (message: string, field: string) =>
    scope.found.stop({ code: 'bad-value', job: trial.id, name: undefined, message, field: ['jobs', job.id, field] });

  const objective = fieldsIn(own.get('objective')?.value);
  const metric = asText(objective.get('primary_metric')?.value);
  if (metric === undefined) stop(`\`${job.id}\` does not say which metric decides. Write it under objective.primary_metric.`, 'objective');
  const how = own.get('sampling_algorithm')?.value;
  const algorithm = (asText(how) ?? asText(fieldsIn(how).get('type')?.value) ?? 'random').toLowerCase();
  const isSobol = asText(fieldsIn(how).get('rule')?.value)?.toLowerCase() === 'sobol';
  const sampling = algorithm === 'grid' || algorithm === 'bayesian' ? algorithm : isSobol ? 'sobol' : 'random';
  if (Object.keys(space).length === 0) stop(`\`${job.id}\` searches nothing. Name at least one input under search_space.`, 'search_space');
  const all = Object.entries(space).flatMap(([name, one]) => withNested(one).map((each) => [name, each] as const));
  const odd = all.find(([, one]) => !DISTRIBUTIONS.has(one.type));
  if (odd) stop(`\`${job.id}\` searches \`${odd[0]}\` by ${odd[1].type}, which is no distribution.`, 'search_space');
  const empty = all.find(([, one]) => one.type === 'choice' && (one.values ?? []).length === 0);
  if (empty) stop(`\`${job.id}\` has no values for \`${empty[0]}\` to choose from that can be given to a command.`, 'search_space');
  if (sampling === 'sobol' && all.length > SOBOL_DIMENSIONS)
    scope.found.note(`\`${trial.id}\` searches ${all.length} values by a Sobol sequence: here those beyond ${SOBOL_DIMENSIONS} are drawn at random.`);
  const unusual = all.find(([, one]) => !BAYESIAN.has(one.type));
  if (sampling === 'bayesian' && unusual)
    scope.found.note(`\`${trial.id}\` searches \`${unusual[0]}\` (${unusual[1].type}) bayesian: Azure ML does so for choice, uniform and quniform only.`);
  const continuous = Object.entries(space).find(([, one]) => !hasFinitelyMany(one));
  if (sampling === 'grid' && continuous)
    stop(`\`${job.id}\` searches on a grid, which \`${continuous[0]}\` (${continuous[1].type}) has none of. Use choice, or sample at random.`, 'search_space');

  const limits = fieldsIn(own.get('limits')?.value);
  const seconds = (key: string) => {
    const value = numberAt(limits, key);
    return value === undefined || value <= 0 ? undefined : value * 1000;
  };
  const maxTrials = Math.max(1, Math.floor(numberAt(limits, 'max_total_trials') ?? 1000));
  return {
    id: trial.id,
    job: trial.job,
    kind: 'sweep',
    displayName: trial.displayName,
    waitsFor: trial.waitsFor,
    inputs: trial.inputs,
    outputs: trial.outputs,
    gate: undefined,
    trial: { ...trial, timeoutMs: seconds('trial_timeout') ?? trial.timeoutMs },
    sampling,
    seed: numberAt(fieldsIn(how), 'seed'),
    logBase: numberAt(fieldsIn(how), 'logbase'),
    space,
    objective: { metric: metric ?? '', goal: asText(objective.get('goal')?.value)?.toLowerCase() === 'minimize' ? 'minimize' : 'maximize' },
    limits: {
      maxTrials,
      maxConcurrent: Math.max(1, Math.floor(numberAt(limits, 'max_concurrent_trials') ?? maxTrials)),
      timeoutMs: seconds('timeout'),
      trialTimeoutMs: seconds('trial_timeout'),
    },
    earlyTermination: policyOf(own.get('early_termination'), (message) => stop(`\`${job.id}\` ${message}`, 'early_termination')),
  };
}

const DISTRIBUTIONS: ReadonlySet<string> = new Set([
  'choice',
  'randint',
  'uniform',
  'quniform',
  'loguniform',
  'qloguniform',
  'normal',
  'qnormal',
  'lognormal',
  'qlognormal',
]);
const BAYESIAN: ReadonlySet<string> = new Set(['choice', 'uniform', 'quniform']);
const POLICIES: ReadonlySet<string> = new Set(['bandit', 'median_stopping', 'truncation_selection']);

function policyOf(entry: YamlEntry | undefined, stop: (message: string) => void): SweepTask['earlyTermination'] {
  const policy: Record<string, string | number> = {};
  for (const [name, { value }] of fieldsIn(entry?.value)) {
    const literal = asLiteral(value);
    if (typeof literal === 'number' || typeof literal === 'string') policy[name] = literal;
  }
  if (entry === undefined || Object.keys(policy).length === 0) return undefined;
  const type = String(policy.type ?? '').toLowerCase();
  if (!POLICIES.has(type)) stop(`ends trials early by ${type === '' ? 'no policy' : type}. There are ${[...POLICIES].join(', ')}.`);
  return { ...policy, type };
}

function distributionOf(entry: YamlEntry): SearchDistribution {
  const fields = fieldsIn(entry.value);
  const parameters: Record<string, number> = {};
  for (const key of fields.keys()) {
    const number = key === 'type' || key === 'values' ? undefined : numberAt(fields, key);
    if (number !== undefined) parameters[key] = number;
  }
  const values = asSequence(fields.get('values')?.value)?.items.flatMap((item): readonly SearchValue[] => {
    const map = asMapping(item.value);
    if (map) return [Object.fromEntries([...fieldsOf(map)].map(([name, within]) => [name, distributionWithin(within)]))];
    const value = asLiteral(item.value);
    return value === undefined ? [] : [value];
  });
  return { type: (asText(fields.get('type')?.value) ?? 'choice').toLowerCase(), parameters, ...(values === undefined ? {} : { values }) };
}

/** What is searched within a value to choose; a plain value is the only one to choose from. */
function distributionWithin(entry: YamlEntry): SearchDistribution {
  if (asMapping(entry.value)) return distributionOf(entry);
  const value = asLiteral(entry.value);
  return { type: 'choice', parameters: {}, values: value === undefined ? [] : [value] };
}
