import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { End, Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import { keyDocumentation } from './key-words.ts';
import type { LanguageContext, TextRange } from './language-context.ts';
import { componentDocumentation, portDetail, portDocumentation, sourceWords } from './port-words.ts';
import { schemaKeyAt, schemaValues } from './schema-adapter.ts';
import { symbolAt } from './symbol-at.ts';

/** What is said about a place. */
export interface Hover {
  readonly range: TextRange;
  /** Markdown. */
  readonly text: string;
}

/** What a key means, what a port is and where its value comes from, what an expression leads to, what a component does. */
export function hoverAt(context: LanguageContext, offset: number): Hover | undefined {
  const symbol = symbolAt(context, offset);
  const text = symbol && textOf(context, symbol);
  if (!symbol || !text) return symbol ? undefined : valueHover(context, offset);
  const { start, end } = symbol.range;
  return { range: { start: Math.min(start, offset), end: Math.max(end, offset) }, text };
}

/** What a word means that the format knows. */
function valueHover(context: LanguageContext, offset: number): Hover | undefined {
  const at = pathAt(context.doc, offset);
  const node = at?.on === 'value' ? at.node : undefined;
  if (at?.on !== 'value' || node?.kind !== 'scalar') return undefined;
  const fact = schemaValues(context, at.path).find((each) => each.value === node.text && each.detail !== 'for example');
  const key = String(at.path[at.path.length - 1] ?? '');
  if (!fact?.description) return undefined;
  return {
    range: { start: node.start, end: node.end },
    text: `**${key}: ${fact.value}**${fact.detail === '' ? '' : `  ${fact.detail}`}\n\n${fact.description}`,
  };
}

function textOf(context: LanguageContext, symbol: NonNullable<ReturnType<typeof symbolAt>>): string | undefined {
  switch (symbol.kind) {
    case 'end':
      return endText(context.pipeline, symbol.end);
    case 'own-port':
      return ownPortText(context, symbol.side, symbol.name);
    case 'component': {
      const use = symbol.job === undefined ? context.pipeline.component : context.pipeline.job(symbol.job)?.component;
      if (!use) return undefined;
      return use.declared ? componentDocumentation(use.declared, use.label) : (use.reason ?? whereWords(use.where));
    }
    case 'file':
      return undefined;
    case 'key': {
      const fact = schemaKeyAt(context, symbol.path);
      return fact && keyDocumentation(fact);
    }
  }
}

function whereWords(where: string): string | undefined {
  if (where === 'registry') return 'A component of a registry: its ports are known from their use here only.';
  if (where === 'workspace') return 'A component of the workspace: its ports are known from their use here only.';
  return undefined;
}

function endText(pipeline: Pipeline, end: End): string {
  const parts = parseEnd(end);
  switch (parts?.kind) {
    case 'input': {
      const input = pipeline.inputs.find((each) => each.name === parts.name);
      return input ? pipelineEndText(input, 'input', readers(pipeline, end)) : `There is no pipeline input \`${parts.name}\`.`;
    }
    case 'output': {
      const output = pipeline.outputs.find((each) => each.name === parts.name);
      return output ? pipelineEndText(output, 'output', []) : `There is no pipeline output \`${parts.name}\`.`;
    }
    case 'job': {
      const job = pipeline.job(parts.job);
      return job ? jobText(pipeline, job) : `There is no job \`${parts.job}\`.`;
    }
    case 'job-input':
    case 'job-output': {
      const job = pipeline.job(parts.job);
      if (!job) return `There is no job \`${parts.job}\`.`;
      const port = (parts.kind === 'job-input' ? job.inputs : job.outputs).find((each) => each.name === parts.name);
      return port ? portText(pipeline, job, port) : `\`${parts.job}\` has no ${parts.kind === 'job-input' ? 'input' : 'output'} \`${parts.name}\`.`;
    }
    case undefined:
      return '';
  }
}

function pipelineEndText(end: PipelineEnd, side: 'input' | 'output', readBy: readonly string[]): string {
  const lines = [`**${end.name}**  pipeline ${side}, ${portDetail({ type: end.type, optional: end.optional })}`];
  if (end.description) lines.push(end.description);
  if (end.literal !== undefined) lines.push(`Value \`${String(end.literal)}\``);
  if (end.path !== undefined) lines.push(`From \`${end.path}\``);
  if (readBy.length > 0) lines.push(`Read by ${readBy.map((name) => `\`${name}\``).join(', ')}`);
  return lines.join('\n\n');
}

function jobText(pipeline: Pipeline, job: Job): string {
  const words = [job.type ?? job.kind, 'job'];
  if (job.component && job.component.key !== 'inline') words.push(`\`${job.component.label}\``);
  const lines = [`**${job.id}**  ${words.join(' ')}`];
  const description = job.description ?? job.component?.declared?.description;
  if (description) lines.push(description.trim());
  const from = names(pipeline.edgesInto(job.id).map((edge) => edge.fromJob));
  const to = names(pipeline.edgesOutOf(job.id).map((edge) => edge.toJob));
  if (from.length > 0) lines.push(`Reads from ${from.join(', ')}`);
  if (to.length > 0) lines.push(`Read by ${to.join(', ')}`);
  return lines.join('\n\n');
}

function portText(pipeline: Pipeline, job: Job, port: Port): string {
  const about = port.declared ? portDocumentation(port.declared) : `**${port.name}**  ${portDetail(port)}${port.certain ? '' : ', from its use here'}`;
  const lines = [about, `${port.side === 'input' ? 'Input' : 'Output'} of \`${job.id}\``];
  if (port.side === 'input') {
    const source = sourceWords(port);
    if (source) lines.push(source);
    else if (port.missing) lines.push('Needs a value');
  } else {
    const readBy = readers(pipeline, port.end);
    if (readBy.length > 0) lines.push(`Read by ${readBy.map((name) => `\`${name}\``).join(', ')}`);
    if (port.bound !== undefined) lines.push(`Written to \`${port.bound}\``);
  }
  return lines.join('\n\n');
}

function readers(pipeline: Pipeline, end: End): string[] {
  return [...new Set(pipeline.edges.filter((edge) => edge.from === end).map((edge) => edge.to.replace(/^parent\.(?:jobs\.)?/, '').replace('.inputs.', '.')))];
}

function names(jobs: readonly (string | undefined)[]): string[] {
  return [...new Set(jobs.filter((job) => job !== undefined))].map((job) => `\`${job}\``);
}

function ownPortText(context: LanguageContext, side: 'inputs' | 'outputs', name: string): string {
  if (isPipelineKind(context.pipeline.document)) return '';
  const found = findNode(context.doc, [side, name]);
  if (!found) return `There is no ${side === 'inputs' ? 'input' : 'output'} \`${name}\` here.`;
  const value = resolveAlias(found.node);
  const text = (key: string) => {
    const node = value?.kind === 'mapping' ? resolveAlias(value.get(key)) : undefined;
    return node?.kind === 'scalar' ? node.text : undefined;
  };
  const detail = [text('type') ?? (value?.kind === 'scalar' ? `\`${value.text}\`` : 'type not given')];
  const fallback = text('default');
  if (fallback !== undefined) detail.push(`default ${fallback}`);
  else if (text('optional') === 'true') detail.push('optional');
  const lines = [`**${name}**  ${detail.join(', ')}`];
  const description = text('description');
  if (description) lines.push(description);
  return lines.join('\n\n');
}
