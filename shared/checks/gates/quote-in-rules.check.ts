import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { gateRulesOf, placeInRules } from './gate-rules.ts';

/** Where a component's command holds the rules in single quotes, one inside ends them. */
export const quoteInRules = defineCheck({
  code: 'quote-in-rules',
  rule: 'gate-rules',
  severity: 'error',
  title: 'Rules hold a single quote',
  run(context, report) {
    for (const { gate, node, path, text } of gateRulesOf(context)) {
      const at = text.indexOf("'");
      const command = gate.component?.declared?.command;
      // The library's gate reads its rules from standard input, where quotes are text; copies of an earlier one do not.
      if (at < 0 || command === undefined || !/'\s*\$\{\{\s*inputs\.rules\s*\}\}\s*'/.test(command)) continue;
      report({
        at: placeInRules(context.doc, node, { start: at, end: at + 1 }),
        field: path,
        message: `The command of \`${gate.id}\` holds its rules in single quotes, which this one ends, so the job fails: leave it out, or write ’.`,
        fixes: [fix('other-quote', 'Write ’', step(set, { path: [...path], value: text.replaceAll("'", '’') }))],
      });
    }
  },
});
