import { resolveAlias } from './document.ts';
import { coreTag } from './scalar-type.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlProblem, YamlProblemCode, YamlScalar, YamlSequence } from './tree.ts';

/** Whether an entry is a merge key: `<<`, with what stands behind it taken into the mapping. */
export function isMergeKey(entry: YamlEntry): boolean {
  const { key } = entry;
  return key.kind === 'scalar' && key.text === '<<' && ((key.style === 'plain' && key.tag === undefined) || key.tag === '!!merge');
}

/**
 * What PyYAML's safe constructor rejects in a tree that its parser took: unknown tags, values that their tag does not fit, keys that are
 * collections, merges of something else than mappings.
 */
export function checkConstruction(root: YamlNode, fullTags: ReadonlyMap<YamlNode, string>): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const seen = new Set<YamlNode>();

  const report = (code: YamlProblemCode, message: string, node: { readonly start: number; readonly end: number }): void => {
    problems.push({ code, severity: 'error', message, start: node.start, end: Math.max(node.end, node.start) });
  };

  const visit = (reference: YamlNode | null): void => {
    const node = resolveAlias(reference);
    if (!node || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'scalar') visitScalar(node);
    else if (node.kind === 'mapping') visitMapping(node);
    else visitSequence(node);
  };

  const coreNameOf = (node: YamlNode): string | undefined => {
    const tag = fullTags.get(node);
    if (tag === undefined || tag === '!') return '';
    return tag.startsWith(coreTag) ? tag.slice(coreTag.length) : undefined;
  };

  const visitScalar = (node: YamlScalar): void => {
    if (node.type !== 'error') return;
    const name = coreNameOf(node);
    if (name === '') {
      if (node.text === '=' || node.text === '<<') report('value-rejected', `Azure ML cannot read the plain value ${node.text}. Put it in quotes.`, node);
      else report('value-rejected', `Azure ML cannot read ${node.text}: it looks like a date or a number, but there is none like it. Put it in quotes.`, node);
    } else if (name !== undefined && ['bool', 'int', 'float', 'timestamp', 'binary'].includes(name)) {
      report('value-rejected', `The value does not fit its tag ${node.tag ?? ''}.`, node);
    } else report('bad-tag', `Azure ML does not know the tag ${node.tag ?? ''} here. Put a value that starts with ! in quotes.`, node);
  };

  const visitMapping = (node: YamlMapping): void => {
    const name = coreNameOf(node);
    if (name !== '' && name !== 'map' && name !== 'set') {
      report('bad-tag', `Azure ML does not know the tag ${node.tag ?? ''} on a mapping.`, node);
      return;
    }
    visitEntries(node);
  };

  const visitEntries = (node: YamlMapping): void => {
    for (const entry of node.entries) {
      if (isMergeKey(entry)) {
        visitMerge(entry);
        continue;
      }
      const { key } = entry;
      visit(key);
      const target = resolveAlias(key);
      if (target && target.kind !== 'scalar') {
        const isPlaceholder = node.flow && key.kind === 'mapping' && key.flow && key.start === node.start + 1;
        if (isPlaceholder) report('template-placeholder', 'A placeholder in {{ }} without quotes is not YAML. Put it in quotes, or fill it in first.', node);
        else report('value-rejected', 'A list or a mapping cannot be a key.', key);
      }
      visit(entry.value);
    }
  };

  const visitMerge = (entry: YamlEntry): void => {
    const value = resolveAlias(entry.value);
    const parts = value?.kind === 'sequence' ? value.items.map((item) => resolveAlias(item.value)) : [value];
    for (const part of parts) {
      if (part?.kind !== 'mapping') {
        report('value-rejected', 'Behind << only a mapping or a list of mappings can stand.', part ?? entry.key);
        continue;
      }
      if (seen.has(part)) continue;
      visitEntries(part);
    }
  };

  const visitSequence = (node: YamlSequence): void => {
    const name = coreNameOf(node);
    if (name === 'omap' || name === 'pairs') {
      for (const { value } of node.items) {
        const pair = resolveAlias(value);
        if (pair?.kind !== 'mapping' || pair.entries.length !== 1) {
          report('value-rejected', `Each item of ${node.tag ?? ''} is one pair.`, pair ?? node);
          continue;
        }
        for (const entry of pair.entries) {
          visit(entry.key);
          visit(entry.value);
        }
      }
      return;
    }
    if (name !== '' && name !== 'seq') {
      report('bad-tag', `Azure ML does not know the tag ${node.tag ?? ''} on a list.`, node);
      return;
    }
    for (const item of node.items) visit(item.value);
  };

  visit(root);
  return problems;
}
