import { coreTag } from './scalar-type.ts';

/** The short names for tags that hold in a document: `!`, `!!` and what `%TAG` lines define. */
export class TagHandles {
  readonly #handles = new Map<string, string>();
  #hasVersion = false;

  /** Takes a directive, its name and parts cut by line feeds. Why it is refused, or nothing. */
  add(directive: string): string | undefined {
    const [name, first = '', second = ''] = directive.split('\n');
    if (name === 'YAML') {
      if (this.#hasVersion) return 'The YAML version is given twice.';
      if (first !== '1' && Number(first) !== 1) return 'Only YAML 1 can be read.';
      this.#hasVersion = true;
    } else if (name === 'TAG') {
      if (this.#handles.has(first)) return `The tag handle ${first} is defined twice.`;
      this.#handles.set(first, second);
    }
    return undefined;
  }

  /** The full tag; undefined when the handle is not defined. An empty handle stands for a tag in full. */
  resolve(handle: string, suffix: string): string | undefined {
    if (handle === '') return suffix;
    const prefix = this.#handles.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? coreTag : undefined);
    return prefix === undefined ? undefined : prefix + suffix;
  }
}
