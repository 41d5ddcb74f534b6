import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { controlEnd, jobsBehind } from '#shared/edits/common/control-ends.ts';
import { endOfJob, endOfJobOutput } from '#shared/pipeline/end.ts';
import { asMapping, asText, fieldOf } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { Row, RowAction, Section } from './form-model.ts';
import { shortEnd } from './port-rows.ts';
import { plainRow, type RowContext, summaryOf } from './schema-rows.ts';

/** Keys that the section of control flow shows itself. */
export const CONTROL_FORM_KEYS: readonly string[] = ['condition', 'true_block', 'false_block', 'body'];

/** What is said of every job of control flow. */
export const PREVIEW_NOTICE = 'Azure ML keeps if_else, do_while and parallel_for in private preview. A gate is the public way to decide.';

/** What an if_else asks and leads to, or what a loop repeats: jobs and ports are chosen from lists. */
export function controlSection(context: RowContext, pipeline: Pipeline, job: Job): Section {
  const rows =
    job.kind === 'if-else'
      ? [conditionRow(context, pipeline, job), ...blockRows(context, pipeline, job, 'true_block'), ...blockRows(context, pipeline, job, 'false_block')]
      : [bodyRow(context, pipeline, job), ...(job.kind === 'do-while' ? [conditionRow(context, pipeline, job)] : [])];
  return { id: 'control', title: job.kind === 'if-else' ? 'Decides' : 'Repeats', kind: 'main', isOpen: true, summary: summaryOf(rows), rows };
}

function conditionRow(context: RowContext, pipeline: Pipeline, job: Job): Row {
  const path = ['jobs', job.id, 'condition'];
  const end = controlEnd(job.id, 'condition');
  const sources = conditionSources(pipeline, job);
  const written = writtenText(job, 'condition');
  const now = /^\$\{\{\s*(\S+)\s*\}\}$/.exec(written ?? '')?.[1];
  const text = now === undefined ? (written ?? '') : shortEnd(now);
  const values = sources.map((source) => ({ value: shortEnd(source) }));
  const isWritten = written !== undefined;
  return {
    ...plainRow(
      context,
      'condition',
      path,
      job.kind === 'if-else' ? 'The output or input that is true or false. Required.' : 'Goes on while this output of its body is true.',
    ),
    control: { kind: 'choice', values: isWritten && !values.some((each) => each.value === text) ? [{ value: text }, ...values] : values },
    text,
    isWritten,
    isMissing: job.kind === 'if-else' && !isWritten,
    fallback: isWritten ? undefined : { text: sources.length === 0 ? 'no job gives a value' : 'choose an output', word: '' },
    target: { kind: 'edit', id: 'connect', args: { to: end }, key: 'from', byText: Object.fromEntries(sources.map((source) => [shortEnd(source), source])) },
    actions: [
      ...(now === undefined
        ? []
        : [{ id: 'go', label: `Go to ${shortEnd(now)}`, icon: 'arrow-right', link: { text: shortEnd(now), end: now } } satisfies RowAction]),
      ...(isWritten ? [{ id: 'disconnect', label: 'Disconnect', icon: 'unlink', edit: { id: 'disconnect', args: { to: end } } } satisfies RowAction] : []),
    ],
  };
}

/** Values that other jobs give and inputs that hold one; a loop asks its own body. */
function conditionSources(pipeline: Pipeline, job: Job): readonly string[] {
  const isValue = (type: PortType | undefined) => type === undefined || isLiteralType(type);
  const outputs = (name: string) =>
    pipeline
      .job(name)
      ?.outputs.filter((port) => isValue(port.type))
      .sort((a, b) => Number(b.type === 'boolean') - Number(a.type === 'boolean'))
      .map((port) => endOfJobOutput(name, port.name)) ?? [];
  if (job.kind === 'do-while') return job.control?.body === undefined ? [] : outputs(job.control.body);
  const after = new Set([...jobsBehind(job, 'true_block'), ...jobsBehind(job, 'false_block')]);
  return [
    ...pipeline.jobs.filter((other) => other.id !== job.id && !after.has(other.id)).flatMap((other) => outputs(other.id)),
    ...pipeline.inputs.filter((input) => input.type !== undefined && isLiteralType(input.type)).map((input) => `parent.inputs.${input.name}`),
  ];
}

function blockRows(context: RowContext, pipeline: Pipeline, job: Job, key: 'true_block' | 'false_block'): readonly Row[] {
  const path = ['jobs', job.id, key];
  const from = controlEnd(job.id, key);
  const names = jobsBehind(job, key);
  const others = pipeline.jobs.map((other) => other.id).filter((name) => name !== job.id && !names.includes(name));
  const when = key === 'true_block' ? 'true' : 'false';
  const remove = (name: string): RowAction => ({
    id: `remove ${name}`,
    label: `Take ${name} off`,
    icon: 'unlink',
    edit: { id: 'disconnect', args: { from, to: endOfJob(name) } },
  });
  const add: Row = {
    ...plainRow(context, names.length === 0 ? key : `also when ${when}`, path, `What runs when the condition is ${when}.`),
    key: `${path.join('.')} add`,
    control: { kind: 'choice', values: others.map((value) => ({ value })) },
    fallback: { text: others.length === 0 ? 'no other job' : 'choose a job', word: '' },
    target: { kind: 'edit', id: 'connect', args: { from }, key: 'to', byText: jobEnds(others) },
  };
  if (names.length === 0) return [add];
  const shown: Row = {
    ...plainRow(context, key, path, `What runs when the condition is ${when}.`),
    control: { kind: 'links', links: names.map((name) => ({ text: name, icon: 'arrow-right', end: endOfJob(name) })), none: '', isTinted: true },
    text: names.join(', '),
    isWritten: true,
    actions: names.map(remove),
  };
  return [shown, add];
}

function bodyRow(context: RowContext, pipeline: Pipeline, job: Job): Row {
  const path = ['jobs', job.id, 'body'];
  const from = controlEnd(job.id, 'body');
  const now = job.control?.body;
  const names = pipeline.jobs.filter((other) => other.kind === 'command' || other.kind === 'pipeline').map((other) => other.id);
  return {
    ...plainRow(context, 'body', path, 'The command or pipeline job that is repeated. Required.'),
    control: { kind: 'choice', values: [...(now === undefined || names.includes(now) ? [] : [now]), ...names].map((value) => ({ value })) },
    text: now ?? '',
    isWritten: now !== undefined,
    isMissing: now === undefined,
    fallback: now === undefined ? { text: 'choose a job', word: '' } : undefined,
    target: { kind: 'edit', id: 'connect', args: { from }, key: 'to', byText: jobEnds(names) },
    actions:
      now === undefined
        ? []
        : [
            { id: 'go', label: `Go to ${now}`, icon: 'arrow-right', link: { text: now, end: endOfJob(now) } },
            { id: 'disconnect', label: 'Take it off', icon: 'unlink', edit: { id: 'disconnect', args: { from, to: endOfJob(now) } } },
          ],
  };
}

function jobEnds(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, endOfJob(name)]));
}

function writtenText(job: Job, key: string): string | undefined {
  const map = asMapping(job.entry.value);
  return asText(map && fieldOf(map, key)?.value);
}
