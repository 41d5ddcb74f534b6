import { documentKind } from '#shared/azureml/document-kind.ts';
import { nearest } from '#shared/base/nearest.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { ownerOf } from '../place.ts';
import { type Problem, rankOf } from '../problem.ts';
import { failureOf } from './known-failures.ts';
import { type DumpError, readDump } from './read-dump.ts';

/** The one line of a dump that matters. */
export interface Explanation {
  /** `unknown`: nothing of the dump is known; `lines` then holds those that look decisive. */
  readonly kind: 'known' | 'unknown';
  readonly sentence: string;
  /** Keys down to what is meant, as far as the file has them. */
  readonly field: readonly (string | number)[];
  readonly owner: string | undefined;
  /** Where that is in the file; undefined without a file. */
  readonly place: { readonly start: number; readonly end: number } | undefined;
  /** Line of the file that the dump names, from 1. */
  readonly line: number | undefined;
  /** The same problem as our checks see it, with its fixes. */
  readonly problem: Problem | undefined;
  /** Further complaints of the dump that were left out. */
  readonly others: number;
  readonly lines: readonly string[];
}

/** The file that a dump is about, as it stands now. */
export interface ExplainedFile {
  readonly doc: YamlDocument;
  readonly problems: readonly Problem[];
}

/** Turns an error dump of `az ml` or the SDK into the line that matters: the sentence, its place, and our own check of the same thing. */
export function explainDump(dump: string, file?: ExplainedFile): Explanation {
  const errors = readDump(dump);
  const failure = failureOf(dump, errors, file && documentKind(file.doc.root?.kind === 'mapping' ? file.doc.root : undefined, file.doc.text));
  if (failure !== undefined)
    return {
      kind: 'known',
      sentence: failure.sentence,
      ...NOWHERE,
      ...placeOfName(failure.names, file),
      others: errors.filter(({ path, line }) => path !== undefined || line !== undefined).length,
    };
  const placed = errors.map((error) => ({ error, at: placeOf(error, file) }));
  const [best] = placed.sort(
    (a, b) => weight(a.error, a.at.problem) - weight(b.error, b.at.problem) || (b.error.path?.length ?? 0) - (a.error.path?.length ?? 0),
  );
  if (!best) {
    const lines = decisiveLines(dump);
    const sentence =
      lines.length === 0
        ? 'Nothing in this text looks like an error of Azure ML.'
        : `This error is not one that is known here. ${lines.length === 1 ? 'This line looks' : 'These lines look'} decisive:`;
    return { kind: 'unknown', sentence, ...NOWHERE, lines };
  }
  const { error, at } = best;
  return {
    kind: 'known',
    sentence: at.problem?.message ?? sentenceOf(error),
    field: at.field,
    owner: at.problem?.owner ?? ownerOf(at.field),
    place: at.place,
    line: at.place && file ? file.doc.positionAt(at.place.start).line : error.line,
    problem: at.problem,
    others: errors.length - 1,
    lines: [],
  };
}

const NOWHERE = { field: [], owner: undefined, place: undefined, line: undefined, problem: undefined, others: 0, lines: [] } as const;

/** Where a name that a failure tells stands in the file, and what we say of that place. */
function placeOfName(name: string | undefined, file: ExplainedFile | undefined): Partial<Explanation> {
  const start = file && name ? file.doc.text.indexOf(name) : -1;
  if (!file || !name || start < 0) return {};
  const place = { start, end: start + name.length };
  const problem = file.problems.find((each) => each.start <= start && each.end >= start);
  return { place: problem ?? place, line: file.doc.positionAt(start).line, problem, field: problem?.field ?? [], owner: problem?.owner };
}

/** Complaints of the branches of a schema that were not meant: every reference and every literal gets them when another branch fails. */
const OTHER_BRANCH =
  /^(?:Value passed is not a data binding|In order to specify an? (?:existing|git)|Not a valid|Invalid input type|Value .* passed is not in set \['local'\])/;

/** Small counts: what our checks find too, then what names a wrong value; that something is missing is often only another branch of the schema. */
function weight(error: DumpError, problem: Problem | undefined): number {
  const isMissing = /^Missing data for required field/.test(error.message);
  return (
    (problem?.severity === 'error' ? 0 : problem ? 2 : 3) +
    (isMissing ? 2 : 0) +
    (OTHER_BRANCH.test(error.message) ? 1 : 0) +
    (error.path === undefined ? 1 : 0)
  );
}

interface Placed {
  readonly field: readonly (string | number)[];
  readonly place: Explanation['place'];
  readonly problem: Problem | undefined;
}

function placeOf(error: DumpError, file: ExplainedFile | undefined): Placed {
  if (!file) return { field: error.path?.split('.') ?? [], place: undefined, problem: undefined };
  const { doc, problems } = file;
  const found = error.path === undefined ? undefined : follow(doc, error.path);
  if (found) {
    const own = closest(problems, found.field);
    return { field: own?.field ?? found.field, place: own ?? found.place, problem: own };
  }
  const binding = /\$\{\{[^}]*\}\}/.exec(error.message)?.[0] ?? /name (\S+) must be composed/.exec(error.message)?.[1];
  const start = binding === undefined ? -1 : doc.text.indexOf(binding);
  const place =
    binding !== undefined && start >= 0
      ? { start, end: start + binding.length }
      : error.line === undefined || error.line > doc.positionAt(doc.text.length).line
        ? undefined
        : { start: doc.lineStart(error.line), end: Math.max(doc.lineStart(error.line), doc.lineStart(error.line + 1) - 1) };
  const near =
    place && problems.filter((problem) => problem.start <= place.end && problem.end >= place.start).sort((a, b) => rankOf(a.severity) - rankOf(b.severity));
  const own = near?.[0] ?? (doc.readable ? undefined : problems.find((problem) => problem.severity === 'error'));
  return { field: own?.field ?? [], place: own ?? place, problem: own };
}

/** Our problem at a field, else inside it, else at the job around it; the worst first. */
function closest(problems: readonly Problem[], field: readonly (string | number)[]): Problem | undefined {
  const ranked = problems
    .flatMap((problem) => {
      const common = sharedKeys(problem.field, field);
      const isAt = common === field.length && common === problem.field.length;
      const isInside = common === field.length;
      const isAround = common === problem.field.length && common >= 2;
      return isAt || isInside || isAround ? [{ problem, rank: (isAt ? 0 : isInside ? 1 : 2) + 4 * rankOf(problem.severity) }] : [];
    })
    .sort((a, b) => a.rank - b.rank);
  return ranked[0]?.problem;
}

function sharedKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return common;
}

/** Follows a path of the dump, in which names may hold dots, as far as the file goes. */
function follow(
  doc: YamlDocument,
  path: string,
): { readonly field: readonly (string | number)[]; readonly place: { readonly start: number; readonly end: number } } | undefined {
  const field: (string | number)[] = [];
  let rest = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  let node: YamlNode | null | undefined = doc.root;
  let place: { start: number; end: number } | undefined;
  while (rest.length > 0) {
    const at = resolveAlias(node);
    if (at?.kind === 'mapping') {
      let taken = 0;
      for (let k = rest.length; k > 0 && taken === 0; k--) {
        const name = rest.slice(0, k).join('.');
        const entry = at.entries.find((each) => each.name === name);
        if (!entry) continue;
        taken = k;
        field.push(name);
        place = { start: entry.key.start, end: entry.value && !('entries' in entry.value) && !('items' in entry.value) ? entry.value.end : entry.key.end };
        node = entry.value;
      }
      if (taken === 0) break;
      rest = rest.slice(taken);
    } else if (at?.kind === 'sequence') {
      const item = at.items[Number(rest[0])];
      if (!item) break;
      field.push(Number(rest[0]));
      place = { start: item.start, end: item.end };
      node = item.value;
      rest = rest.slice(1);
    } else break;
  }
  return place && { field: [...field, ...rest.slice(0, 1)], place };
}

/** What the reference implementation says, in one sentence of ours. */
export function sentenceOf({ message, path, value, line }: DumpError): string {
  const where = path === undefined ? '' : `\`${path}\``;
  const set = /^Value (.+?) passed is not in set (\[.*\])/s.exec(message);
  if (set) {
    const values = [...(set[2] ?? '').matchAll(/'([^']*)'/g)].map((each) => each[1] ?? '');
    const given = (set[1] ?? '').replace(/^'|'$/g, '');
    const meant = nearest(given, values);
    return `${where || 'A value'} is \`${given}\`. ${values.length === 1 && meant === undefined ? `It must be \`${values[0]}\`.` : meant === undefined ? `It is one of ${values.map((each) => `\`${each}\``).join(', ')}.` : `Did you mean \`${meant}\`?`}`;
  }
  if (/^Missing data for required field/.test(message)) return `${where || 'A required key'} is missing.`;
  if (/^Unknown field/.test(message)) return `${where || 'A key'} is not a key that Azure ML knows there.`;
  if (/valid python identifier/.test(message))
    return `${where || 'The name of a job'} is no name for a job: use lower case letters, digits and underscores, and begin with a letter or an underscore.`;
  const type = /^Not a valid (\w+)/.exec(message);
  if (type) return `${where || 'A value'} takes a ${type[1]}${value === undefined || typeof value === 'object' ? '' : `, not \`${String(value)}\``}.`;
  const binding = /Failed to find top level definition for input binding (\$\{\{.*\}\})/.exec(message);
  if (binding) return `\`${binding[1]}\` reads an input of the pipeline that does not exist. Add it under \`inputs\`, or read another.`;
  const name = /^(?:Pipeline input key|Key) name (.+?) must be composed/.exec(message);
  if (name) return `\`${name[1]}\` is no name for an input or output of the pipeline: use letters, digits and underscores.`;
  const said = message
    .replace(/\s+/g, ' ')
    .replace(/\{name\}/g, path?.split('.').pop() ?? 'it')
    .trim();
  const place = path !== undefined ? `${where}: ` : line === undefined ? '' : `Line ${line}: `;
  return `${place}${said}${/[.!?]$/.test(said) ? '' : '.'}`;
}

const NOISE =
  /^\s*(?:at |File "|Traceback|During handling|The above exception|\^+$|raise |return |Visit this link|The easiest way|If you (?:are|need)|Resolutions|Details|https?:\/\/)/;

/** Lines of an unknown dump that look like its cause: named errors first, else the last line that says something. */
function decisiveLines(dump: string): readonly string[] {
  const lines = dump
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOISE.test(line));
  const named = lines.filter((line) => /(?:\b\w*(?:Error|Exception)\b\s*:|^\(?[A-Z]\w+\) |"message"\s*:|^(?:ERROR|Error|FATAL)\b|^Message:|^Code:)/.test(line));
  const chosen = named.length > 0 ? named : lines.filter((line) => /fail|invalid|denied|not found|cannot|missing|unauthor/i.test(line));
  return [...new Set(chosen)].slice(-3);
}
