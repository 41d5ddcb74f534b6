import { soleExpression } from '#shared/azureml/expressions.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import { firstWords } from './component-use.ts';
import { parseEnd } from './end.ts';
import { asLiteral, asMapping, asSequence, asText, fieldOf } from './fields.ts';
import type { ComponentInterface } from './pipeline.ts';

type Fields = ReadonlyMap<string, YamlEntry>;

/** What a node says at its right when it is not running: "24 trials", "5 jobs", "store in 6". */
export function noteOf(kind: JobKind, fields: Fields, declared: ComponentInterface | undefined): string | undefined {
  switch (kind) {
    case 'sweep':
      return count(numberAt(fields, 'limits', 'max_total_trials'), 'trial');
    case 'automl':
      return count(numberAt(fields, 'limits', 'max_trials'), 'trial');
    case 'parallel':
      return batchNote(fields);
    case 'pipeline':
      return count(declared?.jobCount, 'job');
    case 'parallel-for':
      return itemsNote(fields.get('items')?.value);
    case 'do-while': {
      const most = numberAt(fields, 'limits', 'max_iteration_count');
      return most === undefined ? undefined : `up to ${most} times`;
    }
    case 'if-else':
      return conditionNote(fields.get('condition')?.value);
    default:
      return undefined;
  }
}

/** The second line of a node without a component: the command's first words, spark's entry file, automl's task. */
export function summaryOf(kind: JobKind, fields: Fields): string | undefined {
  const text = (key: string) => asText(fields.get(key)?.value);
  switch (kind) {
    case 'automl':
    case 'data-transfer':
      return text('task');
    case 'spark': {
      const entry = asMapping(fields.get('entry')?.value);
      return entry ? (asText(fieldOf(entry, 'file')?.value) ?? asText(fieldOf(entry, 'class_name')?.value)) : undefined;
    }
    case 'parallel': {
      const task = asMapping(fields.get('task')?.value);
      return task ? asText(fieldOf(task, 'entry_script')?.value) : undefined;
    }
    case 'import': {
      const source = asMapping(fields.get('source')?.value);
      return source ? asText(fieldOf(source, 'type')?.value) : undefined;
    }
    default:
      return firstWords(text('command'));
  }
}

function batchNote(fields: Fields): string | undefined {
  const keys = asSequence(fields.get('partition_keys')?.value)?.items.flatMap((item) => asText(item.value) ?? []);
  if (keys !== undefined && keys.length > 0) return `by ${keys.join(', ')}`;
  const size = asText(fields.get('mini_batch_size')?.value);
  return size === undefined || size === '' || size.includes('${{') ? undefined : `batches of ${size}`;
}

/** Items as a list of maps, a map of maps or JSON text: what varies and how often. */
function itemsNote(node: YamlNode | null | undefined): string | undefined {
  const list = asSequence(node);
  const map = asMapping(node);
  if (list) return itemCount(list.items.length, keysOf(list.items[0]?.value));
  if (map) return itemCount(map.entries.length, keysOf(map.entries[0]?.value));
  const text = asText(node);
  if (text === undefined || text.includes('${{')) return undefined;
  try {
    const items: unknown = JSON.parse(text);
    if (Array.isArray(items)) return itemCount(items.length, items[0] && typeof items[0] === 'object' ? Object.keys(items[0]) : []);
    if (items && typeof items === 'object') {
      const values: unknown[] = Object.values(items);
      return itemCount(values.length, values[0] && typeof values[0] === 'object' ? Object.keys(values[0]) : []);
    }
  } catch {
    // Text that is no JSON has no count to show.
  }
  return undefined;
}

function itemCount(many: number, keys: readonly string[]): string {
  const [key] = keys;
  return keys.length === 1 && key !== undefined ? `${key} in ${many}` : (count(many, 'item') ?? '');
}

function keysOf(node: YamlNode | null | undefined): readonly string[] {
  return asMapping(node)?.entries.flatMap((entry) => entry.name ?? []) ?? [];
}

/** `${{parent.jobs.compare.outputs.is_better}}` reads as `compare.is_better`. */
function conditionNote(node: YamlNode | null | undefined): string | undefined {
  const text = asText(node);
  if (text === undefined) return undefined;
  const sole = soleExpression(text);
  if (!sole) return text;
  const path = text.slice(sole.pathStart, sole.pathEnd);
  const end = parseEnd(path);
  if (!end) return path;
  if (end.kind === 'job-output' || end.kind === 'job-input') return `${end.job}.${end.name}`;
  return end.kind === 'job' ? end.job : end.name;
}

function numberAt(fields: Fields, key: string, inner: string): number | undefined {
  const map = asMapping(fields.get(key)?.value);
  const value = map ? asLiteral(fieldOf(map, inner)?.value) : undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function count(many: number | undefined, what: string): string | undefined {
  return many === undefined ? undefined : `${many} ${what}${many === 1 ? '' : 's'}`;
}
