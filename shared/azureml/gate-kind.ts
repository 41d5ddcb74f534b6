import type { Role } from './kinds.ts';
import { looksLikeGate } from './role.ts';

/** What a gate judges (mlops.md §5). Decides its emblem and what a row of its plate says. */
export type GateKind = 'data' | 'tests' | 'metrics' | 'cohorts' | 'secrets' | 'smoke' | 'approval';

export const GATE_KINDS: readonly GateKind[] = ['data', 'tests', 'metrics', 'cohorts', 'secrets', 'smoke', 'approval'];

/** The tag by which a component or job says what kind of gate it is. */
export const GATE_TAG = 'sluice.gate';

const KNOWN: ReadonlySet<string> = new Set(GATE_KINDS);

/** What the kind of a gate is decided from. */
export interface GateHints {
  /** The tag `sluice.gate` of the job, else of its component. */
  readonly tag: string | undefined;
  /** What the job is for as far as its tag or names tell. */
  readonly role: Role | undefined;
  /** The role is said by a tag, not guessed from names. */
  readonly isTagged: boolean;
  /** Name of the component, for gates without a tag. */
  readonly componentName: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The kind of a gate: its tag, else what its role, its component's name and its ports suggest; undefined for a job that is no gate. */
export function gateKindOf(hints: GateHints): GateKind | undefined {
  const tag = hints.tag?.trim().toLowerCase();
  if (tag !== undefined && KNOWN.has(tag)) return tag as GateKind;
  const named = kindOfName(hints.componentName ?? '');
  if ((hints.role === 'gate' && hints.isTagged) || looksLikeGate(hints.inputs, hints.outputs, hints.componentName)) return named ?? 'metrics';
  if (!hints.outputs.includes('verdict')) return undefined;
  if (hints.role === 'approve') return 'approval';
  if (hints.role === 'validate') return 'data';
  if (hints.role === 'test') return named === 'tests' ? 'tests' : 'smoke';
  return hints.role === 'gate' ? (named ?? 'metrics') : named;
}

/** The role of a gate that says only what kind it is. */
export function roleOfGate(kind: GateKind): Role {
  if (kind === 'approval') return 'approve';
  if (kind === 'smoke') return 'test';
  return kind === 'data' ? 'validate' : 'gate';
}

const NAMES: readonly (readonly [GateKind, RegExp])[] = [
  ['cohorts', /cohort|fairness|responsible/],
  ['secrets', /secret|credential/],
  ['tests', /unit_?test|pytest/],
  ['smoke', /smoke/],
  ['approval', /approv/],
  ['data', /data_gate|validat|expectation/],
];

function kindOfName(name: string): GateKind | undefined {
  const plain = name.toLowerCase().replaceAll('-', '_');
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
}
