import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { printScalar } from '#shared/yaml/print-scalar.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { membersOf } from '../splice/spans.ts';

/** Keys whose texts are paths relative to the file that holds them (yaml-reference §1); those relative to `code` are not here. */
const PATH_KEYS: ReadonlySet<string> = new Set(['component', 'trial', 'code', 'path', 'conda_file', 'environment', 'additional_includes']);

/** Rewrites relative paths under `node` so that they mean the same in a file of another folder. Both files are relative to the project. */
export function rebasePaths(doc: YamlDocument, node: YamlNode | null | undefined, fromFile: string, toFile: string): TextEdit[] {
  const from = folderOf(fromFile);
  const to = folderOf(toFile);
  if (from.join('/') === to.join('/')) return [];
  const edits: TextEdit[] = [];
  const visit = (value: YamlNode | null | undefined, key: string): void => {
    if (!value) return;
    if (value.kind === 'scalar') {
      const moved = PATH_KEYS.has(key) && isRelative(value.text, key) ? moveRef(value.text, from, to) : undefined;
      if (moved !== undefined && moved !== value.text) edits.push(textEdit(doc, value, moved));
    } else if (value.kind === 'mapping')
      for (const entry of value.entries) visit(entry.value, key === 'inputs' && entry.value?.kind === 'scalar' ? 'path' : (entry.name ?? ''));
    else if (value.kind === 'sequence') for (const item of membersOf(value)) visit(item.value, key);
  };
  visit(node, '');
  return edits.sort((a, b) => a.start - b.start);
}

/** The same place, written from another folder. */
function moveRef(ref: string, from: readonly string[], to: readonly string[]): string | undefined {
  const prefix = /^file:/i.exec(ref)?.[0] ?? '';
  const path = ref.slice(prefix.length);
  const parts = [...from];
  for (const part of path.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0) return undefined;
    else parts.pop();
  }
  let common = 0;
  while (common < to.length && common < parts.length && to[common] === parts[common]) common++;
  const up = '../'.repeat(to.length - common);
  const rest = parts.slice(common).join('/');
  const slash = /[/\\]$/.test(path) && rest !== '' ? '/' : '';
  return `${prefix}${up === '' ? './' : up}${rest}${slash}`;
}

/** The folder of a project-relative path, in parts. */
function folderOf(file: string): readonly string[] {
  return file.split('/').slice(0, -1);
}

function isRelative(text: string, key: string): boolean {
  if (text.includes('${{')) return false;
  if (/^(file:)?\.{1,2}([/\\]|$)/.test(text)) return true;
  if (key !== 'component' && key !== 'trial') return false;
  const ref = parseComponentRef(text);
  return ref.kind === 'local' && !/^[/\\~]|^[a-z]:/i.test(ref.file);
}

function textEdit(doc: YamlDocument, node: YamlNode, text: string): TextEdit {
  const raw = doc.text.slice(node.start, node.end);
  const quote = raw.startsWith("'") ? ("'" as const) : raw.startsWith('"') ? ('"' as const) : '';
  return { start: node.start, end: node.end, newText: quote === '' ? printScalar(text, {}) : `${quote}${text}${quote}` };
}
