import { parseEnd } from '#shared/pipeline/end.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import type { Literal } from './literals.ts';

/** A literal that reaches an input, and where it is written: at the input itself, or at the pipeline's input that it reads. */
export interface Given {
  readonly value: Literal;
  readonly node: YamlScalar;
  /** Keys from the root to the scalar. */
  readonly path: Keys;
  /** The pipeline's input that it is read from. */
  readonly input: string | undefined;
}

/** The literal that an input of a job gets; undefined when it gets none or none that is known. */
export function givenTo(pipeline: Pipeline, port: Port, path: Keys): Given | undefined {
  if (port.literal !== undefined) {
    const own = scalarAt(port.entry?.value, path);
    return own && { value: port.literal, ...own, input: undefined };
  }
  const end = port.bound === undefined ? undefined : parseEnd(port.bound);
  if (end?.kind !== 'input' || pipeline.document !== 'pipeline-job') return undefined;
  const input = pipeline.inputs.find((one) => one.name === end.name);
  if (input?.literal === undefined) return undefined;
  const own = scalarAt(input.entry.value, ['inputs', input.name]);
  return own && { value: input.literal, ...own, input: input.name };
}

function scalarAt(value: Parameters<typeof asScalar>[0], path: Keys): { readonly node: YamlScalar; readonly path: Keys } | undefined {
  const plain = asScalar(value);
  if (plain) return { node: plain, path };
  const long = asScalar(fieldsIn(value).get('value')?.value);
  return long && { node: long, path: [...path, 'value'] };
}
