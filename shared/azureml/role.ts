import type { Role } from './kinds.ts';

export const ROLES: readonly Role[] = [
  'ingest',
  'validate',
  'preprocess',
  'split',
  'train',
  'tune',
  'evaluate',
  'explain',
  'gate',
  'approve',
  'register',
  'deploy',
  'test',
  'monitor',
];

/** The tag by which a component or job says its role. */
export const ROLE_TAG = 'sluice.role';

const KNOWN: ReadonlySet<string> = new Set(ROLES);

/** What a role is decided from. */
export interface RoleHints {
  /** The tag `sluice.role` of the job, else of its component. */
  readonly tag: string | undefined;
  readonly isSweep: boolean;
  readonly isAutoml: boolean;
  /** True for a gate that has no tag. */
  readonly looksLikeGate: boolean;
  /** The job's name, then its component's name, then its display name: earlier ones count more. */
  readonly names: readonly string[];
  /** Names of the outputs, and names of the inputs, for jobs whose names say nothing. */
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
}

/** What a job is for: its tag, else what its names and ports suggest; undefined when nothing does. It only decides looks and where checks look. */
export function roleOf(hints: RoleHints): Role | undefined {
  const tag = hints.tag?.trim().toLowerCase();
  if (tag !== undefined && KNOWN.has(tag)) return tag as Role;
  if (hints.looksLikeGate) return 'gate';
  if (hints.isSweep) return 'tune';
  for (const name of hints.names) {
    const role = roleOfName(name);
    if (role) return role;
  }
  if (hints.isAutoml) return 'train';
  return roleOfPorts(hints.inputs, hints.outputs);
}

/**
 * Words of names, most telling first. A whole word counts (`train` in `train_model`), and a beginning where marked with `*`
 * (`eval*` covers evaluate and evaluation).
 */
const WORDS: readonly (readonly [Role, readonly string[]])[] = [
  ['approve', ['approve*', 'approval', 'signoff']],
  ['gate', ['gate', 'gates', 'qualitygate']],
  ['explain', ['explain*', 'explanation*', 'interpret*', 'shap', 'causal', 'counterfactual*', 'responsible', 'rai', 'fairness', 'scorecard']],
  ['monitor', ['monitor*', 'drift']],
  ['register', ['register*', 'registration', 'publish*']],
  ['deploy', ['deploy*', 'rollout', 'release']],
  ['validate', ['validate', 'validation', 'validator', 'expectations', 'sanitize*', 'sanity']],
  ['test', ['smoke', 'unittest*', 'pytest', 'loadtest']],
  ['tune', ['tune*', 'tuning', 'sweep', 'hyperdrive', 'hyperparameter*', 'hpo']],
  ['evaluate', ['eval*', 'score', 'scoring', 'scorer', 'metric*', 'compare', 'comparison', 'benchmark*', 'assess*', 'quality', 'performance']],
  ['split', ['split*', 'partition*', 'fold', 'folds']],
  [
    'preprocess',
    [
      'prep',
      'prepare*',
      'preparation',
      'preproc*',
      'transform*',
      'clean*',
      'featur*',
      'normali*',
      'encode*',
      'tokeni*',
      'augment*',
      'convert*',
      'process*',
      'sample*',
      'sampler',
      'filter*',
      'wrangl*',
      'aggregat*',
      'join*',
      'merge*',
    ],
  ],
  ['train', ['train*', 'fit', 'finetun*', 'learn*', 'distill*', 'boost*']],
  ['ingest', ['ingest*', 'load*', 'import*', 'download*', 'extract*', 'collect*', 'fetch*', 'acquire*', 'copy', 'generate*']],
  ['test', ['test', 'tests', 'testing']],
  ['evaluate', ['predict*', 'inference', 'infer']],
];

const NEVER = WORDS.length;
const ranks = new Map<string, number>();

/** The place of a word in `WORDS`: the lower, the more it tells. Remembered, because the same words come back in every job. */
function rankOf(word: string): number {
  let rank = ranks.get(word);
  if (rank === undefined) {
    rank = WORDS.findIndex(([, patterns]) => patterns.some((pattern) => (pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern)));
    if (rank < 0) rank = NEVER;
    if (ranks.size > 5_000) ranks.clear();
    ranks.set(word, rank);
  }
  return rank;
}

function roleOfName(name: string): Role | undefined {
  const words = wordsOf(name);
  const first = words[0];
  if (first === undefined) return undefined;
  const last = words.at(-1);
  if (last === 'gate' || last === 'qualitygate') return 'gate';
  // `train_test_split` splits, though it begins with another verb.
  if (last === 'split' || last === 'splitter') return 'split';
  // The first word is usually the verb: `evaluate_train_set` evaluates, `prepare_training_data` prepares.
  const verb = rankOf(first);
  return WORDS[verb < NEVER ? verb : Math.min(...words.map(rankOf))]?.[0];
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

function roleOfPorts(inputs: readonly string[], outputs: readonly string[]): Role | undefined {
  const has = (names: readonly string[], pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(outputs, /(^|_)(metrics|evaluation|eval_output|report|scores?)(_|$)/i) && has(inputs, /model/i)) return 'evaluate';
  if (has(outputs, /(^|_)model(_|$)/i) && !has(inputs, /(^|_)model(_|$|_input)/i)) return 'train';
  if (has(outputs, /^train(ing)?(_|$)/i) && has(outputs, /^(test|valid\w*)(_|$)/i)) return 'split';
  return undefined;
}

/** True for a command job that works like the library's quality gate: it takes `rules` or `metrics` and writes a `verdict`. */
export function looksLikeGate(inputs: readonly string[], outputs: readonly string[], componentName: string | undefined): boolean {
  if (componentName !== undefined && /^(quality[_-]?gate|[a-z0-9_]+_gate)$/i.test(componentName)) return true;
  return outputs.includes('verdict') && (inputs.includes('rules') || inputs.includes('metrics'));
}
