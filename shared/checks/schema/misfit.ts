import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import type { Place } from '../check.ts';

export type FieldPath = readonly (string | number)[];

interface Base {
  /** Keys from the root to what is wrong; of a missing key: to where it would stand. */
  readonly path: FieldPath;
  readonly at: Place;
  /** Azure ML loads the file with it. */
  readonly lenient?: boolean;
}

/** One way in which a document is not as its schema says. */
export type Misfit =
  | (Base & {
      readonly kind: 'unknown-key';
      readonly key: string;
      readonly known: Readonly<Record<string, FieldSchema>>;
      readonly kept: boolean;
      readonly value: YamlNode | null;
    })
  | (Base & { readonly kind: 'missing-key'; readonly key: string; readonly schema: FieldSchema })
  | (Base & { readonly kind: 'empty'; readonly schema: KeySchema })
  | (Base & { readonly kind: 'not-text'; readonly schema: KeySchema; readonly written: string; readonly read: string })
  | (Base & { readonly kind: 'date'; readonly written: string })
  | (Base & { readonly kind: 'wrong-type'; readonly schema: KeySchema; readonly found: string; readonly value: string | undefined })
  | (Base & { readonly kind: 'not-whole'; readonly written: string })
  | (Base & { readonly kind: 'wrong-word'; readonly schema: KeySchema; readonly written: string })
  | (Base & { readonly kind: 'out-of-range'; readonly schema: KeySchema; readonly value: number })
  | (Base & { readonly kind: 'pattern'; readonly schema: KeySchema; readonly written: string });

/** At which level a misfit is told, where that is not the level of its check. */
export function levelOf({ lenient }: Misfit): { readonly severity?: 'warning' } {
  return lenient ? { severity: 'warning' } : {};
}

export type MisfitKind = Misfit['kind'];
export type MisfitOf<K extends MisfitKind> = Extract<Misfit, { kind: K }>;
