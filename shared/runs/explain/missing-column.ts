import { nearest } from '#shared/base/nearest.ts';
import { findNode } from '#shared/yaml/find.ts';
import { printScalar } from '#shared/yaml/print-scalar.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { FailureCause, FailureFix } from '../failure.ts';
import { type FailureFacts, type Found, listed, placeOf, type Recogniser, sayPlace } from './facts.ts';
import type { PythonError } from './traceback.ts';

/** A column that a table does not have, with the names that it has. */
export const missingColumn: Recogniser = (facts, errors, log) => {
  for (const error of errors) {
    const names = columnsMissedBy(error, errors);
    const first = names?.[0];
    if (names === undefined || first === undefined) continue;
    const place = errors.map((one) => placeOf(one.frames, facts)).find((one) => one !== undefined);
    return found(first, names, place, facts.columns ?? {}, facts);
  }
  const said = errors.length === 0 ? SAID.exec(log) : null;
  if (!said?.[1]) return undefined;
  const columns = (said[2] ?? '').split(', ').filter((name) => name !== '');
  return found(said[1], [said[1]], undefined, { 'the table': columns }, facts);
};

/** How the components of the starter library say it. */
const SAID = /(?:There is|has) no column '?([^';,]+)'?[^;\n]*; (?:there are|they have|it has|the baseline has): (.+)\.\s*$/m;

function found(
  first: string,
  names: readonly string[],
  place: FailureCause['place'],
  columns: Readonly<Record<string, readonly string[]>>,
  facts: FailureFacts,
): Found {
  const tables = Object.entries(columns).filter(([, some]) => some.length > 0);
  const near = nearest(first, new Set(tables.flatMap(([, some]) => some)));
  const owner = tables.find(([, some]) => near === undefined || some.includes(near));
  const input = inputThatSays(first, facts);
  const written = input === undefined ? undefined : valueOfInput(input, facts);
  const reads = sayPlace(place) ?? 'The code';
  const from = input === undefined ? '' : ` Its input \`${input}\` says so.`;
  const table = owner?.[0] === 'the table' ? 'The table' : `\`${owner?.[0]}\``;
  const has = owner === undefined ? '' : ` ${table} has ${listed(owner[1])}.`;
  const meant = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  const at = place ?? (written && { path: written.path, line: written.line });
  return {
    cause: {
      kind: 'missing-column',
      label: `no column \`${first}\``,
      message: names.length === 1 ? `The table has no column \`${first}\`.` : `The table has no columns ${listed(names)}.`,
      explanation: `${reads} asks for ${listed(names)}.${from}${has}${meant}`,
      ...(at ? { place: at } : {}),
    },
    fix: near === undefined || written === undefined ? undefined : sayOther(written, first, near),
  };
}

function columnsMissedBy(error: PythonError, all: readonly PythonError[]): readonly string[] | undefined {
  const { type, message } = error;
  const isOfTable = (one: PythonError) =>
    one.frames.some(({ file }) => /site-packages[\\/](pandas|polars|dask|pyarrow)[\\/]|^(pandas|index)[\w/]*\.p[yx]\w?$/.test(file));
  if (type === 'KeyError') {
    const list = /^["']?(?:None of )?(?:Index\()?\[([^\]]*)\].*(?:not in index|not found in axis|in the \[columns\])/.exec(message)?.[1];
    if (list !== undefined) return quoted(list);
    const name = /^['"](.*)['"]$/.exec(message)?.[1];
    return name !== undefined && isOfTable(error) ? [name] : undefined;
  }
  const list = /columns expected but not found: \[([^\]]*)\]/.exec(message)?.[1] ?? /columns are missing: \{([^}]*)\}/.exec(message)?.[1];
  if (list !== undefined) return quoted(list);
  if (/A given column is not a column of the dataframe|Specifying the columns using strings/.test(message)) {
    const before = all.slice(all.indexOf(error) + 1).find((one) => one.type === 'KeyError');
    const name = /^['"](.*)['"]$/.exec(before?.message ?? '')?.[1];
    return name === undefined ? undefined : [name];
  }
  if (type === 'ColumnNotFoundError') {
    const name = /(?:unable to find column |^)["'`]([^"'`]+)["'`]/.exec(message)?.[1] ?? /^([\w.]+)/.exec(message)?.[1];
    return name === undefined ? undefined : [name];
  }
  return undefined;
}

function quoted(list: string): readonly string[] {
  return [...list.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '').filter((name) => name !== '');
}

/** The input of the job whose value is this name, alone or in a list. */
function inputThatSays(name: string, { task }: FailureFacts): string | undefined {
  const found = Object.entries(task.inputs).find(
    ([, input]) =>
      input.from === 'literal' &&
      String(input.value)
        .split(/[\s,;]+/)
        .includes(name),
  );
  return found?.[0];
}

/** A value as it is written in the pipeline: of the job's input, or of the pipeline's that it reads. */
interface WrittenValue {
  readonly title: string;
  readonly path: string;
  readonly line: number;
  readonly node: YamlScalar;
}

function valueOfInput(input: string, { task, plan, files }: FailureFacts): WrittenValue | undefined {
  const value = task.inputs[input];
  const text = plan === undefined ? undefined : files.read(plan.file);
  if (plan === undefined || text === undefined || value?.from !== 'literal' || task.id.includes('.')) return undefined;
  const job = task.id.replace(/\[.*$/, '');
  const doc = readYaml(text);
  const own = findNode(doc, ['jobs', job, 'inputs', input])?.node;
  const bound = own?.kind === 'scalar' ? /^\$\{\{\s*parent\.inputs\.([\w.-]+)\s*\}\}$/.exec(own.text)?.[1] : undefined;
  const node = bound === undefined ? own : inputNode(doc, bound);
  if (node?.kind !== 'scalar' || node.text !== value.text) return undefined;
  return { title: bound ?? `${input} of ${job}`, path: plan.file, line: text.slice(0, node.start).split('\n').length, node };
}

/** The edit that puts another name in its place; in a list of names the one that is wrong gives way. */
function sayOther({ title, path, node }: WrittenValue, wrong: string, name: string): FailureFix {
  const written = node.text
    .split(/([\s,;]+)/)
    .map((word) => (word === wrong ? name : word))
    .join('');
  return { title: `Set ${title} to ${written}`, path, edits: [{ start: node.start, end: node.end, newText: printScalar(written) }] };
}

function inputNode(doc: ReturnType<typeof readYaml>, name: string) {
  const node = findNode(doc, ['inputs', name])?.node;
  if (node?.kind !== 'mapping') return node;
  return node.get('default') ?? node.get('value') ?? undefined;
}
