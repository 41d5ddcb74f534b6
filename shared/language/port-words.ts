import type { PortType } from '#shared/azureml/kinds.ts';
import type { ComponentInterface, ComponentPort, Port } from '#shared/pipeline/pipeline.ts';

/** One line about a port: `uri_folder, optional`, `number, default 0.1`. */
export function portDetail(port: {
  readonly type: PortType | undefined;
  readonly optional?: boolean;
  readonly default?: string | number | boolean | undefined;
}): string {
  const words: string[] = [port.type ?? 'type not known'];
  if (port.default !== undefined) words.push(`default ${String(port.default)}`);
  else if (port.optional) words.push('optional');
  return words.join(', ');
}

/** What a component says about a port, as Markdown. */
export function portDocumentation(port: ComponentPort): string {
  const lines = [`**${port.name}**  ${portDetail(port)}`];
  if (port.description) lines.push(port.description.trim());
  const facts: string[] = [];
  if (port.enum) facts.push(`One of ${port.enum.map((value) => `\`${value}\``).join(', ')}.`);
  if (port.min !== undefined && port.max !== undefined) facts.push(`From ${port.min} to ${port.max}.`);
  else if (port.min !== undefined) facts.push(`At least ${port.min}.`);
  else if (port.max !== undefined) facts.push(`At most ${port.max}.`);
  if (facts.length > 0) lines.push(facts.join(' '));
  return lines.join('\n\n');
}

/** A component in short: name, description, what goes in and out. */
export function componentDocumentation(declared: ComponentInterface, label: string): string {
  const title = declared.displayName ?? declared.name ?? label;
  const version = declared.version === undefined ? '' : ` ${declared.version}`;
  const lines = [`**${title}**${version}`];
  if (declared.description) lines.push(declared.description.trim());
  const list = (title: string, ports: readonly ComponentPort[]) => {
    if (ports.length > 0) lines.push(`${title}\n\n${ports.map((port) => `- \`${port.name}\` ${portDetail(port)}`).join('\n')}`);
  };
  list('Inputs', declared.inputs);
  list('Outputs', declared.outputs);
  return lines.join('\n\n');
}

/** How well what flows out as `source` fits an input of type `target`. */
export function typeFit(source: PortType | undefined, target: PortType | undefined): 'fits' | 'perhaps' | 'not' {
  if (source === undefined || target === undefined || source === 'path' || target === 'path') return 'perhaps';
  if (source === target || (target === 'number' && source === 'integer') || (target === 'string' && ['integer', 'number', 'boolean'].includes(source)))
    return 'fits';
  const isFolder = (type: PortType) => type === 'uri_folder' || type === 'mltable' || type.endsWith('_model');
  return isFolder(source) && isFolder(target) ? 'perhaps' : 'not';
}

/** Where an input's value comes from, in words; undefined when it has none. */
export function sourceWords(port: Port): string | undefined {
  if (port.bound !== undefined) return `From \`${port.bound}\``;
  if (port.literal !== undefined) return `Value \`${String(port.literal)}\``;
  if (port.path !== undefined) return `From \`${port.path}\``;
  if (port.declared?.default !== undefined) return `Default \`${String(port.declared.default)}\``;
  return undefined;
}
