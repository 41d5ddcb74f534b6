import type { ComponentItem } from '#renderer/state/components/component-list.store.ts';
import type { PortType } from '#shared/azureml/kinds.ts';
import { canFeed } from '#shared/edits/common/compatibility.ts';
import type { ConnectWay } from './connect-view-model.ts';

/** Components with a port that fits a type, by the words of a query; those with a port of exactly this type first. */
export function fittingComponents(items: readonly ComponentItem[], type: PortType | undefined, way: ConnectWay, query: string): readonly ComponentItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const ports = (item: ComponentItem) => (way === 'from' ? item.declared.inputs : item.declared.outputs);
  const fits = (item: ComponentItem) =>
    ports(item).some((port) => port.type !== undefined && (way === 'from' ? canFeed(type, port.type) : canFeed(port.type, type)));
  const isExact = (item: ComponentItem) => ports(item).some((port) => port.type === type);
  const found = items.filter(
    (item) => fits(item) && words.every((word) => `${item.title} ${item.name} ${item.description ?? ''}`.toLowerCase().includes(word)),
  );
  return [...found.filter(isExact), ...found.filter((item) => !isExact(item))];
}
