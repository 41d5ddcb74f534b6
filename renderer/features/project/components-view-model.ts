import { type ComponentChoice, type ComponentItem, keyOf } from '#renderer/state/components/component-list.store.ts';
import { familyOfRole, type RoleFamily } from '#renderer/state/job-look.ts';

export type ComponentFilter = 'all' | 'project' | 'library';

/** A heading and what stands below it. `id` of an item is unique over all sections. */
export interface ComponentSection {
  readonly title: string;
  readonly items: readonly { readonly id: string; readonly item: ComponentItem; readonly isBrief: boolean; readonly isHeld: boolean }[];
}

/** The library by what its components are for, in the order of a flow. */
const FAMILIES: readonly { readonly family: RoleFamily; readonly title: string }[] = [
  { family: 'data', title: 'Library: data' },
  { family: 'learn', title: 'Library: learn' },
  { family: 'judge', title: 'Library: judge' },
  { family: 'ship', title: 'Library: ship' },
  { family: 'none', title: 'Library: other' },
];

/** The list as it is shown: this project, the starter library by role, then what was used lately. What the project holds already is shown once. */
export function componentSections(
  parts: { readonly project: readonly ComponentItem[]; readonly library: readonly ComponentItem[]; readonly recent: readonly ComponentChoice[] },
  words: string,
  filter: ComponentFilter,
): readonly ComponentSection[] {
  const query = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (item: ComponentItem) => query.every((word) => searchText(item).includes(word));
  const known = new Map([...parts.project, ...parts.library].map((item) => [item.key, item]));
  const held = new Map(parts.project.map((item) => [item.name, item]));
  const shown = (item: ComponentItem) => held.get(item.name) ?? item;
  const recent = [...new Set(parts.recent.flatMap((choice) => known.get(keyOf(choice)) ?? []).map(shown))];
  const library = filter === 'library' ? parts.library : parts.library.filter((item) => !held.has(item.name));
  const section = (title: string, items: readonly ComponentItem[], isBrief = false): ComponentSection => ({
    title,
    items: items.filter(fits).map((item) => ({ id: `${title} ${item.key}`, item: shown(item), isBrief, isHeld: filter === 'library' && held.has(item.name) })),
  });
  return [
    ...(filter === 'library' ? [] : [section('This project', parts.project)]),
    ...(filter === 'project'
      ? []
      : FAMILIES.map(({ family, title }) =>
          section(
            title,
            library.filter((item) => familyOfRole(item.role) === family),
          ),
        )),
    // While one searches it would say again what stands above.
    ...(filter === 'all' && words.trim() === '' ? [section('Recently used', recent, true)] : []),
  ].filter((each) => each.items.length > 0);
}

/** Words that find a component: its names, what it is for, and its ports with their types. */
function searchText(item: ComponentItem): string {
  const ports = [...item.declared.inputs, ...item.declared.outputs].flatMap((port) => [port.name, port.type ?? '']);
  return [item.title, item.name, item.description ?? '', item.role ?? '', ...ports].join(' ').toLowerCase();
}

/** "needs raw_data (uri_file), may take gate" and so on: every port with its type, for a tip. */
export function portsInFull(item: ComponentItem): string {
  const words = (port: ComponentItem['declared']['inputs'][number]) => `${port.name} (${port.type ?? 'type not known'})`;
  const isNeeded = (port: ComponentItem['declared']['inputs'][number]) => !port.optional && port.default === undefined;
  const { inputs, outputs } = item.declared;
  const line = (title: string, ports: typeof inputs) => (ports.length === 0 ? [] : [`${title}: ${ports.map(words).join(', ')}`]);
  return [
    ...line('Needs', inputs.filter(isNeeded)),
    ...line(
      'May take',
      inputs.filter((port) => !isNeeded(port)),
    ),
    ...line('Gives', outputs),
  ].join('\n');
}

/** "needs raw_data, gives model" */
export function portsInWords(item: ComponentItem): string {
  const needs = item.declared.inputs.filter((port) => !port.optional && port.default === undefined).map((port) => port.name);
  const gives = item.declared.outputs.map((port) => port.name);
  return [needs.length > 0 ? `needs ${needs.join(', ')}` : undefined, gives.length > 0 ? `gives ${gives.join(', ')}` : undefined].filter(Boolean).join('; ');
}
