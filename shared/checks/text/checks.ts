import type { Check } from '../check.ts';

export const textChecks: readonly Check[] = [];
