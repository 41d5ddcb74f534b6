import { isPlainMap, type Path, type Plain } from '#shared/edits/splice/plain.ts';

export type Tree = { [key: string]: Plain };

/** A copy that may be changed. */
export function copy(plain: Plain): Tree {
  return JSON.parse(JSON.stringify(plain)) as Tree;
}

/** The value under a path. */
export function at(plain: Plain, path: Path): Plain | undefined {
  let value: Plain | undefined = plain;
  for (const part of path) {
    if (typeof part === 'number') value = Array.isArray(value) ? (value[part] as Plain | undefined) : undefined;
    else value = isPlainMap(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** The tree with a value under a path; parents are made. */
export function put(plain: Plain, path: Path, value: Plain): Tree {
  const tree = copy(plain);
  let holder: Tree = tree;
  for (const part of path.slice(0, -1)) {
    const inner = holder[part];
    if (typeof inner !== 'object' || inner === null) holder[part] = {};
    holder = holder[part] as Tree;
  }
  holder[path.at(-1) ?? ''] = value;
  return tree;
}

/** The tree without what stands under a path; parents left empty go, except `jobs` and jobs. */
export function drop(plain: Plain, path: Path): Tree {
  const tree = copy(plain);
  const holder = at(tree, path.slice(0, -1));
  const last = path.at(-1);
  if (Array.isArray(holder) && typeof last === 'number') holder.splice(last, 1);
  else if (isPlainMap(holder) && last !== undefined) delete (holder as Tree)[last];
  return tree;
}

/** Strings everywhere, changed. Keys are left. */
export function mapTexts(plain: Plain, change: (text: string) => string): Plain {
  if (typeof plain === 'string') return change(plain);
  if (Array.isArray(plain)) return plain.map((item: Plain) => mapTexts(item, change));
  if (!isPlainMap(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, mapTexts(value, change)]));
}

/** A mapping with one key called otherwise, in its place. */
export function renameKey(plain: Plain | undefined, old: string, to: string): Plain {
  if (!isPlainMap(plain)) return plain ?? null;
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key === old ? to : key, value]));
}

/** Empty mappings and lists dropped, so that `{}` and nothing are the same. `jobs` and null values stay. */
export function tidy(plain: Plain, isTop = true): Plain {
  if (Array.isArray(plain)) return plain.map((item: Plain) => tidy(item, false));
  if (!isPlainMap(plain)) return plain;
  const kept = Object.entries(plain).map(([key, value]): [string, Plain] => [key, tidy(value, false)]);
  return Object.fromEntries(kept.filter(([key, value]) => (isTop && key === 'jobs') || !isEmpty(value)));
}

function isEmpty(value: Plain): boolean {
  return typeof value === 'object' && value !== null && (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);
}
