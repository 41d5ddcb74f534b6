import { assetsChecks } from './assets/checks.ts';
import { bindingsChecks } from './bindings/checks.ts';
import type { Check } from './check.ts';
import { controlChecks } from './control/checks.ts';
import { gatesChecks } from './gates/checks.ts';
import { jobsChecks } from './jobs/checks.ts';
import { namesChecks } from './names/checks.ts';
import { referencesChecks } from './references/checks.ts';
import { secretsChecks } from './secrets/checks.ts';
import { textChecks } from './text/checks.ts';
import { trapsChecks } from './traps/checks.ts';
import { valuesChecks } from './values/checks.ts';

/** Every check, by family. What the text's own reader finds comes before them (`syntax-problems.ts`). */
export const checks: readonly Check[] = [
  ...textChecks,
  ...namesChecks,
  ...bindingsChecks,
  ...valuesChecks,
  ...referencesChecks,
  ...jobsChecks,
  ...controlChecks,
  ...assetsChecks,
  ...gatesChecks,
  ...trapsChecks,
  ...secretsChecks,
];
