/** Waits for what the system does in its own time; fails with `what` after ten seconds. */
export async function waitUntil<T>(what: string, look: () => T | undefined | false): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((settle) => setTimeout(settle, 10));
  }
}
