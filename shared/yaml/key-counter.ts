import { keyIdentity } from './duplicate-keys.ts';
import type { YamlEntry } from './tree.ts';

/** Counts the keys of one mapping while its entries come and go, so that a duplicate is noticed without looking at all of them. */
export class KeyCounter {
  readonly #counts = new Map<unknown, number>();
  #surplus = 0;

  get hasDuplicates(): boolean {
    return this.#surplus > 0;
  }

  add({ key }: YamlEntry): void {
    if (key.kind !== 'scalar') return;
    const identity = keyIdentity(key);
    const count = this.#counts.get(identity) ?? 0;
    this.#counts.set(identity, count + 1);
    if (count > 0) this.#surplus++;
  }

  remove({ key }: YamlEntry): void {
    if (key.kind !== 'scalar') return;
    const identity = keyIdentity(key);
    const count = this.#counts.get(identity) ?? 0;
    if (count > 1) {
      this.#counts.set(identity, count - 1);
      this.#surplus--;
    } else this.#counts.delete(identity);
  }
}
