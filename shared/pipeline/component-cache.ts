import type { ComponentFiles, ComponentInterface } from './pipeline.ts';
import { readComponent } from './read-component.ts';

/** What is known about the file of a local component. */
export type Lookup =
  | { readonly state: 'found'; readonly declared: ComponentInterface }
  | { readonly state: 'not-a-component' }
  | { readonly state: 'missing' }
  | { readonly state: 'pending' };

const MISSING: Lookup = { state: 'missing' };
const PENDING: Lookup = { state: 'pending' };
const NOT_A_COMPONENT: Lookup = { state: 'not-a-component' };

interface Cached {
  readonly text: string;
  readonly lookup: Lookup;
}

/** One cache for each source of files: a file is parsed again only when its text changed, and equal text gives the identical answer. */
const caches = new WeakMap<ComponentFiles, Map<string, Cached>>();

/** Looks up what a component file declares. The same object is given for as long as the file's text is the same. */
export function lookUpComponent(files: ComponentFiles, path: string): Lookup {
  const answer = files.read(path);
  if (answer === 'missing') return MISSING;
  if (answer === 'pending') return PENDING;
  let cache = caches.get(files);
  if (!cache) {
    cache = new Map();
    caches.set(files, cache);
  }
  const known = cache.get(path);
  if (known && known.text === answer.text) return known.lookup;
  const declared = readComponent(answer.text);
  const lookup: Lookup = declared ? { state: 'found', declared } : NOT_A_COMPONENT;
  cache.set(path, { text: answer.text, lookup });
  return lookup;
}
