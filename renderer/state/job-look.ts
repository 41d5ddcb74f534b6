import type { GateKind } from '#shared/azureml/gate-kind.ts';
import type { JobKind, Role } from '#shared/azureml/kinds.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { emblemOf } from './gates/gate-look.ts';

/** Colour family of a role's icon: the tokens are `--role-data` and so on. */
export type RoleFamily = 'data' | 'learn' | 'judge' | 'ship' | 'none';

const ROLE_ICONS = {
  ingest: 'database',
  validate: 'clipboard-check',
  preprocess: 'funnel',
  split: 'scissors',
  train: 'dumbbell',
  tune: 'sliders-horizontal',
  evaluate: 'chart-column',
  explain: 'lightbulb',
  gate: 'gate-set',
  approve: 'user-check',
  test: 'flask-conical',
  register: 'package-check',
  deploy: 'rocket',
  monitor: 'activity',
} as const satisfies Record<Role, string>;

const ROLE_FAMILIES: Readonly<Record<Role, RoleFamily>> = {
  ingest: 'data',
  validate: 'data',
  preprocess: 'data',
  split: 'data',
  train: 'learn',
  tune: 'learn',
  evaluate: 'judge',
  explain: 'judge',
  gate: 'judge',
  approve: 'judge',
  test: 'judge',
  register: 'ship',
  deploy: 'ship',
  monitor: 'ship',
};

const KIND_ICONS = {
  command: 'terminal',
  sweep: 'sliders-horizontal',
  parallel: 'rows-3',
  automl: 'trophy',
  spark: 'zap',
  pipeline: 'workflow',
  'data-transfer': 'arrow-right-left',
  import: 'arrow-right-left',
  'if-else': 'split',
  'do-while': 'repeat',
  'parallel-for': 'iteration-cw',
  unknown: 'circle-question-mark',
} as const satisfies Record<JobKind, string>;

/** Names of icons in `renderer/ui/icons`. */
export type JobIcon = (typeof ROLE_ICONS)[Role] | (typeof KIND_ICONS)[JobKind] | ReturnType<typeof emblemOf>;

const KIND_WORDS: Readonly<Record<JobKind, string>> = {
  command: 'command job',
  sweep: 'sweep job',
  parallel: 'parallel job',
  automl: 'AutoML job',
  spark: 'Spark job',
  pipeline: 'pipeline job',
  'data-transfer': 'data transfer job',
  import: 'import job',
  'if-else': 'if_else',
  'do-while': 'do_while',
  'parallel-for': 'parallel_for',
  unknown: 'job of an unknown type',
};

const GATE_WORDS: Readonly<Record<GateKind, string>> = {
  data: 'data gate',
  tests: 'test gate',
  metrics: 'metrics gate',
  cohorts: 'cohort gate',
  secrets: 'secret gate',
  smoke: 'smoke test gate',
  approval: 'approval gate',
};

/** The icon of a job: its role says more than its kind. */
export function iconOfJob(job: Pick<Job, 'role' | 'kind' | 'gateKind'>): JobIcon {
  if (job.gateKind !== undefined) return emblemOf(job.gateKind, undefined);
  return job.role ? ROLE_ICONS[job.role] : KIND_ICONS[job.kind];
}

/** The icon of a component by the role that its tag or name gives. */
export function iconOfRole(role: Role | undefined): JobIcon | 'box' {
  return role ? ROLE_ICONS[role] : 'box';
}

export function familyOfRole(role: Role | undefined): RoleFamily {
  return role ? ROLE_FAMILIES[role] : 'none';
}

/** "command job", "sweep job", "metrics gate". */
export function wordOfJob(job: Pick<Job, 'kind' | 'isGate' | 'gateKind'>): string {
  if (job.gateKind !== undefined) return GATE_WORDS[job.gateKind];
  return job.isGate ? 'gate' : KIND_WORDS[job.kind];
}
