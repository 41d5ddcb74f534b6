import { documentKind, isComponentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asMapping, asText, isNull } from '#shared/pipeline/fields.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { fieldsIn, type PlanContext } from './plan-context.ts';

const TYPES: Readonly<Partial<Record<DocumentKind, string>>> = {
  'command-job': 'command',
  'sweep-job': 'sweep',
  'parallel-job': 'parallel',
  'spark-job': 'spark',
  'automl-job': 'automl',
  'import-job': 'import',
  'command-component': 'command',
  'parallel-component': 'parallel',
  'spark-component': 'spark',
  'data-transfer-component': 'data_transfer',
  'automl-component': 'automl',
  'import-component': 'import',
  promptflow: 'parallel',
};

/** A job or component that stands in a file of its own, as the only job of a pipeline; undefined for what is neither. */
export function asPipeline(context: PlanContext): PlanContext | undefined {
  const { map } = context.doc;
  if (!map) return undefined;
  const kind = documentKind(map, context.doc.text);
  const type = TYPES[kind];
  if (type === undefined) return undefined;
  const id = jobName(asText(map.get('name')) ?? context.path.replace(/^.*\//, '').replace(/\.ya?ml$/i, ''));
  const text = isComponentKind(kind) ? pipelineWith(id, type, context) : jobOf(id, type, context);
  return { ...context, doc: readYaml(text) };
}

/** A pipeline with a job that uses the component. What it needs, and what the call gives, are inputs of the pipeline. */
function pipelineWith(id: string, type: string, context: PlanContext): string {
  const declared = readComponent(context.doc.text)?.inputs ?? [];
  const isStranger = [...context.sets.keys()].some((name) => !declared.some((port) => port.name === name));
  const lifted = declared.filter((port) => isStranger || context.sets.has(port.name) || (!port.optional && port.default === undefined));
  const inputs = Object.fromEntries(lifted.map((port) => [port.name, { type: port.type ?? 'string', optional: port.optional }]));
  const given = Object.fromEntries(
    lifted.filter((port) => context.sets.has(port.name) || !port.optional).map((port) => [port.name, `\${{parent.inputs.${port.name}}}`]),
  );
  const component = `./${context.path.replace(/^.*\//, '')}`;
  return JSON.stringify({ type: 'pipeline', inputs, jobs: { [id]: { type, component, inputs: given } } });
}

/** The text of the job below `jobs:`; inputs that the call sets are inputs of the pipeline. */
function jobOf(id: string, type: string, context: PlanContext): string {
  const { map, text: source } = context.doc;
  const inputs = fieldsIn(map?.get('inputs'));
  const ends: Record<string, object> = {};
  const edits: { readonly start: number; readonly end: number; readonly newText: string }[] = [];
  for (const [name, entry] of inputs) {
    if (!context.sets.has(name)) {
      // Named so that a misspelt --set can be told what there is.
      ends[name] = { type: asText(fieldsIn(entry.value).get('type')?.value) ?? 'string', optional: true };
      continue;
    }
    const isData = asMapping(entry.value) !== undefined && !fieldsIn(entry.value).has('value');
    ends[name] = isData ? { type: asText(fieldsIn(entry.value).get('type')?.value) ?? 'uri_folder' } : { type: 'string' };
    if (entry.value && !isNull(entry.value)) edits.push({ start: entry.value.start, end: entry.value.end, newText: `"\${{parent.inputs.${name}}}"` });
  }
  let text = source;
  for (const { start, end, newText } of edits.sort((a, b) => b.start - a.start)) {
    const lineBreak = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? '';
    text = text.slice(0, start) + newText + lineBreak + text.slice(end);
  }
  const body = text.replace(/^\ufeff/, '').replace(/^(?:%.*\r?\n|\s*#.*\r?\n|\s*\r?\n)*---[ \t]*(?:\r?\n|$)/, '');
  const isBlock = map !== undefined && !map.flow;
  const head = `type: pipeline\ninputs: ${JSON.stringify(ends)}\njobs:\n  ${id}:\n`;
  const ownType = map?.entry('type') === undefined && isBlock ? `    type: ${type}\n` : '';
  return `${head}${ownType}${body.replace(/^(?=.*\S)/gm, '    ')}`;
}

/** A name that a job may have. */
function jobName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z_]/.test(plain) ? plain : `job_${plain}`;
}
