import { type ComponentChoice, type ComponentItem, keyOf } from '#renderer/state/component-list.store.ts';

export type ComponentFilter = 'all' | 'project' | 'library';

/** A heading and what stands below it. `id` of an item is unique over all sections. */
export interface ComponentSection {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly item: ComponentItem; readonly isBrief: boolean }[];
}

/** The list as it is shown: this project, the starter library, then what was used lately. */
export function componentSections(
  parts: { readonly project: readonly ComponentItem[]; readonly library: readonly ComponentItem[]; readonly recent: readonly ComponentChoice[] },
  words: string,
  filter: ComponentFilter,
): readonly ComponentSection[] {
  const query = words.trim().toLowerCase();
  const fits = (item: ComponentItem) =>
    query === '' || [item.title, item.name, item.description ?? '', item.role ?? ''].some((text) => text.toLowerCase().includes(query));
  const known = new Map([...parts.project, ...parts.library].map((item) => [item.key, item]));
  const recent = parts.recent.flatMap((choice) => known.get(keyOf(choice)) ?? []);
  const section = (title: string, items: readonly ComponentItem[], isBrief = false): ComponentSection => ({
    title,
    items: items.filter(fits).map((item) => ({ id: `${title} ${item.key}`, item, isBrief })),
  });
  return [
    ...(filter === 'library' ? [] : [section('This project', parts.project)]),
    ...(filter === 'project' ? [] : [section('Starter library', parts.library)]),
    ...(filter === 'all' ? [section('Recently used', recent, true)] : []),
  ].filter((each) => each.items.length > 0);
}

/** "needs raw_data, gives model" */
export function portsInWords(item: ComponentItem): string {
  const needs = item.declared.inputs.filter((port) => !port.optional && port.default === undefined).map((port) => port.name);
  const gives = item.declared.outputs.map((port) => port.name);
  return [needs.length > 0 ? `needs ${needs.join(', ')}` : undefined, gives.length > 0 ? `gives ${gives.join(', ')}` : undefined].filter(Boolean).join('; ');
}
