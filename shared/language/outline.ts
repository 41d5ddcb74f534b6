import { resolveAlias, type YamlDocument } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';
import type { TextRange } from './language-context.ts';

/** One row of the document's outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'job' | 'input' | 'output' | 'key';
  readonly range: TextRange;
  /** The key itself. */
  readonly nameRange: TextRange;
  readonly children: readonly OutlineItem[];
}

/** Sections, jobs and ports of a document, in the order of the text. */
export function outline(doc: YamlDocument): OutlineItem[] {
  return (doc.map?.entries ?? []).map((entry) => section(entry));
}

function section(entry: YamlEntry): OutlineItem {
  const map = mappingOf(entry);
  switch (entry.name) {
    case 'jobs':
      return item(entry, 'section', map?.entries.map((job) => item(job, 'job', jobChildren(job), typeOf(job))) ?? []);
    case 'inputs':
      return item(entry, 'section', ports(map, 'input'));
    case 'outputs':
      return item(entry, 'section', ports(map, 'output'));
    default:
      return item(entry, 'key', []);
  }
}

function jobChildren(job: YamlEntry): OutlineItem[] {
  const map = mappingOf(job);
  return [...ports(mappingOf(map?.entry('inputs')), 'input'), ...ports(mappingOf(map?.entry('outputs')), 'output')];
}

function ports(map: YamlMapping | undefined, kind: 'input' | 'output'): OutlineItem[] {
  return map?.entries.map((entry) => item(entry, kind, [], typeOf(entry))) ?? [];
}

function item(entry: YamlEntry, kind: OutlineItem['kind'], children: readonly OutlineItem[], detail = ''): OutlineItem {
  return {
    name: entry.name ?? '?',
    detail: detail || scalarOf(entry),
    kind,
    range: { start: entry.start, end: Math.max(entry.end, entry.key.end) },
    nameRange: { start: entry.key.start, end: entry.key.end },
    children,
  };
}

function mappingOf(entry: YamlEntry | undefined): YamlMapping | undefined {
  const value = resolveAlias(entry?.value);
  return value?.kind === 'mapping' ? value : undefined;
}

function typeOf(entry: YamlEntry): string {
  const type = resolveAlias(mappingOf(entry)?.get('type'));
  return type?.kind === 'scalar' ? type.text : '';
}

function scalarOf(entry: YamlEntry): string {
  const value = resolveAlias(entry.value);
  if (value?.kind !== 'scalar') return '';
  const line = value.text.split('\n', 1)[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
