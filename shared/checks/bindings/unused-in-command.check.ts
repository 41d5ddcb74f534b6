import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { isTrueText } from '../common/words.ts';
import { type Command, commandOfJob, ownCommand, WITH_COMMANDS } from './commands.ts';

/** An input or output that a job or component declares and its command never names (BND-016). */
export const unusedInCommand = defineCheck({
  code: 'unused-in-command',
  rule: 'BND-016',
  severity: 'warning',
  title: 'Command never names an input or output that its job declares',
  documents: WITH_COMMANDS,
  run(context, report) {
    const command = ownCommand(context);
    if (command) checkCommand(command, report);
  },
  runJob(job, _context, report) {
    const command = commandOfJob(job);
    if (command) checkCommand(command, report);
  },
});

function checkCommand(command: Command, report: Report): void {
  for (const side of ['input', 'output'] as const) {
    for (const [name, entry] of side === 'input' ? command.inputs : command.outputs) {
      if (command.uses(`own-${side}`, name) || isUsedOtherwise(command, name) || (side === 'input' && onlyOrders(command, name))) continue;
      const path = [...command.owner, `${side}s`, name];
      report({
        at: entry.key,
        field: path,
        message: `${command.who} declares the ${side} \`${name}\`, but its command never names it: write \`\${{${side}s.${name}}}\` where it is needed, or remove it.`,
        fixes: [fix('remove', `Remove ${side} \`${name}\``, step(unset, { path }))],
      });
    }
  }
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
