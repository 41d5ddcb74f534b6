import type { Operator } from './rules.ts';

export type RuleResult = 'passed' | 'held-back' | 'failed' | 'skipped';
export type GateResult = 'passed' | 'held-back' | 'failed';

/** One rule of the verdict file. A value that JSON cannot hold (an infinity) is null, and `message` says it. */
export interface RuleVerdict {
  readonly text: string;
  readonly label: string | null;
  readonly result: RuleResult;
  readonly left: string | null;
  readonly operator: Operator | null;
  readonly right: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  /** Positive on the passing side. */
  readonly margin: number | null;
  readonly message: string | null;
}

/** The verdict file: public keys. `message` is there when something is to be said about the whole: nothing was checked, a file cannot be read. */
export interface Verdict {
  readonly verdict: GateResult;
  readonly rules: readonly RuleVerdict[];
  /** Name of the metrics file; null when there is none. */
  readonly metrics: string | null;
  readonly baseline: string | null;
  readonly message?: string;
}

/** Exit status of the component and of `sluice gate`. */
export const GATE_EXIT: Readonly<Record<GateResult, number>> = { passed: 0, 'held-back': 20, failed: 1 };

/** Whether a comparison holds, and by how much: positive on the passing side. */
export function marginOf(value: number, operator: Operator, limit: number): { readonly holds: boolean; readonly margin: number } {
  const difference = value === limit ? 0 : value - limit;
  switch (operator) {
    case '>=':
      return { holds: value >= limit, margin: difference };
    case '>':
      return { holds: value > limit, margin: difference };
    case '<=':
      return { holds: value <= limit, margin: 0 - difference };
    case '<':
      return { holds: value < limit, margin: 0 - difference };
    case '==':
      return { holds: value === limit, margin: 0 - Math.abs(difference) };
    case '!=':
      return { holds: value !== limit, margin: Math.abs(difference) };
  }
}
