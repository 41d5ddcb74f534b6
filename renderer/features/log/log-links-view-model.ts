/** A path in a line of a log that leads to a file of the project. */
export interface LogLink {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** What paths of a log are looked for in. */
export interface LinkTargets {
  /** Files of the project by their last name. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** The folder that the job works on a copy of, where it is known; '' is the project itself. */
  readonly code: string | undefined;
}

// `File "train.py", line 7` of Python; `train.py:7` of nearly everything else.
const PYTHON = /File "([^"\n]+)", line (\d+)/g;
const COLON = /((?:[A-Za-z]:)?[\w.@+~/\\-]*[\w-]\.[A-Za-z]\w{0,9}):(\d+)\b/g;
const MAY_LINK = /\.\w+(:|", line )\d/;
/** Jobs run in a copy of their code, which is gone when they have ended. */
const WORKING_FOLDER = /[\\/]\.sluice[\\/]work[\\/][^\\/]+[\\/](?:jobs[\\/])?[^\\/]+[\\/](.+)$/;
const FOREIGN = /(^|[\\/])(site-packages|dist-packages|node_modules)[\\/]|[\\/]lib[\\/]python\d/;

/** Files by their last name, so that a path can be looked up at once. */
export function indexFiles(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = byName.get(name);
    if (found) found.push(path);
    else byName.set(name, [path]);
  }
  return byName;
}

/** The paths of a line that lead to files of the project. */
export function linksIn(text: string, targets: LinkTargets): readonly LogLink[] {
  if (!MAY_LINK.test(text)) return [];
  const links: LogLink[] = [];
  for (const found of text.matchAll(PYTHON)) {
    const [whole, written = '', line = '1'] = found;
    const path = fileOf(written, targets);
    const start = found.index + 'File '.length;
    if (path !== undefined) links.push({ start, end: found.index + whole.length, path, line: Number(line) });
  }
  if (links.length > 0) return links;
  for (const found of text.matchAll(COLON)) {
    const [whole, written = '', line = '1'] = found;
    const path = fileOf(written, targets);
    if (path !== undefined) links.push({ start: found.index, end: found.index + whole.length, path, line: Number(line) });
  }
  return links;
}

/** The file of the project that a path of a log means; undefined when it means another, or could mean several. */
export function fileOf(written: string, { byName, code }: LinkTargets): string | undefined {
  if (FOREIGN.test(written)) return undefined;
  const inside = (WORKING_FOLDER.exec(written)?.[1] ?? written).replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const candidates = byName.get(inside.slice(inside.lastIndexOf('/') + 1)) ?? [];
  const isAbsolute = /^([A-Za-z]:)?\//.test(inside);
  if (!isAbsolute && code !== undefined) {
    const own = code === '' ? inside : `${code}/${inside}`;
    if (candidates.includes(own)) return own;
  }
  // An absolute path ends in the path of the project's file; a relative one may stand in any code folder, if only one has it.
  const fitting = candidates.filter((path) => (isAbsolute ? inside.endsWith(`/${path}`) : path === inside || path.endsWith(`/${inside}`)));
  if (!isAbsolute) return fitting.length === 1 ? fitting[0] : undefined;
  return fitting.reduce<string | undefined>((best, path) => (best === undefined || path.length > best.length ? path : best), undefined);
}
