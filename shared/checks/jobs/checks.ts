import type { Check } from '../check.ts';

export const jobsChecks: readonly Check[] = [];
