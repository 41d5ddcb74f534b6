import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step, textFix } from '../check.ts';
import { gateRulesOf } from './gate-rules.ts';

/** One rule a line: YAML joins the lines of `>` and of plain text. */
export const rulesFolded = defineCheck({
  code: 'rules-folded',
  rule: 'gate-rules',
  severity: 'error',
  title: 'Lines of a gate are joined into one rule',
  run(context, report) {
    const { doc } = context;
    for (const { gate, node, path, isFolded } of gateRulesOf(context)) {
      if (!isFolded) continue;
      const written = doc.text.slice(node.start, node.end);
      const lines = written
        .split(/\r?\n/)
        .slice(node.style === 'folded' ? 1 : 0)
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const bare = node.style === 'plain' || node.style === 'folded' ? lines : lines.map((line) => line.replace(/^["']|["']$/g, ''));
      report({
        at: node,
        field: path,
        message: `YAML joins the lines of the rules of \`${gate.id}\` into one, which cannot be read: begin them with \`|\`, which keeps lines.`,
        fixes: [
          node.style === 'folded'
            ? textFix('keep-lines', 'Write `|` in place of `>`', () => [{ start: node.start, end: node.start + 1, newText: '|' }])
            : fix('keep-lines', 'Write one rule a line', step(set, { path: [...path], value: `${bare.join('\n')}\n` })),
        ],
      });
    }
  },
});
