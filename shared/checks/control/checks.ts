import type { Check } from '../check.ts';

export const controlChecks: readonly Check[] = [];
