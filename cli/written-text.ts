/** How long text waits for more of it: a person does not see it, and whoever reads a pipe is not woken for every line. */
const WAIT_MS = 15;

/** Writes text in few pieces, in the order in which it was said on both streams. */
export function writtenText(streams: { readonly out: (text: string) => void; readonly err: (text: string) => void }) {
  let pending = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = pending;
    pending = '';
    if (text !== '') streams.out(text);
  };
  return {
    out: (text: string): void => {
      pending += text;
      timer ??= setTimeout(flush, WAIT_MS);
    },
    err: (text: string): void => {
      flush();
      streams.err(text);
    },
    flush,
  };
}
