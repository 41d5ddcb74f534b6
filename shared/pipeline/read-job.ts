import { GATE_TAG, type GateKind, gateKindOf, roleOfGate } from '#shared/azureml/gate-kind.ts';
import type { JobKind, PortType } from '#shared/azureml/kinds.ts';
import { AUTOML_DATA_KEYS, componentKey, inferKind, kindOfType, takesComponent } from '#shared/azureml/node-kinds.ts';
import { ROLE_TAG, roleOf } from '#shared/azureml/role.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { type Lookup, lookUpComponent } from './component-cache.ts';
import { componentName, readComponentUse } from './component-use.ts';
import { readControl } from './control.ts';
import { parseEnd } from './end.ts';
import { asMapping, asText, fieldsOf } from './fields.ts';
import { noteOf, summaryOf } from './notes.ts';
import type { Binding, ComponentFiles, ComponentUse, Job, Port } from './pipeline.ts';
import { readBindings } from './read-bindings.ts';
import { environmentName, tagsOf } from './read-component.ts';
import { type PortDraft, readInputs, readOutputs } from './read-ports.ts';

/** A job as far as its own lines and its component's file tell. What other jobs add (types, outputs that are only read) is linked later. */
export interface JobDraft {
  readonly entry: YamlEntry;
  readonly job: Job;
  readonly inputs: readonly PortDraft[];
  readonly outputs: readonly PortDraft[];
  /** It may have outputs that are not written: its component is remote or unreadable, or its kind makes outputs of its own. */
  readonly openOutputs: boolean;
  /** It may have inputs that are not written. */
  readonly openInputs: boolean;
  /** The pipeline input that holds the rules of a gate, when they are not written in the job. */
  readonly rulesFrom: string | undefined;
  /** Jobs that its bindings name. */
  readonly reads: readonly string[];
  /** Path and answer of the look-up of its component. The draft holds for as long as the answer is the same. */
  readonly lookup: { readonly path: string; readonly answer: Lookup } | undefined;
}

const NO_FIELDS: ReadonlyMap<string, YamlEntry> = new Map();

/** Reads one entry under `jobs`. */
export function readJob(entry: YamlEntry, path: string, files: ComponentFiles): JobDraft {
  const id = entry.name ?? '';
  const map = asMapping(entry.value);
  const fields = map ? fieldsOf(map) : NO_FIELDS;
  const type = asText(fields.get('type')?.value);
  const kind = type === undefined ? inferKind((key) => fields.has(key)) : kindOfType(type);
  const component = readComponentOf(kind, fields, path, files);
  const actual = type === undefined ? kindByComponent(kind, component) : kind;
  return draftJob(id, entry, actual, type, fields, component, files);
}

/** Without a `type` the component's own kind decides which node loads first. */
function kindByComponent(kind: JobKind, component: ComponentUse | undefined): JobKind {
  if (kind !== 'command' || component?.key !== 'component') return kind;
  switch (component.declared?.kind) {
    case 'pipeline-component':
    case 'pipeline-job':
      return 'pipeline';
    case 'parallel-component':
    case 'promptflow':
      return 'parallel';
    case 'spark-component':
      return 'spark';
    case 'data-transfer-component':
      return 'data-transfer';
    case 'import-component':
      return 'import';
    case 'automl-component':
      return 'automl';
    default:
      return kind;
  }
}

function readComponentOf(kind: JobKind, fields: ReadonlyMap<string, YamlEntry>, path: string, files: ComponentFiles): ComponentUse | undefined {
  const key = componentKey(kind);
  const entry = fields.get(key) ?? (kind === 'unknown' ? undefined : fields.get('component'));
  if (entry && (takesComponent(kind) || kind === 'automl')) return readComponentUse(entry.name === 'trial' ? 'trial' : 'component', entry, kind, path, files);
  if (!takesComponent(kind)) return undefined;
  const reason =
    kind === 'pipeline'
      ? 'A pipeline job needs a component: the file of a pipeline component, or a registered one.'
      : kind === 'sweep'
        ? 'A sweep needs a trial: a command component, or an object with command and environment.'
        : undefined;
  const base = { key: 'inline', ref: undefined, path: undefined, declared: undefined } as const;
  return reason === undefined
    ? { ...base, where: 'inline', label: summaryOf(kind, fields) ?? 'inline', reason: undefined }
    : { ...base, where: 'unknown', label: '', reason };
}

function draftJob(
  id: string,
  entry: YamlEntry,
  kind: JobKind,
  type: string | undefined,
  fields: ReadonlyMap<string, YamlEntry>,
  component: ComponentUse | undefined,
  files: ComponentFiles,
): JobDraft {
  const declared = component?.declared;
  const bodyIsInline = component?.key === 'inline' && component.where === 'inline';
  const inline = bodyIsInline || kind === 'automl' || kind === 'parallel-for' || kind === 'do-while';
  const resolved = declared !== undefined || inline || kind === 'if-else';
  const lenient = declared?.kind === 'promptflow' || declared?.kind === 'automl-component';
  const inputs = readInputs({
    job: id,
    declared: declared?.inputs,
    inline,
    written: writtenInputs(kind, fields),
    given: kind === 'sweep' ? fieldsAt(fields, 'search_space') : undefined,
    lenient,
  }).map((draft) => (kind === 'automl' ? typeAutomlInput(draft) : draft));
  const outputs = readOutputs({ job: id, declared: declared?.outputs, inline, written: writtenOutputs(kind, fields, declared !== undefined), lenient });
  const bindings = readBindings(id, kind, fields);
  const summary = summaryOf(kind, fields);
  const role = roleOfJob(id, kind, component, fields, inputs, outputs);
  const gateKind = readGateKind(kind, role, component, fields, inputs, outputs);
  const rules = gateKind === 'metrics' ? inputs.find((draft) => draft.port.name === 'rules')?.port : undefined;
  const job: Job = {
    id,
    kind,
    type,
    role: gateKind !== undefined && !role.isTagged ? roleOfGate(gateKind) : role.role,
    isGate: gateKind !== undefined,
    gateKind,
    rules: rules ? rulesOf(rules) : [],
    displayName: asText(fields.get('display_name')?.value),
    description: asText(fields.get('description')?.value) ?? asText(fields.get('comment')?.value),
    component,
    resolved,
    inputs: inputs.map((draft) => draft.port),
    outputs: outputs.map((draft) => draft.port),
    compute: asText(fields.get('compute')?.value),
    environment: environmentName(fields.get('environment')?.value),
    summary,
    note: noteOf(kind, fields, declared),
    control: readControl(kind, fields),
    bindings,
    entry,
  };
  const openOutputs = !resolved || lenient || kind === 'automl' || kind === 'parallel-for' || kind === 'do-while' || kind === 'data-transfer';
  return {
    entry,
    job,
    inputs,
    outputs,
    openOutputs,
    openInputs: !resolved || lenient || kind === 'parallel-for' || kind === 'do-while',
    rulesFrom: pipelineInputOf(rules),
    reads: readsOf(bindings),
    lookup: component?.path === undefined ? undefined : { path: component.path, answer: lookUpComponent(files, component.path) },
  };
}

function fieldsAt(fields: ReadonlyMap<string, YamlEntry>, key: string): ReadonlyMap<string, YamlEntry> | undefined {
  const map = asMapping(fields.get(key)?.value);
  return map ? fieldsOf(map) : undefined;
}

function writtenInputs(kind: JobKind, fields: ReadonlyMap<string, YamlEntry>): ReadonlyMap<string, YamlEntry> | undefined {
  const written = fieldsAt(fields, 'inputs');
  if (kind !== 'automl') return written;
  const all = new Map<string, YamlEntry>();
  for (const key of AUTOML_DATA_KEYS) {
    const entry = fields.get(key);
    if (entry) all.set(key, entry);
  }
  for (const [name, entry] of written ?? []) all.set(name, entry);
  return all;
}

function writtenOutputs(kind: JobKind, fields: ReadonlyMap<string, YamlEntry>, hasComponent: boolean): ReadonlyMap<string, YamlEntry> | undefined {
  const written = fieldsAt(fields, 'outputs');
  const output = kind === 'import' && !hasComponent ? fields.get('output') : undefined;
  return output ? new Map([['output', output], ...(written ?? [])]) : written;
}

/** Data of an automl job is always a table. */
function typeAutomlInput(draft: PortDraft): PortDraft {
  const isData = AUTOML_DATA_KEYS.some((key) => key === draft.port.name);
  return isData ? { port: { ...draft.port, type: 'mltable' satisfies PortType, certain: true }, guess: false, fallback: undefined } : draft;
}

function readGateKind(
  kind: JobKind,
  role: { readonly role: Job['role']; readonly isTagged: boolean },
  component: ComponentUse | undefined,
  fields: ReadonlyMap<string, YamlEntry>,
  inputs: readonly PortDraft[],
  outputs: readonly PortDraft[],
): GateKind | undefined {
  if (kind !== 'command') return undefined;
  const tag = tagOf(GATE_TAG, component, fields);
  return gateKindOf({ tag, ...role, componentName: componentName(component), inputs: portNames(inputs), outputs: portNames(outputs) });
}

function rulesOf(port: Port): readonly string[] {
  const text = typeof port.literal === 'string' ? port.literal : port.entry === undefined ? port.declared?.default : undefined;
  return typeof text === 'string' ? rulesIn(text) : [];
}

function pipelineInputOf(port: Port | undefined): string | undefined {
  const end = port?.bound === undefined ? undefined : parseEnd(port.bound);
  return end?.kind === 'input' ? end.name : undefined;
}

/** Rules as written, one a line; blank lines and comments are none. */
export function rulesIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function tagOf(tag: string, component: ComponentUse | undefined, fields: ReadonlyMap<string, YamlEntry>): string | undefined {
  const own = tagsOf(fields.get('tags')?.value)[tag];
  return (own ?? component?.declared?.tags[tag])?.trim().toLowerCase();
}

function roleOfJob(
  id: string,
  kind: JobKind,
  component: ComponentUse | undefined,
  fields: ReadonlyMap<string, YamlEntry>,
  inputs: readonly PortDraft[],
  outputs: readonly PortDraft[],
): { readonly role: Job['role']; readonly isTagged: boolean } {
  if (kind === 'if-else' || kind === 'do-while' || kind === 'parallel-for' || kind === 'unknown') return { role: undefined, isTagged: false };
  const names = [id, componentName(component), component?.declared?.displayName, asText(fields.get('display_name')?.value)];
  const tag = tagOf(ROLE_TAG, component, fields);
  const role = roleOf({
    // A sweep tunes what its trial trains, unless the job itself says otherwise.
    tag: kind === 'sweep' && tag === 'train' && tagsOf(fields.get('tags')?.value)[ROLE_TAG] === undefined ? undefined : tag,
    isSweep: kind === 'sweep',
    isAutoml: kind === 'automl',
    looksLikeGate: false,
    names: names.filter((name) => name !== undefined),
    inputs: portNames(inputs),
    outputs: portNames(outputs),
  });
  return { role, isTagged: role !== undefined && role === tag };
}

function portNames(ports: readonly PortDraft[]): readonly string[] {
  return ports.map((draft) => draft.port.name);
}

function readsOf(bindings: readonly Binding[]): readonly string[] {
  const jobs = new Set<string>();
  for (const { expression } of bindings) if ('job' in expression) jobs.add(expression.job);
  return [...jobs];
}
