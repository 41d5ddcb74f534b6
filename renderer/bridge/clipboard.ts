import type { HostApi } from '#shared/contract/types.ts';

/** Puts text on the clipboard; false when neither the host nor the browser allows it. */
export async function writeClipboard(host: HostApi, text: string): Promise<boolean> {
  const answer = await host.clipboard.write({ text });
  if (answer.ok) return true;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

/** The text on the clipboard, or undefined when neither the host nor the browser allows reading it. */
export async function readClipboard(host: HostApi): Promise<string | undefined> {
  const answer = await host.clipboard.read({});
  if (answer.ok) return answer.value.text;
  return navigator.clipboard.readText().then(
    (text) => text,
    () => undefined,
  );
}
