/**
 * Reads what Python prints for dictionaries and lists, as errors of Azure ML hold them in their messages: `{'type': ['Unknown field.']}; {None: …}`.
 * Undefined when the text is something else.
 */
export function readPythonLiterals(text: string): readonly unknown[] | undefined {
  const reader = new Reader(text);
  const found: unknown[] = [];
  do {
    const value = reader.value();
    if (value === undefined) return undefined;
    found.push(value.is);
  } while (reader.take(';'));
  return reader.isAtEnd ? found : undefined;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    this.#skip();
    return this.#at >= this.#text.length;
  }

  take(char: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  value(depth = 0): { readonly is: unknown } | undefined {
    if (depth > DEEPEST) return undefined;
    if (this.take('{')) return this.#mapping(depth);
    if (this.take('[')) return this.#list(depth);
    return this.#scalar();
  }

  #mapping(depth: number): { readonly is: unknown } | undefined {
    const entries: [string, unknown][] = [];
    while (!this.take('}')) {
      const key = this.#scalar();
      if (!key || !this.take(':')) return undefined;
      const value = this.value(depth + 1);
      if (!value) return undefined;
      entries.push([String(key.is), value.is]);
      if (!this.take(',') && this.#text[this.#at] !== '}') return undefined;
    }
    return { is: Object.fromEntries(entries) };
  }

  #list(depth: number): { readonly is: unknown } | undefined {
    const items: unknown[] = [];
    while (!this.take(']')) {
      const item = this.value(depth + 1);
      if (!item) return undefined;
      items.push(item.is);
      if (!this.take(',') && this.#text[this.#at] !== ']') return undefined;
    }
    return { is: items };
  }

  #scalar(): { readonly is: unknown } | undefined {
    this.#skip();
    const quote = this.#text[this.#at];
    if (quote === "'" || quote === '"') {
      let text = '';
      for (let k = this.#at + 1; k < this.#text.length; k++) {
        const char = this.#text[k] ?? '';
        if (char === quote) {
          this.#at = k + 1;
          return { is: text };
        }
        if (char === '\\') k++;
        text += char === '\\' ? (ESCAPES[this.#text[k] ?? ''] ?? this.#text[k] ?? '') : char;
      }
      return undefined;
    }
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    if (word === undefined) return undefined;
    this.#at += word.length;
    return { is: word in WORDS ? WORDS[word] : word };
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }
}

const DEEPEST = 100;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
const WORD = /(?:None|True|False|-?\d+(?:\.\d+)?)\b/y;
const WORDS: Readonly<Record<string, unknown>> = { None: null, True: true, False: false };
