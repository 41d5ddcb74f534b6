import { type FieldSchema, isValue, type KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { asScalar, fieldOf, fieldsOf } from '#shared/pipeline/fields.ts';
import type { YamlMapping, YamlScalar } from '#shared/yaml/tree.ts';

/** The form that the writer of a mapping meant, or the word by which none can be told. */
export type Form =
  | { readonly schema: KeySchema }
  | { readonly unknownWord: { readonly key: string; readonly node: YamlScalar; readonly schema: FieldSchema } }
  | undefined;

/** All forms of a schema, forms of forms included. */
export function formsOf(schema: KeySchema): readonly KeySchema[] {
  return schema.options ? schema.options.flatMap(formsOf) : [schema];
}

/** Of several forms of a mapping the one whose `task` or `type` is written; without one, the form that knows most of its keys. */
export function chooseForm(map: YamlMapping, schema: KeySchema): Form {
  const forms = formsOf(schema).filter((form) => form.kind === 'map' || form.kind === 'any');
  const [only] = forms;
  if (!only) return undefined;
  if (forms.length === 1) return { schema: only };
  const maps = forms.filter((form) => form.kind === 'map');
  for (const key of ['task', 'type']) {
    const words = maps.map((form) => form.keys?.[key]?.enum?.map((one) => one.value.toLowerCase()));
    if (!tellApart(words)) continue;
    const node = asScalar(fieldOf(map, key)?.value);
    if (!node || node.type === 'null') continue;
    const fitting = maps.filter((form) => {
      const field = form.keys?.[key];
      return field?.enum?.some(({ value }) => isValue(field, value, node.text));
    });
    const chosen = fitting.length > 1 ? mostKeys(map, fitting) : fitting[0];
    if (chosen) return { schema: chosen };
    const first = maps[0]?.keys?.[key];
    if (first) return { unknownWord: { key, node, schema: { ...first, enum: maps.flatMap((form) => form.keys?.[key]?.enum ?? []) } } };
  }
  const any = forms.find((form) => form.kind === 'any');
  const best = mostKeys(map, maps);
  return best ? { schema: best } : any && { schema: any };
}

/** True when every form has words of its own under the key. */
function tellApart(words: readonly (readonly string[] | undefined)[]): boolean {
  if (words.length < 2 || words.some((one) => one === undefined)) return false;
  return new Set(words.map((one) => one?.join())).size > 1;
}

function mostKeys(map: YamlMapping, forms: readonly KeySchema[]): KeySchema | undefined {
  const names = [...fieldsOf(map).keys()];
  let best: KeySchema | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const form of forms) {
    const known = names.filter((name) => form.keys?.[name] !== undefined).length;
    const missing = Object.entries(form.keys ?? {}).filter(([key, field]) => field.required && !names.includes(key)).length;
    const score = known * 3 - (form.keys === undefined ? 0 : names.length - known) - missing;
    if (score > most) {
      most = score;
      best = form;
    }
  }
  return best;
}
