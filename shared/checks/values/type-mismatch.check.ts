import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { disconnect } from '#shared/edits/disconnect.edit.ts';
import { retypeInput } from '#shared/edits/retype-input.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { isInline, pathOfPort, typeGiven, valuePlace } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';
import type { Severity } from '../problem.ts';
import { convert } from './literals.ts';
import { judgeEdge } from './matrix.ts';
import { givenTo } from './values-of.ts';

/** An edge between types that do not fit (TYP-001). */
export const typeMismatch = defineCheck({
  code: 'type-mismatch',
  rule: 'TYP-001',
  severity: 'error',
  title: 'Types of the two ends do not fit',
  runJob(job, { pipeline }, report) {
    for (const port of job.inputs) {
      const to = typeTaken(job, port);
      const from = port.bound === undefined || to === undefined ? undefined : typeGiven(pipeline, port.bound);
      if (port.bound === undefined || to === undefined || from === undefined) continue;
      const severity = judge(pipeline, job, port, from, to);
      if (severity === undefined) continue;
      report({
        at: valuePlace(job, port),
        field: pathOfPort(job, port),
        severity,
        message: sentence(job, port, from, to, severity),
        fixes: fixesFor(pipeline, job, port, from, to),
      });
    }
  },
});

/** The type that an input takes, where it is known for sure: declared by its component, or written in an inline job. */
function typeTaken(job: Job, port: Port): PortType | undefined {
  if (port.declared) return port.declared.type;
  return (isInline(job) || job.kind === 'automl') && port.certain ? port.type : undefined;
}

/** A literal of the pipeline's inputs is judged by its value: `"5"` serves as a number. */
function judge(pipeline: Pipeline, job: Job, port: Port, from: PortType, to: PortType): Severity | undefined {
  const severity = judgeEdge(from, to);
  if (severity !== 'warning' || !isLiteralType(from) || !isLiteralType(to)) return severity;
  const given = givenTo(pipeline, port, pathOfPort(job, port));
  if (!given) return severity;
  const found = convert(given.value, to, given.node).severity;
  return found === 'error' ? 'warning' : found;
}

function sentence(job: Job, port: Port, from: PortType, to: PortType, severity: Severity): string {
  const source = shortEnd(port.bound ?? '');
  const gives = isLiteralType(from) ? `a value (${from})` : from;
  const takes = isLiteralType(to) ? `a value (${to})` : to;
  const says = `\`${source}\` gives ${gives}, and \`${port.name}\` of job \`${job.id}\` takes ${takes}`;
  if (severity === 'error') return `${says}: bind it to something of type ${to}.`;
  return severity === 'warning' ? `${says}: that works only if the job can read it; make the types alike.` : `${says}, which Azure ML allows.`;
}

function shortEnd(end: string): string {
  const parts = parseEnd(end);
  if (parts?.kind === 'job-output' || parts?.kind === 'job-input') return `${parts.job}.${parts.name}`;
  return parts && 'name' in parts ? parts.name : end;
}

function fixesFor(pipeline: Pipeline, job: Job, port: Port, from: PortType, to: PortType): readonly Fix[] {
  const fixes: Fix[] = [];
  const end = parseEnd(port.bound ?? '');
  const path = pathOfPort(job, port);
  if (!port.declared && fieldsIn(port.entry?.value).has('type') && !isLiteralType(from)) {
    fixes.push(fix('retype', `Make \`${port.name}\` ${from}`, step(set, { path: [...path, 'type'], value: from })));
  }
  if (end?.kind === 'input' && to !== 'path') {
    fixes.push(fix('retype-source', `Make the pipeline's input \`${end.name}\` ${to}`, step(retypeInput, { name: end.name, type: to })));
  }
  if (end?.kind === 'job-output' && !isLiteralType(to)) {
    const source = pipeline.job(end.job);
    if (source && isInline(source)) {
      fixes.push(fix('retype-source', `Make \`${end.job}.${end.name}\` ${to}`, step(set, { path: ['jobs', end.job, 'outputs', end.name, 'type'], value: to })));
    }
  }
  fixes.push(fix('disconnect', 'Remove the binding', step(disconnect, { to: port.end })));
  return fixes;
}
