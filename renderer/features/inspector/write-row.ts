import { printPath, wholeBinding } from '#shared/azureml/expressions.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { resolveScalar } from '#shared/yaml/scalar-type.ts';
import type { EditCall, Row, ValueType } from './form-model.ts';
import { valueOfYaml } from './yaml-value.ts';

/** What a changed row writes: an edit, nothing, or a sentence why the text cannot be taken. */
type RowChange = { readonly edit: EditCall } | { readonly problem: string } | undefined;

/** The edit that a new text in a row's field asks for. */
export function changeOf(row: Row, text: string): RowChange {
  const { target } = row;
  const typed = row.control.kind === 'text' && row.control.isMultiline ? endedLines(row, text) : text.trim();
  if (target.kind === 'none') return undefined;
  if (target.kind === 'edit')
    return typed === '' ? undefined : { edit: { id: target.id, args: { ...target.args, [target.key]: target.byText?.[typed] ?? typed } } };
  const binding = bindingIn(typed);
  if (target.kind === 'job-input') {
    const key = { job: target.job, input: target.input };
    if (typed === '') return row.isWritten ? { edit: { id: 'clear-input', args: key } } : undefined;
    if (binding !== undefined) return { edit: { id: 'set-input', args: { ...key, binding } } };
    if (target.form === 'data') {
      const type = row.isWritten || target.dataType === undefined ? {} : { type: target.dataType };
      return { edit: { id: 'set-input', args: { ...key, data: { ...type, path: typed } } } };
    }
    const value = typedValue(row, typed, target.type);
    return 'problem' in value ? value : { edit: { id: 'set-input', args: { ...key, value: value.value } } };
  }
  if (typed === '' && !target.keepsEmpty) return row.isWritten ? { edit: { id: 'unset', args: { path: target.path } } } : undefined;
  if (binding !== undefined && target.mayBind) return { edit: { id: 'set', args: { path: target.path, value: typed } } };
  const value = typedValue(row, typed, target.type);
  return 'problem' in value ? value : { edit: { id: 'set', args: { path: target.path, value: value.value } } };
}

/** Several lines end with a line break, as a block of them does in the file; where they stood without one they stay so. */
function endedLines(row: Row, text: string): string {
  const stoodWithout = row.text.includes('\n') && !row.text.endsWith('\n');
  return text.includes('\n') && !text.endsWith('\n') && !stoodWithout ? `${text}\n` : text;
}

function bindingIn(text: string): string | undefined {
  const expression = text.includes('${{') ? wholeBinding(text) : undefined;
  return expression && printPath(expression);
}

function typedValue(row: Row, text: string, type: ValueType): { readonly value: Plain } | { readonly problem: string } {
  switch (type) {
    case 'string': {
      const pattern = row.control.kind === 'text' ? row.control.pattern : undefined;
      if (pattern !== undefined && !new RegExp(pattern).test(text)) return { problem: `${row.label} cannot be '${text}': ${row.description}` };
      return { value: text };
    }
    case 'boolean':
      return { value: text === 'true' };
    case 'number':
    case 'integer':
      return numberOf(row, text, type);
    case 'any': {
      const { value } = resolveScalar(text, 'plain', undefined);
      return { value: value ?? text };
    }
    case 'list':
      return valueOfYaml(`[${text.replace(/^\s*\[|\]\s*$/g, '')}]`);
    case 'yaml':
      return valueOfYaml(text);
  }
}

function numberOf(row: Row, text: string, type: 'number' | 'integer'): { readonly value: number } | { readonly problem: string } {
  const value = Number(text.replace(',', '.'));
  const control = row.control.kind === 'number' ? row.control : undefined;
  if (!Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value)))
    return { problem: `${row.label} takes ${type === 'integer' ? 'a whole number' : 'a number'}, not '${text}'.` };
  const { min, max } = control ?? {};
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) return { problem: `${row.label} takes ${rangeWords(min, max)}.` };
  return { value };
}

/** "10 to 5000", "1 or more". */
export function rangeWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `${min} or more`;
  return max === undefined ? 'any number' : `${max} or less`;
}
