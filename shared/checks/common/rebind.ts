import type { Expression } from '#shared/azureml/expression.ts';
import { printExpression } from '#shared/azureml/expressions.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Binding } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { type Fix, fix, type Place, step, textFix } from '../check.ts';
import { replaceWithin, within } from './within.ts';

/** Writes another expression in the place of a binding; the rest of a longer text stays as it is. */
export function rebind(doc: YamlDocument, binding: Binding, expression: Expression, id: string, title: string): Fix {
  const { node } = binding;
  const path = ['jobs', binding.job, ...binding.path];
  if (binding.whole) return fix(id, title, step(set, { path, value: printExpression(expression) }));
  const written = writtenText(doc, binding);
  return textFix(id, title, () => (written === undefined ? [] : replaceWithin(doc, node, written, printExpression(expression))));
}

/** What is underlined of a binding: the expression itself where it is part of a longer text. */
export function bindingPlace(doc: YamlDocument, binding: Binding): Place {
  if (binding.whole) return binding.node;
  const written = writtenText(doc, binding);
  return written === undefined ? binding.node : within(doc, binding.node, written);
}

/** An expression as it stands in the text, blanks inside the braces included. */
function writtenText(doc: YamlDocument, { node, expression }: Binding): string | undefined {
  const raw = doc.text.slice(node.start, node.end);
  const path = printExpression(expression).slice(3, -2);
  for (let at = raw.indexOf('${{'); at >= 0; at = raw.indexOf('${{', at + 3)) {
    const end = raw.indexOf('}}', at);
    if (end >= 0 && raw.slice(at + 3, end).trim() === path) return raw.slice(at, end + 2);
  }
  return undefined;
}
