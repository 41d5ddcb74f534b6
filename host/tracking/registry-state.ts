import { join } from 'node:path';
import { hashText } from '../files/content-hash.ts';
import { readJson, writeJson } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';

type Texts = Readonly<Record<string, string>>;

/** What a version was when both sides agreed last. */
export interface AgreedVersion {
  /** Its number on the server; empty when it is gone from there, or was refused. */
  readonly there: string;
  readonly stage: string;
  readonly tags: Texts;
  /** The same tags on the server, which name runs by its own ids. */
  readonly tagsThere: Texts;
}

/** What a registered model was when both sides agreed last; versions by their number here. */
export interface AgreedModel {
  readonly versions: Readonly<Record<string, AgreedVersion>>;
  readonly aliases: Texts;
}

/** What the registry of the files and that of a server had in common last: what differs from it was changed since, and says by whom. */
export class RegistryState {
  readonly #file: string;
  readonly #models: Record<string, AgreedModel>;
  readonly #store: string;
  #written: string;

  /** `store` tells a server's database from one that was made anew in its place. */
  constructor(root: string, target: string, store: string) {
    this.#file = join(runPaths.tracking(root), `registry-${hashText(target).slice(0, 8)}.json`);
    this.#store = store;
    const found = readJson(this.#file);
    const kept = found !== null && typeof found === 'object' && 'store' in found && 'models' in found && found.store === store ? found.models : {};
    this.#models = kept as Record<string, AgreedModel>;
    this.#written = JSON.stringify(this.#models);
  }

  get(model: string): AgreedModel {
    return this.#models[model] ?? { versions: {}, aliases: {} };
  }

  setVersion(model: string, version: string, agreed: AgreedVersion): void {
    const before = this.get(model);
    this.#models[model] = { ...before, versions: { ...before.versions, [version]: agreed } };
  }

  setAliases(model: string, aliases: Texts): void {
    this.#models[model] = { ...this.get(model), aliases };
  }

  /** Writes down what has changed. */
  save(): void {
    const now = JSON.stringify(this.#models);
    if (now === this.#written) return;
    try {
      writeJson(this.#file, { store: this.#store, models: this.#models });
      this.#written = now;
    } catch {
      // The disk is full: what was agreed is worked out again.
    }
  }
}

/** Which side changed a text since both agreed on it; a change here counts when both did. `agreedThere` is what the server calls the same. */
export function whoChanged(
  here: string | undefined,
  there: string | undefined,
  agreed: string | undefined,
  agreedThere: string | undefined = agreed,
): 'here' | 'there' | 'nobody' {
  if (here !== agreed) return here === there ? 'nobody' : 'here';
  return there === agreedThere ? 'nobody' : 'there';
}
