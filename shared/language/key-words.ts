import type { EnumValue, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import type { KeyFact } from './schema-adapter.ts';

const MOST_VALUES = 14;

/** A key as Markdown: what it does, its range, default and values, and whether it is a preview. */
export function keyDocumentation(fact: KeyFact): string {
  const { field } = fact;
  const lines = [`**${fact.name}**  ${fact.type}${fact.isRequired ? ', required' : ''}${fact.isPreview ? ', preview' : ''}`];
  if (fact.description) lines.push(fact.description);
  const facts = [rangeOf(field), field.default === undefined ? '' : `Default \`${String(field.default)}\`.`, bindWords(field)].filter((words) => words !== '');
  if (facts.length > 0) lines.push(facts.join(' '));
  if (fact.isPreview) lines.push('Azure ML keeps this in preview: it may change.');
  const values = valuesOf(field);
  if (values.length > 1) lines.push(listOf(values));
  return lines.join('\n\n');
}

function rangeOf({ min, max }: KeySchema): string {
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
  if (min !== undefined) return `At least ${min}.`;
  return max === undefined ? '' : `At most ${max}.`;
}

function bindWords(field: KeySchema): string {
  return field.mayBind && field.kind !== 'expression' ? 'Can be bound with `${{…}}`.' : '';
}

function valuesOf(field: KeySchema): readonly EnumValue[] {
  if (field.enum) return field.enum;
  const forms = (field.options ?? []).flatMap((option) => option.enum ?? []);
  return forms.length > 0 ? forms : (field.suggests ?? []);
}

function listOf(values: readonly EnumValue[]): string {
  const shown = values.slice(0, MOST_VALUES);
  const rest = values.length - shown.length;
  const isPlain = shown.every((each) => each.description === undefined);
  if (isPlain) return `One of ${shown.map((each) => `\`${each.value}\``).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
  const rows = shown.map((each) => `- \`${each.value}\`${each.description === undefined ? '' : `: ${each.description}`}`);
  return [...rows, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}
