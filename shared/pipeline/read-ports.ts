import { printPath, soleExpression } from '#shared/azureml/expressions.ts';
import type { PortType } from '#shared/azureml/kinds.ts';
import { portType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { endOfJobInput, endOfJobOutput } from './end.ts';
import { asLiteral, asScalar, asText, fieldsOf, isNull } from './fields.ts';
import type { ComponentPort, End, Port } from './pipeline.ts';
import { sourceOf } from './read-bindings.ts';

/** A port as far as its own job tells, and what to do about its type. */
export interface PortDraft {
  readonly port: Port;
  /** The other end of the binding knows the type better. */
  readonly guess: boolean;
  /** The type when the other end does not tell either. */
  readonly fallback: PortType | undefined;
}

/** What stands behind an input or output in the file. */
interface Written {
  readonly bound: End | undefined;
  readonly literal: string | number | boolean | undefined;
  readonly literalType: PortType | undefined;
  readonly path: string | undefined;
  readonly mode: string | undefined;
  readonly type: PortType | undefined;
  readonly isObject: boolean;
  readonly isNull: boolean;
  /** An object that says what it is and not where. */
  readonly isUnfed: boolean;
}

const NOTHING: Written = {
  bound: undefined,
  literal: undefined,
  literalType: undefined,
  path: undefined,
  mode: undefined,
  type: undefined,
  isObject: false,
  isNull: true,
  isUnfed: false,
};

function readWritten(entry: YamlEntry | undefined, side: Port['side']): Written {
  const node = resolveAlias(entry?.value);
  if (!node || isNull(node)) return NOTHING;
  if (node.kind === 'scalar') {
    const bound = boundEnd(node.text, side);
    if (bound !== undefined) return { ...NOTHING, bound, isNull: false };
    if (side === 'output') return { ...NOTHING, path: node.text, isNull: false };
    const literal = asLiteral(node);
    return { ...NOTHING, literal, literalType: literal === undefined ? undefined : typeOfLiteral(literal, node.type), isNull: false };
  }
  if (node.kind === 'sequence') return { ...NOTHING, isNull: false };
  const fields = fieldsOf(node);
  const path = asText(fields.get('path')?.value);
  const value = fields.get('value')?.value;
  const bound = boundEnd(path, side) ?? (side === 'input' ? boundEnd(asText(value), side) : undefined);
  const literal = bound === undefined && side === 'input' ? asLiteral(value) : undefined;
  return {
    bound,
    literal,
    literalType: literal === undefined ? undefined : typeOfLiteral(literal, asScalar(value)?.type),
    path: bound === undefined ? path : undefined,
    mode: asText(fields.get('mode')?.value),
    type: portType(asText(fields.get('type')?.value)),
    isObject: value === undefined,
    isNull: false,
    isUnfed: path === undefined && value === undefined,
  };
}

function boundEnd(text: string | undefined, side: Port['side']): End | undefined {
  if (text === undefined || !text.includes('${{')) return undefined;
  const sole = soleExpression(text);
  if (!sole) return undefined;
  if (side === 'input') return sourceOf(sole.expression);
  return sole.expression.kind === 'parent-output' ? printPath(sole.expression) : undefined;
}

/** What the ports of a job are read from. */
export interface PortSources {
  readonly job: string;
  /** What the component declares; undefined when it is remote, unreadable or the job is inline. */
  readonly declared: readonly ComponentPort[] | undefined;
  /** The job's own body gives its ports: types follow from what is written. */
  readonly inline: boolean;
  /** Entries under `inputs` or `outputs` by name. */
  readonly written: ReadonlyMap<string, YamlEntry> | undefined;
  /** Inputs that get their value elsewhere in the job: a sweep's search space. */
  readonly given?: ReadonlyMap<string, YamlEntry> | undefined;
  /** Inputs that are never reported as missing (prompt flows have implicit ones). */
  readonly lenient: boolean;
}

/** The inputs of a job: those of the component in its order, then what is only written in the file. */
export function readInputs(sources: PortSources): PortDraft[] {
  return names(sources).map(([name, declared]) => {
    const own = sources.written?.get(name);
    const entry = own ?? sources.given?.get(name);
    const written = own ? readWritten(own, 'input') : NOTHING;
    const required = declared !== undefined && !declared.optional && declared.default === undefined && !sources.lenient;
    const choice = declared?.type === undefined ? inputType(written, sources.inline, own !== undefined) : undefined;
    const port: Port = {
      side: 'input',
      name,
      end: endOfJobInput(sources.job, name),
      type: choice ? choice.type : declared?.type,
      certain: choice ? choice.certain : true,
      optional: declared?.optional ?? false,
      declared,
      entry,
      bound: written.bound,
      literal: written.literal,
      path: written.path,
      mode: written.mode ?? declared?.mode,
      missing: required && (written.isNull || written.isUnfed) && !(entry !== undefined && entry !== own),
    };
    return { port, guess: choice?.guess ?? false, fallback: port.type };
  });
}

/** The outputs of a job, in the same order. */
export function readOutputs(sources: PortSources): PortDraft[] {
  return names(sources).map(([name, declared]) => {
    const entry = sources.written?.get(name);
    const written = readWritten(entry, 'output');
    const choice = declared?.type === undefined ? outputType(written, sources.inline) : undefined;
    const port: Port = {
      side: 'output',
      name,
      end: endOfJobOutput(sources.job, name),
      type: choice ? choice.type : declared?.type,
      certain: choice ? choice.certain : true,
      optional: false,
      declared,
      entry,
      bound: written.bound,
      literal: undefined,
      path: written.path,
      mode: written.mode ?? declared?.mode,
      missing: false,
    };
    return { port, guess: choice?.guess ?? false, fallback: port.type };
  });
}

/** An output that stands nowhere in the job and is known only because others read it. */
export function inferredOutput(job: string, name: string, type: PortType | undefined): Port {
  return {
    side: 'output',
    name,
    end: endOfJobOutput(job, name),
    type,
    certain: false,
    optional: false,
    declared: undefined,
    entry: undefined,
    bound: undefined,
    literal: undefined,
    path: undefined,
    mode: undefined,
    missing: false,
  };
}

interface TypeChoice {
  readonly type: PortType | undefined;
  readonly certain: boolean;
  readonly guess: boolean;
}

/** An object types the port of an inline job, a binding string takes the type of its source (yaml-reference §5). */
function inputType(written: Written, inline: boolean, isWritten: boolean): TypeChoice {
  if (!isWritten || written.isNull) return { type: undefined, certain: false, guess: false };
  if (written.literalType !== undefined) return { type: written.literalType, certain: inline, guess: false };
  if (written.bound !== undefined) {
    if (!written.isObject) return { type: undefined, certain: false, guess: true };
    return inline ? { type: written.type ?? 'uri_folder', certain: true, guess: false } : { type: written.type, certain: false, guess: true };
  }
  return { type: written.type ?? 'uri_folder', certain: true, guess: false };
}

/** Best source: the object's `type`, then the bound pipeline output, then `uri_folder` for inline jobs (validation-rules §6). */
function outputType(written: Written, inline: boolean): TypeChoice {
  if (written.type !== undefined) return { type: written.type, certain: true, guess: false };
  const fallback = inline ? 'uri_folder' : undefined;
  return { type: fallback, certain: inline && written.bound === undefined, guess: written.bound !== undefined || !inline };
}

function names(sources: PortSources): [string, ComponentPort | undefined][] {
  const list: [string, ComponentPort | undefined][] = [];
  const seen = new Set<string>();
  for (const port of sources.declared ?? []) {
    seen.add(port.name);
    list.push([port.name, port]);
  }
  for (const extra of [sources.written, sources.given]) {
    for (const name of extra?.keys() ?? []) {
      if (seen.has(name)) continue;
      seen.add(name);
      list.push([name, undefined]);
    }
  }
  return list;
}
