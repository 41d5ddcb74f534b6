import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { Job, Pipeline, PipelineEnd, Port } from '#shared/pipeline/pipeline.ts';
import { textState } from '#shared/pipeline/text-state.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';

const STATES = { valid: '', problems: ', with problems', unreadable: ', cannot be read' } as const;

/** The graph as an outline for a person. */
export function printOutline(file: string, doc: YamlDocument, pipeline: Pipeline): string {
  const name = pipeline.name === undefined ? '' : ` ${pipeline.name}`;
  const lines = [`${file}: ${documentKindTitle(pipeline.document).toLowerCase()}${name}${STATES[textState(pipeline)]}`];
  if (pipeline.component) lines.push(`  component  ${pipeline.component.label}`);
  lines.push(...section('inputs', pipeline.inputs.map(endLine)), ...section('outputs', pipeline.outputs.map(endLine)));
  if (pipeline.jobs.length > 0) lines.push('', `  jobs (${pipeline.jobs.length})`);
  for (const job of pipeline.jobs) lines.push(...jobLines(job));
  const dangling = pipeline.edges.filter((edge) => edge.dangling);
  lines.push(
    ...section(
      'leads nowhere',
      dangling.map((edge) => `${short(edge.from)} → ${short(edge.to)}`),
    ),
  );
  lines.push(
    ...section(
      'commented out',
      pipeline.commentedOut.map((job) => job.name),
    ),
  );
  lines.push(
    ...section(
      'problems',
      pipeline.problems.map((problem) => {
        const { line, column } = doc.positionAt(problem.start);
        return `${line}:${column} ${problem.severity} ${problem.code}: ${problem.message}`;
      }),
    ),
  );
  return `${lines.join('\n')}\n`;
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : ['', `  ${title}`, ...rows.map((row) => `    ${row}`)];
}

function endLine(end: PipelineEnd): string {
  const value = end.literal !== undefined ? ` = ${one(end.literal)}` : end.path !== undefined ? ` from ${end.path}` : '';
  return `${end.name}: ${end.type ?? 'type not known'}${end.optional ? ', optional' : ''}${value}`;
}

function jobLines(job: Job): string[] {
  const facts = [job.kind === 'unknown' ? `type ${job.type ?? 'not known'}` : job.kind, job.role, job.component?.ref ?? job.summary, job.note];
  const reason = job.component?.reason;
  return [
    `    ${job.id}: ${facts.filter((fact) => fact !== undefined && fact !== '').join(', ')}`,
    ...(reason === undefined ? [] : [`      ${reason}`]),
    ...job.inputs.map((port) => `      ${inputLine(port, job.kind === 'sweep')}`),
    ...job.outputs.map((port) => `      → ${port.name}: ${typeOf(port)}${port.bound === undefined ? '' : ` → ${short(port.bound)}`}`),
  ];
}

function inputLine(port: Port, isSweep: boolean): string {
  const value =
    port.bound !== undefined
      ? ` ← ${short(port.bound)}`
      : port.literal !== undefined
        ? ` = ${one(port.literal)}`
        : port.path !== undefined
          ? ` ← ${port.path}`
          : port.missing
            ? ' is missing'
            : isSweep && port.entry !== undefined
              ? ' ← search space'
              : port.declared?.default !== undefined
                ? `, by default ${one(port.declared.default)}`
                : '';
  return `${port.name}: ${typeOf(port)}${port.optional ? ', optional' : ''}${value}`;
}

function typeOf(port: Port): string {
  if (port.type === undefined) return 'type not known';
  return port.certain ? port.type : `${port.type} (by its use)`;
}

function short(end: string): string {
  return end.replace(/^parent\.(jobs\.)?/, '');
}

function one(value: string | number | boolean): string {
  const text = String(value).trim().replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
