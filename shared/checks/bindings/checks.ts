import type { Check } from '../check.ts';
import { unknownJob } from './unknown-job.check.ts';

/** What bindings and the graph they make may be (BND, GRF). */
export const bindingsChecks: readonly Check[] = [unknownJob];
