/** Something with an end of life. */
export interface Disposable {
  dispose(): void;
}

/** Several disposables with one end; the last added goes first. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];

  /** Takes charge of `item` and hands it back. */
  add<T extends Disposable>(item: T): T {
    this.#items.push(item);
    return item;
  }

  dispose(): void {
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
