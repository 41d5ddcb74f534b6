import type { Check } from '../check.ts';
import { baselineNotConnected } from './baseline-not-connected.check.ts';
import { exactComparison } from './exact-comparison.check.ts';
import { gateWithoutRules } from './gate-without-rules.check.ts';
import { metricsFolder } from './metrics-folder.check.ts';
import { quoteInRules } from './quote-in-rules.check.ts';
import { ruleUnreadable } from './rule-unreadable.check.ts';
import { rulesFolded } from './rules-folded.check.ts';
import { unknownMetric } from './unknown-metric.check.ts';

export const gatesChecks: readonly Check[] = [
  rulesFolded,
  ruleUnreadable,
  gateWithoutRules,
  unknownMetric,
  baselineNotConnected,
  metricsFolder,
  quoteInRules,
  exactComparison,
];
