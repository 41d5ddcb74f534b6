import type { KeySchema, RefTarget } from '#shared/azureml/schema/key-schema.ts';
import type { Completion } from './completion.ts';
import { datastorePaths, deploymentRefs, type KnownName, knownNames, USED_HERE } from './known-names.ts';
import type { LanguageContext } from './language-context.ts';
import type { Place } from './locate.ts';
import { schemaField } from './schema-adapter.ts';

/** Names of assets, computes, endpoints and deployments for the value at the caret. Each says where it comes from. */
export function completeNames(context: LanguageContext, place: Place): Completion[] {
  const field = schemaField(context, place.path, place.range.start);
  if (!field) return [];
  const { start, end } = place.range;
  const written = context.doc.text.slice(start, end).replace(/^["']|["']$/g, '');
  // What is being written is used in this file too, and nobody needs it offered.
  const names = namesFor(context, field, place.path).filter(({ value, from }) => from !== USED_HERE || value !== written);
  return names.map((name, index) => toCompletion(name, index, place));
}

/** The names that the value of a field may be; also what the inspector offers. */
export function namesFor(context: LanguageContext, field: KeySchema, path: readonly (string | number)[]): readonly KnownName[] {
  const targets = targetsOf(field);
  const key = String(path[path.length - 1] ?? '');
  const found = new Map<string, KnownName>();
  const add = (names: readonly KnownName[]) => {
    for (const name of names) if (!found.has(name.value)) found.set(name.value, name);
  };
  if (key === 'endpoint_deployment_id') add(deploymentRefs(context));
  for (const target of targets) add(knownNames(context, target));
  if (key === 'path' && targets.has('data')) {
    const isModel = /_model$/.test(typeBeside(context, path));
    add(knownNames(context, 'model').filter(() => isModel));
    if (isModel) for (const { value } of knownNames(context, 'data')) found.delete(value);
    add(datastorePaths(context));
  }
  return [...found.values()];
}

/** What a field and its forms refer to. */
function targetsOf(field: KeySchema, found = new Set<RefTarget>()): Set<RefTarget> {
  if (field.refTo !== undefined) found.add(field.refTo);
  for (const option of field.options ?? []) if (option.kind !== 'map' && option.kind !== 'list') targetsOf(option, found);
  return found;
}

function typeBeside(context: LanguageContext, path: readonly (string | number)[]): string {
  const [section, name] = path;
  if (section !== 'inputs' && section !== 'jobs') return '';
  if (section === 'inputs') return context.pipeline.inputs.find((input) => input.name === name)?.type ?? '';
  return context.pipeline.job(String(name))?.inputs.find((port) => port.name === path[3])?.type ?? '';
}

function toCompletion(name: KnownName, index: number, place: Place): Completion {
  const insert = place.quote === '' ? name.value : `${place.quote}${name.value}${place.quote}`;
  const text = [name.description?.trim(), `From ${/[./]/.test(name.from) ? `\`${name.from}\`` : name.from}.`].filter((part) => part).join('\n\n');
  return {
    label: name.value,
    kind: 'reference',
    insert,
    hasCaretMark: false,
    range: place.range,
    detail: name.from,
    documentation: () => text,
    order: `02${String(index).padStart(4, '0')}`,
    filter: insert,
  };
}
