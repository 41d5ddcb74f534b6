import { LIMITS } from '#shared/gates/rules.ts';
import { defineCheck } from '../check.ts';
import { gateRulesOf, placeInRules } from './gate-rules.ts';

/** A rule that cannot be read fails, and the gate with it (docs/gates.md). */
export const ruleUnreadable = defineCheck({
  code: 'rule-unreadable',
  rule: 'gate-rules',
  severity: 'error',
  title: 'Rule of a gate that cannot be read',
  run(context, report) {
    for (const { gate, node, path, parsed, isFolded } of gateRulesOf(context)) {
      // The lines are mended first: `rules-folded`.
      if (isFolded) continue;
      for (const { error, lineNumber } of parsed.rules) {
        if (!error) continue;
        const why = error.message.replace(/[.?]$/, '');
        report({
          at: placeInRules(context.doc, node, error.end > error.start ? error : { start: error.start, end: error.start + 1 }),
          field: path,
          message: `Rule ${lineNumber} of \`${gate.id}\` cannot be read, so the gate never opens: ${lowerFirst(why)}.`,
        });
      }
      for (const error of parsed.errors)
        report({
          at: placeInRules(context.doc, node, error),
          field: path,
          message: `\`${gate.id}\` has more than ${LIMITS.rules} rules, so it never opens: put the rest into a second gate.`,
        });
    }
  },
});

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
