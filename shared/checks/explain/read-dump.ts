import { readPythonLiterals } from './python-literal.ts';

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
  const text = plainDictionaries(dump.replace(ANSI, '').replaceAll('\r\n', '\n'));
  const block = jsonErrors(text);
  if (block.length > 0) return block;
  const yaml = YAML_ERROR.exec(text);
  if (yaml) {
    const [, reason = '', file, line] = yaml;
    return [{ message: reason.trim().replace(/\s+/g, ' '), path: undefined, value: undefined, line: Number(line), file }];
  }
  const listed = [...text.matchAll(LISTED)].flatMap(([, marked, plain, said = '']) => listedErrors(marked ?? plain ?? '', said));
  if (listed.length > 0) return listed;
  const raised = (/ValidationError:\s*(\{.*\})\s*$/m.exec(text) ??
    /ValidationError:\s*(\{.*\})\s*$/ms.exec(text) ??
    /parsing yaml file: [^\n]*\n\s*(\{.*\})\s*$/m.exec(text))?.[1];
  const tree = raised === undefined ? undefined : readPythonLiterals(raised);
  if (tree) return treeErrors(tree, []);
  for (const sentence of SENTENCES) {
    const found = sentence.exec(text);
    if (found) return [{ message: found[0].trim(), path: undefined, value: undefined, line: undefined, file: undefined }];
  }
  return [];
}

/** `defaultdict(<class 'dict'>, {…})` as the dictionary that it is. */
function plainDictionaries(text: string): string {
  return text.includes('defaultdict(') ? text.replace(/defaultdict\(<class '\w+'>, /g, '').replace(/\}\)/g, '}') : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal.
const ANSI = /\u001b\[[0-9;]*m/g;
/** PyYAML: what it was doing, what it found, and `in "file", line 8, column 1`. The last place is the one that counts. */
const YAML_ERROR =
  /(?:while (?:scanning|parsing)[^\n]*\n(?:\s+in [^\n]*\n)?)?((?:found|expected|could not|mapping values)[^\n]*)\n\s+in "([^"\n]*)", line (\d+), column \d+/;
/** `(x) jobs.train.type: …`, also with its complaints as a list below, and `- jobs.train.type: …`. */
const LISTED =
  /^\s*(?:\([a-z0-9]+\)\s+([\w$[\]. -]+?)|[-*]\s+((?:jobs|inputs|outputs|settings|compute|environment|traffic|type)(?:\.[\w[\]. -]+)?)):[ \t]*((?:\S.*)|(?:\n[ \t]*-[ \t]+\S.*)+)$/gm;
const SENTENCES: readonly RegExp[] = [
  /Failed to find top level definition for input binding [^\n]*/,
  /(?:Pipeline input key|Key) name [^\n]*must be composed[^\n]*/,
  /(?:No such file or directory|Local path [^\n]* does not exist|Could not find [^\n]*)[^\n]*/,
  /(?:Missing|Required) (?:required )?(?:input|parameter|field)[^\n]*/,
  /Unsupported (?:node|job|model provider) type[^\n]*/,
  /(?<=^\s*\(x\)\s+)[A-Z][^\n]*/m,
];

/** `- Unknown field.` or `- optional: Unknown field.` below a path: a list of complaints, each perhaps about a key below it. */
function listedErrors(path: string, said: string): readonly DumpError[] {
  const lines = said.startsWith('\n') ? said.split('\n').flatMap((line) => line.replace(/^\s*-\s+/, '').trim() || []) : [said.trim()];
  return lines.flatMap((line) => {
    const below = /^([\w$.[\]]+):\s+(\S.*)$/.exec(line);
    const key = said.startsWith('\n') ? below?.[1] : undefined;
    return {
      message: key === undefined ? line : (below?.[2] ?? line),
      path: key === undefined ? path : `${path}.${key}`,
      value: undefined,
      line: undefined,
      file: undefined,
    };
  });
}

function jsonErrors(text: string): readonly DumpError[] {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const end = endOfObject(text, at);
    if (end === undefined) continue;
    const block = parsed(text.slice(at, end));
    const errors = isRecord(block) ? (block.errors ?? block.error_messages) : undefined;
    if (Array.isArray(errors)) return errors.flatMap((error) => nestedErrors(error) ?? errorOf(error).flatMap(branchErrors));
    if (isRecord(errors))
      return Object.entries(errors).map(([path, message]) => ({
        message: wordsOf(message),
        path: path === '' ? undefined : path,
        value: undefined,
        line: undefined,
        file: undefined,
      }));
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

/** A complaint whose message is what Python prints for the branches of a schema that were tried. */
function branchErrors(error: DumpError): readonly DumpError[] {
  const branches = /^\s*[{[]/.test(error.message) ? readPythonLiterals(error.message) : undefined;
  const found = branches ? treeErrors(branches, error.path === undefined ? [] : [error.path]) : [];
  return found.length === 0
    ? [error]
    : found.map((each) => ({ ...each, value: each.path === error.path ? error.value : undefined, line: error.line, file: error.file }));
}

/** A tree of keys with sentences at its ends; lists of trees are the branches of a schema that were tried. */
function treeErrors(tree: unknown, path: readonly string[]): readonly DumpError[] {
  if (typeof tree === 'string')
    return [{ message: tree, path: path.length === 0 ? undefined : path.join('.'), value: undefined, line: undefined, file: undefined }];
  if (Array.isArray(tree)) return tree.flatMap((branch) => treeErrors(branch, path));
  if (!isRecord(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => treeErrors(value, isNoKey(key, value) ? path : [...path, key]));
}

/** Words of the loader between the keys of the file: the whole of a mapping, the values of a dictionary, its keys, a branch that takes no mapping. */
function isNoKey(key: string, value: unknown): boolean {
  return key === '_schema' || key === 'value' || key === 'null' || (key === 'key' && Array.isArray(value));
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
