import { nearest } from '#shared/base/nearest.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, fix, step, textFix } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';
import { isTrueText, lowerFirst } from '../common/words.ts';
import { type Command, overCommands } from './commands.ts';

/** An input or output that a job or component declares and its command never names (BND-016). */
export const unusedInCommand = defineCheck({
  code: 'unused-in-command',
  rule: 'BND-016',
  severity: 'warning',
  title: 'Command never names an input or output that its job declares',
  ...overCommands(checkCommand),
});

function checkCommand(command: Command, { doc }: CheckContext, report: Report): void {
  const meant = meantIn(command);
  for (const side of ['input', 'output'] as const) {
    for (const [name, entry] of side === 'input' ? command.inputs : command.outputs) {
      if (command.uses(`own-${side}`, name) || isUsedOtherwise(command, name) || (side === 'input' && onlyOrders(command, name))) continue;
      // An expression that names it wrongly is said itself.
      if (meant.has(`${side}s.${name}`)) continue;
      const path = [...command.owner, `${side}s`, name];
      const written = inOtherBraces(command, `${side}s.${name}`);
      if (written !== undefined) {
        const to = `\${{${side}s.${name}}}`;
        report({
          at: within(doc, command.node, written),
          field: command.path,
          message: `\`${written}\` in the command of ${lowerFirst(command.who)} is no expression, so it would be passed on as plain text: write \`${to}\`.`,
          fixes: [textFix('braces', `Write \`${to}\``, () => replaceWithin(doc, command.node, written, to))],
        });
        continue;
      }
      report({
        at: entry.key,
        field: path,
        message: `${command.who} declares the ${side} \`${name}\`, but its command never names it: write \`\${{${side}s.${name}}}\` where it is needed, or remove it.`,
        fixes: [fix('remove', `Remove ${side} \`${name}\``, step(unset, { path }))],
      });
    }
  }
}

/** What expressions that are wrong in the command name nearly, or with `parent` before it. */
function meantIn({ expressions, inputs, outputs }: Command): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const { expression } of expressions) {
    if (expression.kind === 'own-input' && !inputs.has(expression.input)) meant.add(`inputs.${nearest(expression.input, inputs.keys())}`);
    else if (expression.kind === 'own-output' && !outputs.has(expression.output)) meant.add(`outputs.${nearest(expression.output, outputs.keys())}`);
    else if (expression.kind === 'parent-input') meant.add(`inputs.${expression.input}`);
    else if (expression.kind === 'parent-output') meant.add(`outputs.${expression.output}`);
  }
  return meant;
}

/** `${inputs.x}`, `{inputs.x}`, `{{inputs.x}}`, `$(inputs.x)` and `$inputs.x`, as other formats write it. */
function inOtherBraces({ node }: Command, path: string): string | undefined {
  const before = node.text.indexOf(path);
  if (before < 0) return undefined;
  const [written] =
    new RegExp(`(?:\\$?\\{\\{?|\\$\\(\\(?|\\$\\[|\\$)[ \\t]*${path.replaceAll('.', '\\.')}[ \\t]*(?:\\}\\}?|\\)\\)?|\\])?(?![\\w}])`).exec(node.text) ?? [];
  return written;
}

/** A variable of the environment holds every input and output too; other settings of the job may name it. */
function isUsedOtherwise({ node, job }: Command, name: string): boolean {
  const text = node.text.toUpperCase();
  if (text.includes(`INPUT_${name.toUpperCase()}`) || text.includes(`OUTPUT_${name.toUpperCase()}`)) return true;
  return (
    job?.bindings.some(
      ({ expression }) => (expression.kind === 'own-input' && expression.input === name) || (expression.kind === 'own-output' && expression.output === name),
    ) ?? false
  );
}

/** An input may be there only to make the job wait: one that is called `gate`, optional data, or bound to an output of another job. */
function onlyOrders({ job, inputs }: Command, name: string): boolean {
  if (name === 'gate') return true;
  if (job !== undefined) return job.inputs.find((port) => port.name === name)?.bound?.startsWith('parent.jobs.') ?? false;
  const fields = fieldsIn(inputs.get(name)?.value);
  return isTrueText(asText(fields.get('optional')?.value)) && /^(uri_|mltable|path)/i.test(asText(fields.get('type')?.value) ?? '');
}
