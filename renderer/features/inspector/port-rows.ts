import { isLiteralType } from '#shared/azureml/port-types.ts';
import { ASSET_INPUT, JOB_OUTPUTS } from '#shared/azureml/schema/values.ts';
import { inputPath, outputPath } from '#shared/edits/common/places.ts';
import type { Path } from '#shared/edits/splice/plain.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { asMapping, asScalar, fieldsOf } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import { chooseForm } from './choose-form.ts';
import type { Link, Row, RowAction, RowControl, ValueType } from './form-model.ts';
import { plainRow, type RowContext, rowOf, sentence, textOf, unknownRow } from './schema-rows.ts';
import { rangeWords } from './write-row.ts';
import { sourceOf } from './yaml-value.ts';

/** `split.train_data`, `raw_data`: an end as forms name it. */
export function shortEnd(end: string): string {
  const parts = parseEnd(end);
  if (!parts) return end;
  return parts.kind === 'job' ? parts.job : parts.kind === 'job-input' || parts.kind === 'job-output' ? `${parts.job}.${parts.name}` : parts.name;
}

/** "uri_folder. Rows to learn from. 10 to 5000." */
function describePort(port: Port): string {
  const { declared, type } = port;
  const parts = [type === undefined ? 'Its type is not known here.' : `${type}${port.certain ? '' : ', by what it is used for'}.`];
  if (declared?.description) parts.push(declared.description.trim());
  if (declared?.min !== undefined || declared?.max !== undefined) parts.push(`${sentence(rangeWords(declared.min, declared.max))}.`);
  if (port.side === 'input') parts.push(port.optional ? 'May be left out.' : declared && declared.default === undefined ? 'Required.' : '');
  return parts.filter((part) => part !== '').join(' ');
}

/** The row of a job's input: its value, what it is bound to, or its default. */
export function inputRow(context: RowContext, job: Job, port: Port): Row {
  const path = inputPath(job, port.name);
  const inContext = { ...context, end: port.end };
  const base = { ...plainRow(inContext, port.name, path, describePort(port)), key: port.end, isMissing: port.missing };
  const isGiven = port.entry !== undefined && !isUnder(job, port, path);
  if (isGiven) return { ...base, control: { kind: 'fixed', text: 'from search_space' }, isWritten: true };
  const map = asMapping(port.entry?.value);
  const details =
    map && map.entry('value') === undefined ? detailRows(inContext, port, path) : holdsData(port) ? [modeRow(inContext, job, port, path)] : undefined;
  const isWritten = port.entry !== undefined;
  const key = { job: job.id, input: port.name };
  const clear: readonly RowAction[] = isWritten
    ? [{ id: 'clear', label: port.declared?.default === undefined ? 'Clear' : 'Back to the default', icon: 'x', edit: { id: 'clear-input', args: key } }]
    : [];
  const promote: RowAction = {
    id: 'promote',
    label: 'Promote to a pipeline input',
    icon: 'log-in',
    edit: { id: 'promote-input', args: { job: job.id, port: port.name } },
  };
  if (port.bound !== undefined) {
    return {
      ...base,
      control: { kind: 'links', links: [{ text: shortEnd(port.bound), icon: 'link', end: port.bound }], none: '', isTinted: true },
      text: shortEnd(port.bound),
      isWritten,
      readsInto: port.end,
      actions: [
        { id: 'go', label: `Go to ${shortEnd(port.bound)}`, icon: 'arrow-right', link: { text: shortEnd(port.bound), end: port.bound } },
        { id: 'disconnect', label: 'Disconnect', icon: 'unlink', edit: { id: 'disconnect', args: { to: port.end } } },
      ],
      ...withDetails(details),
    };
  }
  const scalar = asScalar(port.entry?.value) ?? asScalar(map?.get('value'));
  const isLiteral = port.literal !== undefined || (port.type !== undefined && isLiteralType(port.type) && !map);
  if (!isLiteral && isWritten && !map && scalar === undefined && port.entry?.value) {
    return {
      ...base,
      control: { kind: 'yaml' },
      text: sourceOf(context.text, port.entry.value),
      isWritten,
      target: { kind: 'path', path, type: 'yaml', keepsEmpty: false, mayBind: false },
      actions: clear,
      readsInto: port.end,
    };
  }
  const isData = !isLiteral && (map !== undefined || (port.type !== undefined && !isLiteralType(port.type)));
  const control = isData ? ({ kind: 'text', isMultiline: false } as const) : literalControl(port, scalar?.type);
  const fallback = port.declared?.default;
  return {
    ...base,
    control,
    text: isData ? (port.path ?? '') : scalar && scalar.type !== 'null' ? textOf(scalar) : '',
    isWritten,
    fallback: isWritten || fallback === undefined ? undefined : { text: String(fallback), word: 'default' },
    target: {
      kind: 'job-input',
      ...key,
      form: isData ? 'data' : 'literal',
      type: literalType(port, control),
      ...(port.type === undefined ? {} : { dataType: port.type }),
    },
    readsInto: port.end,
    actions: [...clear, promote, ...(isLiteral && job.kind === 'sweep' ? [searchAction(job, port)] : [])],
    ...withDetails(details),
  };
}

/** A sweep can try values in its place. */
function searchAction(job: Job, port: Port): RowAction {
  return { id: 'search', label: 'Search over it', icon: 'sliders-horizontal', edit: { id: 'search-input', args: { job: job.id, input: port.name } } };
}

/** Files or a model that stand there by a binding alone can get a mode. */
function holdsData(port: Port): boolean {
  return port.bound !== undefined && port.type !== undefined && !isLiteralType(port.type);
}

/** How data reaches the job. Beside a lone binding it makes an object of it. */
function modeRow(context: RowContext, job: Job, port: Port, path: Path): Row {
  const field = ASSET_INPUT.keys?.mode ?? { kind: 'text' };
  const row = rowOf(context, 'mode', field, undefined, [...path, 'mode']);
  const declared = port.declared?.mode;
  return {
    ...row,
    fallback: declared === undefined ? row.fallback : { text: declared, word: 'component' },
    target: { kind: 'edit', id: 'set-input', args: { job: job.id, input: port.name }, key: 'mode' },
  };
}

/** The entry may stand in a search space: then the input is not set here. */
function isUnder(job: Job, port: Port, path: Path): boolean {
  let at = asMapping(job.entry.value);
  for (const step of path.slice(2, -1)) at = asMapping(at ? fieldsOf(at).get(String(step))?.value : undefined);
  return at !== undefined && fieldsOf(at).get(String(path.at(-1))) === port.entry;
}

function literalControl(port: Port, written: string | undefined): RowControl {
  const { declared, type } = port;
  if (declared?.enum && declared.enum.length > 0) {
    const values = declared.enum.map((value) => ({ value }));
    const now = port.literal === undefined ? undefined : String(port.literal);
    return { kind: 'choice', values: now === undefined || declared.enum.includes(now) ? values : [{ value: now }, ...values] };
  }
  // What is not declared has the type that is written, and may get another.
  if (!declared) return { kind: 'text', isMultiline: typeof port.literal === 'string' && port.literal.includes('\n') };
  const isNumber = written === undefined || written === 'int' || written === 'float' || written === 'null';
  if (type === 'boolean' && (written === undefined || written === 'bool' || written === 'null')) return { kind: 'switch' };
  if ((type === 'integer' || type === 'number') && isNumber) return { kind: 'number', isWhole: type === 'integer', min: declared.min, max: declared.max };
  return { kind: 'text', isMultiline: (typeof port.literal === 'string' && port.literal.includes('\n')) || (type === 'string' && port.name === 'rules') };
}

function literalType(port: Port, control: RowControl): ValueType {
  if (control.kind === 'switch') return 'boolean';
  if (control.kind === 'number') return control.isWhole ? 'integer' : 'number';
  return port.type === 'string' && port.declared !== undefined ? 'string' : 'any';
}

/** Type, mode and whatever else stands beside the path of a value. */
function detailRows(context: RowContext, port: Port, path: Path): readonly Row[] {
  const schema = port.side === 'input' ? ASSET_INPUT : chooseForm(JOB_OUTPUTS.values ?? ASSET_INPUT, port.entry?.value);
  const map = asMapping(port.entry?.value);
  const fields = map ? fieldsOf(map) : new Map();
  const keys = schema.keys ?? {};
  const wanted = port.side === 'input' ? ['type', 'mode', 'datastore', 'path_on_compute'] : ['type', 'mode', 'path', 'name', 'version'];
  const rows = wanted.flatMap((key) => {
    const field = keys[key];
    const entry = fields.get(key);
    const isRare = key !== 'type' && key !== 'mode' && key !== 'path';
    return field && (entry || !isRare || port.side === 'output') ? [rowOf(context, key, field, entry && { node: entry.value }, [...path, key])] : [];
  });
  for (const [key, entry] of fields) if (!wanted.includes(key) && key !== 'path') rows.push(unknownRow(context, key, entry.value, path));
  return rows;
}

function withDetails(rows: readonly Row[] | undefined): Pick<Row, 'details' | 'isDetailed'> {
  return rows ? { details: rows, isDetailed: rows.some((row) => row.isWritten && row.label !== 'type') } : {};
}

/** The row of a job's output: who reads it, and the pipeline output that it becomes. */
export function outputRow(context: RowContext, pipeline: Pipeline, job: Job, port: Port): Row {
  const path = outputPath(job, port.name);
  const inContext = { ...context, end: port.end };
  const map = asMapping(port.entry?.value);
  const links = readersOf(pipeline, job.id, port.end, port.bound);
  const details = port.bound === undefined ? outputDetails(inContext, port, path) : map && detailRows(inContext, port, path);
  const actions: RowAction[] = [];
  if (port.bound === undefined) {
    actions.push({
      id: 'promote',
      label: 'Promote to a pipeline output',
      icon: 'log-out',
      edit: { id: 'promote-output', args: { job: job.id, port: port.name } },
    });
    if (port.entry) actions.push({ id: 'clear', label: 'Clear mode and path', icon: 'x', edit: { id: 'unset', args: { path } } });
  } else {
    actions.push({ id: 'go', label: `Go to ${shortEnd(port.bound)}`, icon: 'arrow-right', link: { text: shortEnd(port.bound), end: port.bound } });
    actions.push({ id: 'disconnect', label: 'Disconnect from the pipeline', icon: 'unlink', edit: { id: 'disconnect', args: { to: port.bound } } });
  }
  return {
    ...plainRow(inContext, port.name, path, describePort(port)),
    key: port.end,
    control: { kind: 'links', links, none: 'Nothing reads it', isTinted: true },
    text: port.path ?? '',
    isWritten: port.entry !== undefined,
    actions,
    ...withDetails(details),
  };
}

function outputDetails(context: RowContext, port: Port, path: Path): readonly Row[] {
  const scalar = asScalar(port.entry?.value);
  // A lone text is no form of an output, but it stands there.
  if (scalar && scalar.type !== 'null') return [unknownRow(context, port.name, scalar, path.slice(0, -1))];
  return detailRows(context, port, path);
}

/** Who reads an output: jobs first, then the outputs of the pipeline. */
function readersOf(pipeline: Pipeline, job: string, end: string, bound: string | undefined): readonly Link[] {
  const jobs = new Map<string, string>();
  for (const edge of pipeline.edgesOutOf(job)) if (edge.from === end && edge.toJob !== undefined && !jobs.has(edge.toJob)) jobs.set(edge.toJob, edge.to);
  const links: Link[] = [...jobs.keys()].map((name) => ({ text: name, icon: 'arrow-right', end: `parent.jobs.${name}` }));
  if (bound !== undefined) links.push({ text: shortEnd(bound), icon: 'log-out', end: bound });
  return links;
}
