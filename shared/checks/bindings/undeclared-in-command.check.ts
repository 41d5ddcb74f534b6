import type { Expression, ExpressionAt } from '#shared/azureml/expression.ts';
import { printExpression, printPath } from '#shared/azureml/expressions.ts';
import { checkInputName } from '#shared/azureml/names.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck, type Fix, step, textFix } from '../check.ts';
import { misspelt } from '../common/misspelt.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';
import { has, shown } from '../common/words.ts';
import { type Command, overCommands } from './commands.ts';

/** Parts of the component itself that a command may name. */
const OWN: ReadonlySet<string> = new Set(['name', 'display_name', 'description', 'version', 'type', 'tags', 'command', 'code', 'environment']);

/** A command that names an input or output which its job or component does not declare (BND-015). */
export const undeclaredInCommand = defineCheck({
  code: 'undeclared-in-command',
  rule: 'BND-015',
  severity: 'error',
  title: 'Command names what its job does not declare',
  ...overCommands(checkCommand),
});

function checkCommand(command: Command, context: CheckContext, report: Report): void {
  const said = new Set<string>();
  for (const at of command.expressions) {
    const path = printPath(at.expression);
    const side = at.expression.kind === 'own-input' ? 'inputs' : at.expression.kind === 'own-output' ? 'outputs' : undefined;
    // What declares it is misspelt, and that is said there.
    if (side !== undefined && misspelt(command.job ? fieldsOfJob(command.job) : fieldsIn(context.doc.map), side)) continue;
    const message = wrong(command, at.expression);
    if (message === undefined || said.has(path)) continue;
    said.add(path);
    const written = command.node.text.slice(at.start, at.end);
    report({ at: within(context.doc, command.node, written), field: command.path, message, fixes: fixesFor(context, command, at) });
  }
}

function wrong({ who, job, inputs, outputs }: Command, expression: Expression): string | undefined {
  if (expression.kind === 'parent-input' && job === undefined && inputs.has(expression.input))
    return `${who} names \`${printPath(expression)}\` in its command, but a component reads its own inputs: write \`inputs.${expression.input}\`.`;
  switch (expression.kind) {
    case 'own-input':
      return inputs.has(expression.input) ? undefined : missing(who, 'input', expression.input, [...inputs.keys()]);
    case 'own-output':
      return outputs.has(expression.output) ? undefined : missing(who, 'output', expression.output, [...outputs.keys()]);
    case 'search-space':
      return undefined;
    case 'server':
      return expression.name === 'name'
        ? undefined
        : `${who} names \`${expression.name}\` in its command, which only the path of an output can hold: remove it.`;
    case 'other':
      return OWN.has(expression.path) || expression.path === ''
        ? undefined
        : `${who} names \`${shown(expression.path)}\` in its command, which Azure ML does not know: write \`inputs.<input>\` or \`outputs.<output>\`.`;
    default:
      return `${who} names \`${printPath(expression)}\` in its command, where only its own inputs and outputs can stand: bind an input to it and write \`inputs.<input>\`.`;
  }
}

function missing(who: string, side: 'input' | 'output', name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  const says = `${who} names the ${side} \`${name}\` in its command, but does not declare it.`;
  return meant === undefined ? `${says} ${has(names)}` : `${says} Did you mean \`${meant}\`?`;
}

/** What an input of this name most likely takes. */
function typeByName(name: string): string {
  if (/(^|_)(file|csv|json|parquet|config)(_|$)/i.test(name)) return 'uri_file';
  return /(^|_)(data|dataset|path|dir|folder|raw|train|training|test|images?|model)(_|$)/i.test(name) ? 'uri_folder' : 'string';
}

function fixesFor({ doc, pipeline }: CheckContext, command: Command, { expression, start, end }: ExpressionAt): readonly Fix[] {
  const { node, owner, job } = command;
  const written = node.text.slice(start, end);
  const fixes: Fix[] = [];
  const rewrite = (id: string, title: string, to: Expression): Fix => textFix(id, title, () => replaceWithin(doc, node, written, printExpression(to)));
  if (expression.kind === 'own-input' || expression.kind === 'own-output') {
    const isInput = expression.kind === 'own-input';
    const name = isInput ? expression.input : expression.output;
    const meant = nearest(name, (isInput ? command.inputs : command.outputs).keys());
    if (meant !== undefined)
      fixes.push(rewrite('did-you-mean', `Write \`${meant}\``, isInput ? { kind: 'own-input', input: meant } : { kind: 'own-output', output: meant }));
    if (checkInputName(name) === undefined) {
      const side = isInput ? 'inputs' : 'outputs';
      const isBound = isInput && job !== undefined && pipeline.inputs.some((input) => input.name === name);
      if (isBound || job === undefined || !isInput) {
        const value = isBound ? `\${{parent.inputs.${name}}}` : { type: isInput ? typeByName(name) : 'uri_folder' };
        fixes.push({
          id: 'declare',
          title: `Declare ${isInput ? 'input' : 'output'} \`${name}\``,
          steps: [step(set, { path: [...owner, side, name], value })],
        });
      }
    }
  }
  if (expression.kind === 'parent-input' && job === undefined && command.inputs.has(expression.input))
    fixes.push(rewrite('own', `Write \`inputs.${expression.input}\``, { kind: 'own-input', input: expression.input }));
  if (expression.kind === 'parent-input' && job !== undefined) {
    const { input } = expression;
    const own = rewrite('bind', `Bind input \`${input}\` to it`, { kind: 'own-input', input });
    const bind = command.inputs.has(input) ? [] : [step(set, { path: [...owner, 'inputs', input], value: printExpression(expression) })];
    fixes.push({ ...own, steps: [...own.steps, ...bind] });
  }
  return fixes;
}
