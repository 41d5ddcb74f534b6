import type { Check } from '../check.ts';

export const assetsChecks: readonly Check[] = [];
