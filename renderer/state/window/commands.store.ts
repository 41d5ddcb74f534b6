import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Disposable } from '#shared/base/disposable.ts';
import type { CommandDefinition } from '#shared/commands/command.ts';
import { isWhen, type WhenContext } from '#shared/commands/when.ts';

/** What carries a command out. Lives with the feature that can. */
export interface CommandHandler {
  run(args?: unknown): void | Promise<void>;
  isEnabled?(): boolean;
  isChecked?(): boolean;
}

/** Handlers by command id. The records are in `shared/commands`; a command without a handler is disabled. */
export class CommandRegistry {
  /** Goes up when handlers come and go. */
  readonly store: StoreApi<{ readonly revision: number; readonly recent: readonly string[] }> = createStore(() => ({
    revision: 0,
    recent: [] as readonly string[],
  }));
  readonly #handlers = new Map<string, CommandHandler>();
  readonly #byId: ReadonlyMap<string, CommandDefinition>;
  readonly #context: () => WhenContext;

  constructor(definitions: readonly CommandDefinition[], context: () => WhenContext) {
    this.definitions = definitions;
    this.#byId = new Map(definitions.map((definition) => [definition.id, definition]));
    this.#context = context;
  }

  readonly definitions: readonly CommandDefinition[];

  definition(id: string): CommandDefinition | undefined {
    return this.#byId.get(id);
  }

  /** The last registration of an id wins; disposing it brings the one before back. */
  register(id: string, handler: CommandHandler): Disposable {
    const before = this.#handlers.get(id);
    this.#handlers.set(id, handler);
    this.#changed();
    return {
      dispose: () => {
        if (this.#handlers.get(id) !== handler) return;
        if (before) this.#handlers.set(id, before);
        else this.#handlers.delete(id);
        this.#changed();
      },
    };
  }

  /** A handler is there and says yes. Where the focus is does not count: that is `matches`. */
  isEnabled(id: string): boolean {
    const handler = this.#handlers.get(id);
    return handler !== undefined && (handler.isEnabled?.() ?? true);
  }

  isChecked(id: string): boolean {
    return this.#handlers.get(id)?.isChecked?.() ?? false;
  }

  /** The command's `when` holds now. Keys ask this; menus and the palette do not ask for focus. */
  matches(id: string): boolean {
    const when = this.#byId.get(id)?.when;
    return when === undefined || isWhen(when, this.#context());
  }

  /** Runs a command if it can be run; says whether it did. */
  run(id: string, args?: unknown): boolean {
    const handler = this.#handlers.get(id);
    if (!handler || !(handler.isEnabled?.() ?? true)) return false;
    void handler.run(args);
    return true;
  }

  /** Remembers what was run from the palette, newest first. */
  remember(id: string): void {
    this.store.setState((state) => ({ recent: [id, ...state.recent.filter((each) => each !== id)].slice(0, 8) }));
  }

  #changed(): void {
    this.store.setState((state) => ({ revision: state.revision + 1 }));
  }
}
