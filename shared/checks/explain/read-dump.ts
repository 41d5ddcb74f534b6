/** One complaint of a dump, as the reference implementation words it. */
export interface DumpError {
  readonly message: string;
  /** `jobs.train.inputs.x`; undefined when the dump does not say. */
  readonly path: string | undefined;
  readonly value: unknown;
  /** Line of the file, from 1. */
  readonly line: number | undefined;
  /** The file as the dump names it. */
  readonly file: string | undefined;
}

/** What stands in an error dump of `az ml` or of the SDK: the errors of its JSON block, of PyYAML, or a sentence that is known. */
export function readDump(dump: string): readonly DumpError[] {
  const text = dump.replace(ANSI, '').replaceAll('\r\n', '\n');
  const block = jsonErrors(text);
  if (block.length > 0) return block;
  const yaml = YAML_ERROR.exec(text);
  if (yaml) {
    const [, reason = '', file, line] = yaml;
    return [{ message: reason.trim().replace(/\s+/g, ' '), path: undefined, value: undefined, line: Number(line), file }];
  }
  const listed = [...text.matchAll(LISTED)].map(([, path, message = '']) => ({ message, path, value: undefined, line: undefined, file: undefined }));
  if (listed.length > 0) return listed;
  for (const sentence of SENTENCES) {
    const found = sentence.exec(text);
    if (found) return [{ message: found[0].trim(), path: undefined, value: undefined, line: undefined, file: undefined }];
  }
  return [];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
const ANSI = /\u001b\[[0-9;]*m/g;
/** PyYAML: what it was doing, what it found, and `in "file", line 8, column 1`. The last place is the one that counts. */
const YAML_ERROR =
  /(?:while (?:scanning|parsing)[^\n]*\n(?:\s+in [^\n]*\n)?)?((?:found|expected|could not|mapping values)[^\n]*)\n\s+in "([^"\n]*)", line (\d+), column \d+/;
/** `(x) jobs.train.type: …` and `- jobs.train.type: …` */
const LISTED = /^\s*(?:\([a-z0-9]+\)|[-*])\s+((?:jobs|inputs|outputs|settings|compute|environment|traffic|type)(?:\.[\w[\]. -]+)?):\s+(\S.*)$/gm;
const SENTENCES: readonly RegExp[] = [
  /Failed to find top level definition for input binding [^\n]*/,
  /(?:Pipeline input key|Key) name [^\n]*must be composed[^\n]*/,
  /(?:No such file or directory|Local path [^\n]* does not exist|Could not find [^\n]*)[^\n]*/,
  /(?:Missing|Required) (?:required )?(?:input|parameter|field)[^\n]*/,
  /Unsupported node type[^\n]*/,
];

function jsonErrors(text: string): readonly DumpError[] {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const end = endOfObject(text, at);
    if (end === undefined) continue;
    const block = parsed(text.slice(at, end));
    const errors = isRecord(block) ? (block.errors ?? block.error_messages) : undefined;
    if (Array.isArray(errors)) return errors.flatMap((error) => nestedErrors(error) ?? errorOf(error));
    if (isRecord(errors))
      return Object.entries(errors).map(([path, message]) => ({ message: wordsOf(message), path, value: undefined, line: undefined, file: undefined }));
    if (isRecord(block) && text.slice(0, at).trimEnd().endsWith('failed:')) return treeErrors(block, []);
  }
  return [];
}

/** Jobs that stand alone and schedules: the dump of their schema is the message of one error. */
function nestedErrors(error: unknown): readonly DumpError[] | undefined {
  const message = isRecord(error) && typeof error.message === 'string' ? error.message : '';
  const inner = /Validation for \w+ failed:/.test(message) ? jsonErrors(message) : [];
  return inner.length > 0 ? inner : undefined;
}

/** A tree of keys with sentences at its ends; lists of trees are the branches of a schema that were tried. */
function treeErrors(tree: unknown, path: readonly string[]): readonly DumpError[] {
  if (typeof tree === 'string')
    return [{ message: tree, path: path.length === 0 ? undefined : path.join('.'), value: undefined, line: undefined, file: undefined }];
  if (Array.isArray(tree)) return tree.flatMap((branch) => treeErrors(branch, path));
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => treeErrors(value, key === '_schema' || key === 'value' ? path : [...path, key]));
}

function errorOf(error: unknown): DumpError[] {
  if (!isRecord(error) || error.message === undefined) return [];
  const location = typeof error.location === 'string' ? /^(.*?)(?:#line (\d+))?$/.exec(error.location) : undefined;
  return [
    {
      message: wordsOf(error.message),
      path: typeof error.path === 'string' && error.path !== '*' && error.path !== '' ? error.path : undefined,
      value: error.value,
      line: location?.[2] === undefined ? undefined : Number(location[2]),
      file: location?.[1] || undefined,
    },
  ];
}

/** Branches of a schema that were all tried come nested: the innermost sentences. */
function wordsOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (Array.isArray(message)) return message.map(wordsOf).join(' ');
  if (isRecord(message)) return Object.values(message).map(wordsOf).join(' ');
  return String(message);
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let k = start; k < text.length; k++) {
    const char = text[k];
    if (isString) {
      if (char === '\\') k++;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return k + 1;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
