import { fail, ok, type Result } from '#shared/base/result.ts';
import { LIMITS } from './rules.ts';

/**
 * Reads JSON as Python's `json` does: `NaN`, `Infinity` and `-Infinity` are numbers, of equal keys the last counts, whole numbers of any length become
 * doubles (infinite when they are too large). A byte order mark in front is skipped. The failure is half a sentence.
 */
export function readJson(text: string): Result<unknown, string> {
  const own = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (/^[ \t\n\r]*$/.test(own)) return fail('it is empty');
  if (isTooDeep(own)) return fail(`it is nested deeper than ${LIMITS.jsonDepth}`);
  return new JsonReader(own).read();
}

/** Brackets outside of quotes are counted before anything is read, whether the rest is JSON or not: that can be done alike in both languages. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (character === '[' || character === '{') {
      if (++depth > LIMITS.jsonDepth) return true;
    } else if (character === ']' || character === '}') depth--;
  }
  return false;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const WORDS: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];
const NOT_JSON = 'it is not valid JSON';

class JsonReader {
  readonly #text: string;
  #at = 0;
  #problem: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Result<unknown, string> {
    const value = this.#value();
    this.#blanks();
    if (this.#problem === undefined && this.#at < this.#text.length) this.#problem = NOT_JSON;
    return this.#problem === undefined ? ok(value) : fail(this.#problem);
  }

  #value(): unknown {
    this.#blanks();
    const character = this.#text[this.#at];
    if (character === '{') return this.#object();
    if (character === '[') return this.#list();
    if (character === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    const number = this.#match(NUMBER);
    return number === undefined ? this.#stop() : Number(number);
  }

  #object(): unknown {
    this.#at++;
    const object: Record<string, unknown> = Object.create(null);
    if (this.#skip('}')) return object;
    do {
      this.#blanks();
      const key = this.#text[this.#at] === '"' ? this.#string() : this.#stop();
      if (!this.#skip(':')) this.#stop();
      const value = this.#problem === undefined ? this.#value() : undefined;
      if (this.#problem !== undefined) return undefined;
      object[String(key)] = value;
    } while (this.#skip(','));
    return this.#skip('}') ? object : this.#stop();
  }

  #list(): unknown {
    this.#at++;
    const list: unknown[] = [];
    if (this.#skip(']')) return list;
    do {
      list.push(this.#value());
      if (this.#problem !== undefined) return undefined;
    } while (this.#skip(','));
    return this.#skip(']') ? list : this.#stop();
  }

  #string(): string | undefined {
    const start = this.#at++;
    let isPlain = true;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character < ' ') break;
      if (character === '"') {
        this.#at++;
        return isPlain ? this.#text.slice(start + 1, this.#at - 1) : this.#unescape(this.#text.slice(start, this.#at));
      }
      if (character === '\\') {
        isPlain = false;
        this.#at++;
      }
    }
    return this.#stop();
  }

  #unescape(written: string): string | undefined {
    try {
      return String(JSON.parse(written));
    } catch {
      return this.#stop();
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(mark: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') return;
      this.#at++;
    }
  }

  #stop(): undefined {
    this.#problem = NOT_JSON;
    return undefined;
  }
}
