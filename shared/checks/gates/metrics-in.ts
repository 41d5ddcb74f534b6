import type { Expression, RuleLine } from '#shared/gates/rules.ts';

export type MetricIn = Extract<Expression, { kind: 'metric' }>;

/** The metrics of a rule, each where it stands. */
export function metricsIn(rule: RuleLine): readonly MetricIn[] {
  const found: MetricIn[] = [];
  const visit = (node: Expression): void => {
    if (node.kind === 'metric') found.push(node);
    else if (node.kind === 'sign') visit(node.of);
    else if (node.kind === 'binary') [node.left, node.right].forEach(visit);
    else if (node.kind === 'call') node.args.forEach(visit);
  };
  if (rule.tree) [rule.tree.left, rule.tree.right].forEach(visit);
  return found;
}
