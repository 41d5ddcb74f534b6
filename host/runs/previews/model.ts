import type { ModelLook, SignatureField } from '#shared/runs/output-look.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';

/** Files beside an `MLmodel` that say more about it. */
export interface ModelTexts {
  readonly mlmodel: string;
  readonly requirements: string | undefined;
  readonly conda: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Of a flavour: what a person wants to know, in this order. */
const DETAILS = [
  'model_class',
  'loader_module',
  'model_type',
  'python_version',
  'data',
  'pickled_model',
  'model_path',
  'model_uri',
  'serialization_format',
  'code',
];

/** What an MLflow model says of itself. `place` is where its folder lies, relative to the project. */
export function readModel(texts: ModelTexts, folder: string, place: string): ModelLook {
  const document = readYaml(texts.mlmodel);
  const all = fieldsOf(document.readable ? toPlain(document.root) : undefined);
  const flavours = Object.entries(fieldsOf(all?.flavors) ?? {}).map(([name, value]) => flavourOf(name, fieldsOf(value) ?? {}));
  const signature = fieldsOf(all?.signature);
  const inputs = fieldsOfSignature(signature?.inputs);
  const outputs = fieldsOfSignature(signature?.outputs);
  const python = fieldsOf(fieldsOf(all?.flavors)?.python_function)?.python_version;
  const time = all?.utc_time_created;
  return {
    kind: 'model',
    folder,
    flavours,
    inputs,
    outputs,
    hasSignature: signature !== undefined,
    needs: needsOf(texts),
    python: typeof python === 'string' ? python : undefined,
    createdAt: typeof time === 'string' ? time : undefined,
    loadWith: loaderOf(
      flavours.map((flavour) => flavour.name),
      place,
    ),
    notice:
      !document.readable || !all ? '`MLmodel` cannot be read.' : flavours.length === 0 ? '`MLmodel` names no flavour, so nothing can load it.' : undefined,
  };
}

function flavourOf(name: string, fields: Fields): ModelLook['flavours'][number] {
  const version = Object.entries(fields).find(([key]) => /_version$/.test(key) && key !== 'python_version') ?? undefined;
  const short = name === 'lightgbm' ? 'lgb_version' : name === 'xgboost' ? 'xgb_version' : `${name}_version`;
  const said = fields[short] ?? version?.[1];
  const detail = DETAILS.flatMap((key): (readonly [string, string])[] => {
    const value = fields[key];
    return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
  });
  return { name, version: said === undefined || said === null ? undefined : String(said), detail };
}

/** Columns and tensors of a signature: JSON in a text, as MLflow writes it. */
function fieldsOfSignature(written: unknown): readonly SignatureField[] {
  if (typeof written !== 'string') return [];
  let list: unknown;
  try {
    list = JSON.parse(written);
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown, k): SignatureField[] => {
    const field = fieldsOf(each);
    if (!field) return [];
    const name = typeof field.name === 'string' ? field.name : list.length === 1 ? '' : String(k);
    return [{ name, type: typeOf(field), isOptional: field.required === false || field.optional === true }];
  });
}

/** `double`, `tensor float64 (-1, 2)`, `array of string`. */
function typeOf(field: Fields): string {
  const tensor = fieldsOf(field['tensor-spec']);
  if (tensor) return `${String(tensor.dtype ?? '')} (${Array.isArray(tensor.shape) ? tensor.shape.join(', ') : ''})`.trim();
  const items = fieldsOf(field.items);
  if (field.type === 'array' && items) return `array of ${typeOf(items)}`;
  return typeof field.type === 'string' ? field.type : 'any';
}

function needsOf(texts: ModelTexts): ModelLook['needs'] {
  const lines = texts.requirements === undefined ? pipOf(texts.conda) : texts.requirements.split('\n');
  return lines.flatMap((line) => {
    const plain = line.replace(/\s+#.*$/, '').trim();
    const found = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/.exec(plain);
    if (!found?.[1] || plain.startsWith('#') || plain.startsWith('-')) return [];
    const version = (found[2] ?? '').replace(/;.*$/, '').trim();
    return [{ name: found[1], version: version === '' ? undefined : version.replace(/^==\s*/, ''), isPinned: /^==/.test(version) }];
  });
}

function pipOf(conda: string | undefined): readonly string[] {
  if (conda === undefined) return [];
  const document = readYaml(conda);
  const list = fieldsOf(document.readable ? toPlain(document.root) : undefined)?.dependencies;
  const pip = Array.isArray(list) ? list.map((each: unknown) => fieldsOf(each)?.pip).find(Array.isArray) : undefined;
  return Array.isArray(pip) ? pip.map(String) : [];
}

/** The flavour that gives the model back as it was trained, else the one that every model has. */
function loaderOf(flavours: readonly string[], place: string): string {
  const path = JSON.stringify(place);
  const own = flavours.find((name) => name !== 'python_function');
  if (flavours.includes('python_function') || own === undefined) return `import mlflow\nmodel = mlflow.pyfunc.load_model(${path})`;
  return `import mlflow.${own}\nmodel = mlflow.${own}.load_model(${path})`;
}

function fieldsOf(value: unknown): Fields | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined;
}
