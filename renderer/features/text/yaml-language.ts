import type { Monaco } from './load-monaco.ts';
import { type LineState, START, sameState, tokenizeYamlLine } from './yaml-tokens.ts';

export const YAML = 'yaml';

/** Monaco's language for a file's path. Everything unknown is plain text. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/\.ya?ml$/.test(name)) return YAML;
  if (/\.pyw?$/.test(name)) return 'python';
  if (/\.(json|jsonl|ipynb|mjs|js|ts)$/.test(name)) return 'javascript';
  if (/\.(md|markdown)$/.test(name)) return 'markdown';
  if (/^dockerfile|\.dockerfile$/.test(name)) return 'dockerfile';
  if (/\.(sh|bash)$/.test(name)) return 'shell';
  if (/\.(ini|cfg|toml|conf|properties)$/.test(name) || /^\.(gitignore|amlignore|editorconfig)$/.test(name)) return 'ini';
  if (name === 'mlmodel' || name === 'conda.lock') return YAML;
  if (/\.sql$/.test(name)) return 'sql';
  return 'plaintext';
}

class State {
  constructor(readonly line: LineState) {}
  clone(): State {
    return this;
  }
  equals(other: State): boolean {
    return other instanceof State && sameState(this.line, other.line);
  }
}

/** Registers YAML: colours, brackets, comments, indentation. */
export function registerYaml(monaco: Monaco): void {
  const { languages } = monaco;
  languages.register({ id: YAML, extensions: ['.yml', '.yaml'], aliases: ['YAML'] });
  languages.setTokensProvider(YAML, {
    getInitialState: () => new State(START),
    tokenize: (line, state) => {
      const { tokens, state: after } = tokenizeYamlLine(line, (state as State).line);
      return { tokens: tokens.map(({ start, type }) => ({ startIndex: start, scopes: type })), endState: new State(after) };
    },
  });
  languages.setLanguageConfiguration(YAML, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
    surroundingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"' },
      { open: "'", close: "'" },
    ],
    folding: { offSide: true },
    // Names of jobs and ports are words; so is a path or a reference up to its next mark.
    wordPattern: /[A-Za-z_][\w-]*|\d[\w.-]*/g,
    onEnterRules: [{ beforeText: /^\s*(?:-\s+)*[^#\s][^#]*:\s*(?:[|>][-+\d]*)?\s*$/, action: { indentAction: languages.IndentAction.Indent } }],
  });
}
