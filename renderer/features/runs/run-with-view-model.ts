import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';

/** An input of a pipeline that may be given another value for one run. */
export interface GivenRow {
  readonly name: string;
  /** What the file gives it, as a person types it; undefined: nothing. */
  readonly own: string | undefined;
  readonly description: string | undefined;
  /** `path`: a file or folder; `choice`: true or false. */
  readonly way: 'text' | 'path' | 'choice';
  /** A run needs a value that the file does not give. */
  readonly isNeeded: boolean;
}

/** The two values of a boolean, as Azure ML writes them into a command. */
export const CHOICES: readonly string[] = ['True', 'False'];

/** The inputs of a pipeline in the order of its file. */
export function givenRows({ inputs }: Pick<Pipeline, 'inputs'>): readonly GivenRow[] {
  return inputs.map((end) => {
    const own = ownOf(end);
    return { name: end.name, own, description: end.description, way: wayOf(end), isNeeded: own === undefined && !end.optional };
  });
}

/** What stands in an empty field. */
export function hintOf({ own, way, isNeeded }: GivenRow): string {
  if (own !== undefined) return own;
  return isNeeded ? (way === 'path' ? 'a path is needed' : 'a value is needed') : 'none';
}

/** The values that are other than those of the file. */
export function setsOf(rows: readonly GivenRow[], typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rows.flatMap(({ name, own }) => {
      const value = typed[name]?.trim() ?? '';
      return value === '' || value === own ? [] : [[name, value]];
    }),
  );
}

/** A run needs a value that neither the file nor anybody gives. */
export function isMissing(rows: readonly GivenRow[], typed: Readonly<Record<string, string>>): boolean {
  return rows.some((row) => row.isNeeded && (typed[row.name]?.trim() ?? '') === '');
}

function ownOf({ literal, path }: PipelineEnd): string | undefined {
  if (typeof literal === 'boolean') return literal ? 'True' : 'False';
  return literal === undefined ? path : String(literal);
}

function wayOf({ type, literal, path }: PipelineEnd): GivenRow['way'] {
  if (typeof literal === 'boolean' || type === 'boolean') return 'choice';
  return literal === undefined && (path !== undefined || (type !== undefined && !isLiteralType(type))) ? 'path' : 'text';
}
