import type { Check } from '../check.ts';

export const trapsChecks: readonly Check[] = [];
