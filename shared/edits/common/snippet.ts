import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import { dedentLines, rawMember } from '../splice/raw.ts';
import { commentsAbove, memberLines } from '../splice/spans.ts';

/** A piece of YAML that holds jobs: each with its lines at column 0. */
export interface Snippet {
  readonly doc: YamlDocument;
  readonly jobs: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

const JOB_KEYS: ReadonlySet<string> = new Set([
  'type',
  'component',
  'trial',
  'command',
  'task',
  'entry',
  'source',
  'sink',
  'body',
  'condition',
  'true_block',
  'false_block',
]);

/**
 * Reads a snippet: a whole `jobs:` block, one or several jobs with their names, or the body of one job without a name (`bodyName` then names it).
 * Undefined when it is none of these, with a sentence.
 */
export function readSnippet(text: string, bodyName?: string): Snippet | string {
  const doc = readYaml(dedentLines(text.replace(/^\uFEFF/, ''), commonIndent(text)).join('\n'));
  const problem = doc.problems.find((other) => other.severity === 'error');
  if (problem) return `The snippet cannot be read (line ${doc.positionAt(problem.start).line}: ${problem.message})`;
  const root = doc.map;
  if (!root || root.flow || root.entries.length === 0) return 'The snippet holds no job: it must be a mapping.';
  const isBody = root.entries.some((entry) => JOB_KEYS.has(entry.name ?? '') && entry.value?.kind !== 'mapping');
  const jobs = root.get('jobs');
  if (jobs?.kind === 'mapping') return jobs.flow ? flowJobs(doc, jobs) : { doc, jobs: jobs.entries.flatMap((entry) => namedJob(doc, jobs, entry)) };
  if (isBody) {
    if (bodyName === undefined) return 'The snippet is the body of one job: put its name above it.';
    const lines = dedentLines(doc.text.replace(/\n+$/, ''), 0).map((line) => (line === '' ? '' : `  ${line}`));
    return { doc, jobs: [{ name: bodyName, lines: [`${bodyName}:`, ...lines] }] };
  }
  const strange = root.entries.find((entry) => entry.value?.kind !== 'mapping' || entry.name === undefined);
  if (strange) return `'${strange.name ?? ''}' in the snippet is no job: a job is a mapping.`;
  return { doc, jobs: root.entries.flatMap((entry) => namedJob(doc, root, entry)) };
}

function namedJob(doc: YamlDocument, mapping: YamlMapping, entry: YamlEntry): { name: string; lines: readonly string[] }[] {
  if (entry.name === undefined) return [];
  const from = commentsAbove(doc.text, memberLines(doc, mapping, entry).start, mapping.indent);
  return [{ name: entry.name, lines: rawMember(doc, mapping, entry, { from, anchors: true }) }];
}

function flowJobs(doc: YamlDocument, jobs: YamlMapping): Snippet {
  return {
    doc,
    jobs: jobs.entries.flatMap((entry) => (entry.name === undefined ? [] : [{ name: entry.name, lines: doc.text.slice(entry.start, entry.end).split('\n') }])),
  };
}

function commonIndent(text: string): number {
  const first = /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)\S/.exec(text);
  return first?.[1]?.length ?? 0;
}
