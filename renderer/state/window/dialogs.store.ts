import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly isPrimary?: boolean;
}

/** A question with named answers; `diff` shows two texts beside it. */
export interface Question {
  readonly kind: 'question';
  readonly title: string;
  readonly body: string;
  readonly choices: readonly Choice[];
  readonly diff?: { readonly before: string; readonly after: string; readonly beforeLabel: string; readonly afterLabel: string };
}

/** A question whose answer is typed. */
export interface Prompt {
  readonly kind: 'prompt';
  readonly title: string;
  readonly label: string;
  readonly value: string;
  /** The verb on the button. */
  readonly verb: string;
  /** Names from the user's file are set in mono. */
  readonly isName: boolean;
  /** A sentence when the value cannot be taken. */
  readonly refuse?: (value: string) => string | undefined;
}

/** Dialogs that belong to a feature and are opened by name. */
export interface Sheet {
  readonly kind: 'sheet';
  readonly sheet: 'palette' | 'shortcuts' | 'places' | 'templates' | 'components' | 'trust' | 'run-with' | 'simulate';
  readonly args: Readonly<Record<string, string>>;
}

export type DialogRequest = Question | Prompt | Sheet;

/** One dialog at a time; a new one waits for the one before it. */
export class Dialogs {
  readonly store: StoreApi<{ readonly open: DialogRequest | undefined }> = createStore(() => ({ open: undefined as DialogRequest | undefined }));
  readonly #waiting: { readonly request: DialogRequest; readonly answer: (value: string | undefined) => void }[] = [];

  /** The id of the choice; undefined when it was dismissed. */
  ask(question: Omit<Question, 'kind'>): Promise<string | undefined> {
    return this.#show({ kind: 'question', ...question });
  }

  /** What was typed; undefined when it was dismissed. */
  prompt(prompt: Omit<Prompt, 'kind'>): Promise<string | undefined> {
    return this.#show({ kind: 'prompt', ...prompt });
  }

  /** Opens a feature's dialog; the answer is whatever it was closed with. */
  sheet(sheet: Sheet['sheet'], args: Sheet['args'] = {}): Promise<string | undefined> {
    return this.#show({ kind: 'sheet', sheet, args });
  }

  /** Closes the open dialog with its answer. */
  close(answer?: string): void {
    const current = this.#waiting.shift();
    this.store.setState({ open: this.#waiting[0]?.request });
    current?.answer(answer);
  }

  #show(request: DialogRequest): Promise<string | undefined> {
    return new Promise((answer) => {
      this.#waiting.push({ request, answer });
      if (this.#waiting.length === 1) this.store.setState({ open: request });
    });
  }
}
