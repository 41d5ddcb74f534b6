import type { Check } from '../check.ts';

export const valuesChecks: readonly Check[] = [];
