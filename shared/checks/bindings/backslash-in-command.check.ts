import { set } from '#shared/edits/set.edit.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { type Command, overCommands } from './commands.ts';

/** A backslash at the end of a line, written or left by folding: the shell then escapes a blank. */
const BACKSLASH = /\\[ \t]*(?:\n|$)|[ \t]\\[ \t]+(?=\S)/;

/** A command that goes on over lines with backslashes (BND-020). */
export const backslashInCommand = defineCheck({
  code: 'backslash-in-command',
  rule: 'BND-020',
  severity: 'warning',
  title: 'Command is continued with backslashes',
  ...overCommands(checkCommand),
});

function checkCommand({ node, path, who }: Command, { doc }: CheckContext, report: Report): void {
  const raw = doc.text.slice(node.start, node.end);
  // In double quotes a backslash at the end of a line belongs to YAML.
  // With a text for standard input (`<<WORD`) the lines are the shell's own and cannot be folded.
  if (node.style === 'double' || /<<-?\s*['"]?\w/.test(node.text) || !/\\[ \t]*\r?(\n|$)/.test(raw) || !BACKSLASH.test(node.text)) return;
  const value = node.text
    .replace(/[ \t]*\\[ \t]*(\n[ \t]*|$)/g, ' ')
    .replace(/[ \t]\\[ \t]+(?=\S)/g, ' ')
    .trim();
  report({
    at: node,
    field: path,
    message: `${who} continues its command with backslashes, which Azure ML does not support: fold the lines with \`>-\` instead.`,
    fixes: [fix('fold', 'Join the lines', step(set, { path: [...path], value }))],
  });
}
