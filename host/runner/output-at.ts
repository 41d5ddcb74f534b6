import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { readValue } from '../files/runs/gather-outputs.ts';
import type { OutputAt } from './run-context.ts';

/** An output that is kept; one of a literal type with its value, which is what others are given for it. */
export function outputAt(path: string, hash: string | null, type: PortType | undefined): OutputAt {
  const text = hash !== null && type !== undefined && isLiteralType(type) ? readValue(path) : undefined;
  return text === undefined ? { path, hash } : { path, hash, text };
}
