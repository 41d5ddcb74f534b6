import { createStore, type StoreApi } from 'zustand/vanilla';

/** `refusal`, `error`: also shown in the bottom strip until the next one or for a while. */
export type NoticeKind = 'quiet' | 'note' | 'refusal' | 'error';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly kind: NoticeKind;
}

/** Sentences for the polite live region, and those of them that are shown in the strip. */
export class Announcer {
  readonly store: StoreApi<{ readonly spoken: Notice | undefined; readonly shown: Notice | undefined }> = createStore(() => ({
    spoken: undefined as Notice | undefined,
    shown: undefined as Notice | undefined,
  }));
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says `text` to a screen reader; every kind but `quiet` is shown too. */
  announce(text: string, kind: NoticeKind = 'quiet'): void {
    const notice: Notice = { id: ++this.#count, text, kind };
    if (kind === 'quiet') {
      this.store.setState({ spoken: notice });
      return;
    }
    this.store.setState({ spoken: notice, shown: notice });
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store.setState({ shown: undefined }), kind === 'error' ? 20_000 : 8_000);
  }

  dismiss(): void {
    this.store.setState({ shown: undefined });
  }
}
