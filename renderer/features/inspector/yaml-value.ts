import type { Plain } from '#shared/edits/splice/plain.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';

/** The lines of a node as they stand, moved to the left edge. */
export function sourceOf(text: string, node: YamlNode | null | undefined): string {
  if (!node) return '';
  const lines = text
    .slice(node.start, node.end)
    .trimEnd()
    .split(/\r\n|\r|\n/);
  const lineStart = Math.max(text.lastIndexOf('\n', node.start - 1), text.lastIndexOf('\r', node.start - 1)) + 1;
  const target = resolveAlias(node);
  const isBlock = target !== undefined && node.kind !== 'alias' && (target.kind === 'mapping' || target.kind === 'sequence') && !target.flow;
  const indent = isBlock ? node.start - lineStart : least(lines.slice(1));
  return lines.map((line, k) => (k === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length)))).join('\n');
}

function least(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

/** The value that a piece of YAML stands for; undefined with a sentence when it cannot be read. */
export function valueOfYaml(text: string): { readonly value: Plain } | { readonly problem: string } {
  // Under a key of its own, so that a lone scalar or list is a document too.
  const body = text.replace(/\t/g, '  ');
  const isBlock = /[\r\n]/.test(body.trim()) || /^\s*(-\s|[^\s'"[{][^:]*:(\s|$))/.test(body);
  const wrapped = isBlock
    ? `value:\n${body
        .split(/\r\n|\r|\n/)
        .map((line) => `  ${line}`)
        .join('\n')}\n`
    : `value: ${body.trim()}\n`;
  const doc = readYaml(wrapped);
  const problem = doc.problems.find((each) => each.severity === 'error');
  if (problem) return { problem: problem.message };
  return { value: toPlain(doc.map?.get('value')) as Plain };
}
