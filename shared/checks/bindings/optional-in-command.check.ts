import { parseOptionalFragments } from '#shared/azureml/expressions.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { defineCheck, fix, step, textFix } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { within } from '../common/within.ts';
import { isTrueText } from '../common/words.ts';
import { type Command, ownCommand } from './commands.ts';

/** An optional input outside `$[[ ]]`, or a fragment in `$[[ ]]` that holds none (BND-017). */
export const optionalInCommand = defineCheck({
  code: 'optional-in-command',
  rule: 'BND-017',
  severity: 'warning',
  title: 'Optional input and `$[[ ]]` do not go together',
  documents: ['command-component'],
  run(context, report) {
    const { doc } = context;
    const command = ownCommand(context);
    if (command) {
      const { node, inputs, path } = command;
      const fragments = parseOptionalFragments(node.text);
      const isOptional = (name: string): boolean => isTrueText(asText(fieldsIn(inputs.get(name)?.value).get('optional')?.value));
      const said = new Set<string>();
      for (const { expression, start, end } of command.expressions) {
        if (expression.kind !== 'own-input' || !isOptional(expression.input) || said.has(expression.input)) continue;
        if (fragments.some((fragment) => start >= fragment.start && end <= fragment.end)) continue;
        said.add(expression.input);
        const written = node.text.slice(start, end);
        report({
          at: within(doc, node, written),
          field: path,
          message: `\`${expression.input}\` is optional, and without a value Azure ML cannot fill it in here: put the argument in \`$[[ ]]\`, so that it is left out then.`,
          fixes: [textFix('wrap', 'Put the argument in `$[[ ]]`', () => wrap(doc, command, written))],
        });
      }
      for (const { start, end, expressions } of fragments) {
        const names = expressions.flatMap(({ expression }) => (expression.kind === 'own-input' ? [expression.input] : []));
        const required = names.find((name) => inputs.has(name));
        if (required === undefined || names.some(isOptional)) continue;
        report({
          at: within(doc, node, node.text.slice(start, end)),
          field: path,
          message: `\`${required}\` is required, so it needs no \`$[[ ]]\`: take the brackets away, or make the input optional.`,
          fixes: [fix('make-optional', `Make \`${required}\` optional`, step(set, { path: ['inputs', required, 'optional'], value: true }))],
        });
      }
    }
  },
});

/** `--flag ${{inputs.x}}` becomes `$[[--flag ${{inputs.x}}]]`, quotes around the value included. */
function wrap(doc: YamlDocument, { node }: Command, written: string): readonly TextEdit[] {
  const raw = doc.text.slice(node.start, node.end);
  const at = raw.indexOf(written);
  if (at < 0) return [];
  const before = /(?:--?[\w-]+(?:[ \t]+|=))?["']?$/.exec(raw.slice(0, at))?.[0].length ?? 0;
  const end = at + written.length;
  const quote = raw[at - 1];
  const after = (quote === '"' || quote === "'") && raw[end] === quote ? 1 : 0;
  // `[--flag ${{inputs.x}}]` as documentation writes what may be left out.
  if (raw[at - before - 1] === '[' && raw[at - before - 2] !== '$' && raw[end + after] === ']') {
    const [open, close] = [node.start + at - before - 1, node.start + end + after];
    return [
      { start: open, end: open, newText: '$[' },
      { start: close, end: close, newText: ']' },
    ];
  }
  const from = node.start + at - (before > 0 && after === 0 && (quote === '"' || quote === "'") ? 0 : before);
  return [
    { start: from, end: from, newText: '$[[' },
    { start: node.start + end + after, end: node.start + end + after, newText: ']]' },
  ];
}
