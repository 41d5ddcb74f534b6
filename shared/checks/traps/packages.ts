import { asSequence, asText } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { fieldsIn } from '../common/walk.ts';

/** Packages of a conda file that may be another version tomorrow, by name. */
export function loosePackages(conda: YamlNode | null | undefined): readonly string[] {
  const loose: string[] = [];
  for (const { value } of asSequence(fieldsIn(conda).get('dependencies')?.value)?.items ?? []) {
    const target = resolveAlias(value);
    if (target?.kind === 'mapping') {
      for (const { value: line } of asSequence(fieldsIn(target).get('pip')?.value)?.items ?? []) {
        const name = loosePip(asText(line) ?? '');
        if (name !== undefined) loose.push(name);
      }
      continue;
    }
    const name = looseConda(asText(target) ?? '');
    if (name !== undefined) loose.push(name);
  }
  return loose;
}

/** Tools that come along: their version changes no result. */
const TOOLS: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel', 'ipython', 'ipykernel', 'jupyter', 'matplotlib-base', 'black', 'pytest']);

/** `numpy`, `numpy>=1.2`; not `numpy=1.26`, `python=3.10.4`. */
function looseConda(line: string): string | undefined {
  const found = /^(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)\s*(.*)$/.exec(line.trim());
  const [, name, rest = ''] = found ?? [];
  if (name === undefined || TOOLS.has(name.toLowerCase())) return undefined;
  return /^(={1,3}\s*\d|\d)/.test(rest.trim()) ? undefined : name;
}

/** `numpy`, `numpy>=1.2`, `numpy~=1.2`; not `numpy==1.26.4`, a file, an address or an option. */
function loosePip(line: string): string | undefined {
  const plain =
    line
      .replace(/\s+#.*$/, '')
      .split(';')[0]
      ?.trim() ?? '';
  if (plain === '' || /^(-|\.|\/)|:\/\/|@|\$\{\{|\{\{/.test(plain)) return undefined;
  const found = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/.exec(plain);
  const [, name, rest = ''] = found ?? [];
  if (name === undefined || TOOLS.has(name.toLowerCase())) return undefined;
  return /^={2,3}\s*[^*]+$/.test(rest) ? undefined : name;
}
