import { asMapping, asScalar, asSequence, fieldsOf, isNull } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import type { Report } from '../check.ts';
import { defineCheck } from '../check.ts';
import { isLocalPath } from '../common/local-paths.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { has, listed } from '../common/words.ts';

/** A parallel_for whose items do not fit its body (CTL-007). */
export const parallelForItems = defineCheck({
  code: 'parallel-for-items',
  rule: 'CTL-007',
  severity: 'error',
  title: 'Items of a parallel_for do not fit its body',
  run({ pipeline }, report) {
    for (const loop of pipeline.jobs) {
      if (loop.kind !== 'parallel-for') continue;
      const body = loop.control?.body === undefined ? undefined : pipeline.job(loop.control.body);
      if (body && body.kind !== 'command' && body.kind !== 'pipeline') {
        const at = fieldsOfJob(loop).get('body')?.value ?? loop.entry.key;
        report({
          at,
          field: ['jobs', loop.id, 'body'],
          message: `\`${loop.id}\` repeats \`${body.id}\`, which is of type ${body.type ?? body.kind}: only a command or a pipeline can be repeated.`,
        });
      }
      checkItems(loop, body, report);
    }
  },
});

function checkItems(loop: Job, body: Job | undefined, report: Report): void {
  const entry = fieldsOfJob(loop).get('items');
  const path = ['jobs', loop.id, 'items'];
  if (isNull(entry?.value)) {
    report({ at: entry?.key ?? loop.entry.key, field: path, message: `\`${loop.id}\` has no \`items\`: list what its body is to run with.` });
    return;
  }
  const value = entry?.value;
  const text = asScalar(value)?.text;
  if (text !== undefined && value) {
    const message = text.includes('${{') ? undefined : wrongText(text, loop);
    if (message !== undefined) report({ at: value, field: path, message });
    return;
  }
  const items = itemsIn(value, path);
  if (items.length === 0 && value) {
    report({ at: value, field: path, message: `\`${loop.id}\` has an empty list of items: add what its body is to run with.` });
    return;
  }
  for (const item of items) checkItem(item, items[0], loop, body, report);
}

interface Item {
  readonly node: YamlNode;
  readonly path: Keys;
  readonly fields: ReadonlyMap<string, YamlEntry>;
}

function itemsIn(value: YamlNode | null | undefined, path: Keys): readonly Item[] {
  const list = asSequence(value);
  const parts: (readonly [string | number, YamlNode | null])[] = list ? list.items.map((item, index) => [index, item.value]) : [];
  const map = asMapping(value);
  if (map) for (const [name, entry] of fieldsOf(map)) parts.push([name, entry.value]);
  return parts.flatMap(([key, node]) => (node ? [{ node, path: [...path, key], fields: fieldsIn(node) }] : []));
}

function checkItem({ node, path, fields }: Item, first: Item | undefined, loop: Job, body: Job | undefined, report: Report): void {
  if (!asMapping(node)) {
    report({ at: node, field: path, message: `An item of \`${loop.id}\` is no mapping: give the value of each input under its name, as \`{ rate: 0.1 }\`.` });
    return;
  }
  const keys = [...fields.keys()];
  const firstKeys = [...(first?.fields.keys() ?? [])];
  if (keys.length !== firstKeys.length || keys.some((key) => !firstKeys.includes(key))) {
    report({
      at: node,
      field: path,
      message: `All items of \`${loop.id}\` must have the same keys; the first has ${listed(firstKeys) || 'none'}, this one ${listed(keys) || 'none'}.`,
    });
    return;
  }
  for (const [name, entry] of fields) {
    if (body?.resolved && !body.inputs.some((port) => port.name === name)) {
      const names = body.inputs.map((port) => port.name);
      report({
        at: entry.key,
        field: [...path, name],
        message: `Items of \`${loop.id}\` hold \`${name}\`, which is no input of its body \`${body.id}\`. ${has(names)}`,
      });
    }
    const inner = fieldsIn(entry.value);
    if (asSequence(entry.value) || (asMapping(entry.value) && !inner.has('path') && !inner.has('value')))
      report({
        at: entry.key,
        field: [...path, name],
        message: `\`${name}\` in an item of \`${loop.id}\` is ${asSequence(entry.value) ? 'a list' : 'a mapping without a `path`'}: write one value, or data with \`type\` and \`path\`.`,
      });
    const local = asScalar(inner.get('path')?.value);
    if (local && isLocalPath(local.text)) {
      report({
        at: local,
        field: [...path, name, 'path'],
        message: `An item of \`${loop.id}\` holds the local path \`${local.text}\`, which Azure ML does not take here: register the data, or use an input of the pipeline.`,
      });
    }
  }
}

function wrongText(text: string, loop: Job): string | undefined {
  try {
    const items: unknown = JSON.parse(text);
    const isEmpty = typeof items !== 'object' || items === null || Object.keys(items).length === 0;
    return isEmpty ? `\`${loop.id}\` has no items: its text holds none.` : undefined;
  } catch {
    return `The items of \`${loop.id}\` are a text that is no JSON: write a list, JSON, or a binding.`;
  }
}
