/** Exit codes of the command: public, see its contract. */
export const EXIT = { done: 0, no: 1, usage: 2, refused: 3, heldBack: 20, cancelled: 130 } as const;

/** An option of a verb: `--name`, or `--name VALUE` when it takes one. */
export interface VerbOption {
  readonly name: string;
  /** What the value is called in the help; without it the option is a switch. */
  readonly value?: string;
  readonly summary: string;
}

/** What a verb is given: the options it declares, and the rest. */
export interface VerbArgs {
  /** What is not an option, in order. */
  readonly words: readonly string[];
  has(option: string): boolean;
  /** The last value given for an option. */
  value(option: string): string | undefined;
  /** All values given for an option, in order. */
  values(option: string): readonly string[];
}

/** The world of a verb; tests hand in their own. */
export interface VerbContext {
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything else: notes, progress, refusals. */
  readonly err: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when results go to a person's terminal. */
  readonly isTerminal: boolean;
  readonly debug: boolean;
}

/** A verb of the command. The record is light; what it does is loaded when it runs, so that every other verb starts quickly. */
export interface Verb {
  readonly name: string;
  /** What stands behind the name: `FILE… [--json]`. */
  readonly usage: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** What `sluice VERB --help` adds. */
  readonly details?: string;
  readonly options: readonly VerbOption[];
  /** Fewest and most words; more than that is wrong usage. */
  readonly words: { readonly least: number; readonly most?: number };
  /** Does it; the result is the exit code. */
  run(args: VerbArgs, context: VerbContext): Promise<number>;
}

/** Declares a verb; the identity function, so that the record is checked. */
export function defineVerb(verb: Verb): Verb {
  return verb;
}
