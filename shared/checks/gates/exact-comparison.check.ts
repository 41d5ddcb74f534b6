import { set } from '#shared/edits/set.edit.ts';
import type { Expression } from '#shared/gates/rules.ts';
import { defineCheck, fix, step } from '../check.ts';
import { gateRulesOf, placeInRules, replaced } from './gate-rules.ts';
import { metricsIn } from './metrics-in.ts';

const CLOSE = '1e-9';

/** Numbers that were computed are close, seldom equal (docs/gates.md). */
export const exactComparison = defineCheck({
  code: 'exact-comparison',
  rule: 'gate-rules',
  severity: 'warning',
  title: 'Computed numbers are compared exactly',
  run(context, report) {
    for (const { node, path, text, parsed, isFolded } of gateRulesOf(context)) {
      if (isFolded) continue;
      for (const rule of parsed.rules) {
        const { tree } = rule;
        if (!tree || (tree.operator !== '==' && tree.operator !== '!=') || metricsIn(rule).length === 0 || isCount(tree.left) || isCount(tree.right)) continue;
        const all = { start: tree.left.start, end: tree.right.end };
        const value = `abs(${tree.leftText} - ${isSum(tree.right) ? `(${tree.rightText})` : tree.rightText}) ${tree.operator === '==' ? '<=' : '>'} ${CLOSE}`;
        const isWhole = text.slice(all.start, all.end).startsWith(tree.leftText) && text.slice(all.start, all.end).endsWith(tree.rightText);
        report({
          at: placeInRules(context.doc, node, tree.operatorRange),
          field: path,
          message: `\`${tree.operator}\` compares the last digit of numbers that were computed, which differs from machine to machine: write \`${value}\`.`,
          fixes: isWhole ? [fix('compare-distance', `Write \`${value}\``, step(set, { path: [...path], value: replaced(text, all, value) }))] : [],
        });
      }
    }
  },
});

/** Whole numbers are counted, not computed: `failed_files == 0`. */
function isCount(side: Expression): boolean {
  const number = side.kind === 'sign' ? side.of : side;
  return number.kind === 'number' && Number.isInteger(number.value);
}

function isSum(side: Expression): boolean {
  return side.kind === 'binary' && (side.operator === '+' || side.operator === '-');
}
