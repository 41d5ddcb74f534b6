import { nearest } from '#shared/base/nearest.ts';
import { findNode } from '#shared/yaml/find.ts';
import { printScalar } from '#shared/yaml/print-scalar.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { FailureFix } from '../failure.ts';
import { type FailureFacts, listed, placeOf, type Recogniser, sayPlace } from './facts.ts';
import type { PythonError } from './traceback.ts';

/** A column that a table does not have, with the names that it has. */
export const missingColumn: Recogniser = (facts, errors) => {
  for (const error of errors) {
    const names = columnsMissedBy(error, errors);
    const first = names?.[0];
    if (names === undefined || first === undefined) continue;
    const place = errors.map((one) => placeOf(one.frames, facts)).find((one) => one !== undefined);
    const tables = Object.entries(facts.columns ?? {}).filter(([, columns]) => columns.length > 0);
    const all = [...new Set(tables.flatMap(([, columns]) => columns))];
    const near = nearest(first, all);
    const owner = tables.find(([, columns]) => near === undefined || columns.includes(near));
    const said = inputThatSays(first, facts);
    const reads = place === undefined ? 'The code' : sayPlace(place);
    const from = said === undefined ? '' : ` Its input \`${said}\` says so.`;
    const has = owner === undefined ? '' : ` \`${owner[0]}\` has ${listed(owner[1])}.`;
    const meant = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    return {
      cause: {
        kind: 'missing-column',
        label: `no column \`${first}\``,
        message: names.length === 1 ? `The table has no column \`${first}\`.` : `The table has no columns ${listed(names)}.`,
        explanation: `${reads} asks for ${listed(names)}.${from}${has}${meant}`,
        ...(place ? { place } : {}),
      },
      fix: near === undefined || said === undefined ? undefined : sayOther(said, first, near, facts),
    };
  }
  return undefined;
};

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

/** The edit that puts another name into an input, where it is written with the job. */
function sayOther(input: string, wrong: string, name: string, { task, plan, files }: FailureFacts): FailureFix | undefined {
  const value = task.inputs[input];
  const text = plan === undefined ? undefined : files.read(plan.file);
  if (plan === undefined || text === undefined || value?.from !== 'literal' || task.id.includes('.')) return undefined;
  const job = task.id.replace(/\[.*$/, '');
  const doc = readYaml(text);
  const own = findNode(doc, ['jobs', job, 'inputs', input])?.node;
  const bound = own?.kind === 'scalar' ? /^\$\{\{\s*parent\.inputs\.([\w.-]+)\s*\}\}$/.exec(own.text)?.[1] : undefined;
  const node = bound === undefined ? own : inputNode(doc, bound);
  if (node?.kind !== 'scalar' || node.text !== value.text) return undefined;
  // In a list of names the one that is wrong gives way.
  const written = value.text
    .split(/([\s,;]+)/)
    .map((word) => (word === wrong ? name : word))
    .join('');
  return {
    title: `Set ${bound ?? `${input} of ${job}`} to ${written}`,
    path: plan.file,
    edits: [{ start: node.start, end: node.end, newText: printScalar(written) }],
  };
}

function inputNode(doc: ReturnType<typeof readYaml>, name: string) {
  const node = findNode(doc, ['inputs', name])?.node;
  if (node?.kind !== 'mapping') return node;
  return node.get('default') ?? node.get('value') ?? undefined;
}
