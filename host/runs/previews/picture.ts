/** The MIME type of a picture by its first bytes, whatever the file is called; undefined when it is none that a browser shows. */
export function pictureType(head: Uint8Array, name: string): string | undefined {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, k) => head[k] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif';
  if (starts(0x52, 0x49, 0x46, 0x46) && head[8] === 0x57 && head[9] === 0x45 && head[10] === 0x42 && head[11] === 0x50) return 'image/webp';
  // Shown as a picture it can neither run scripts nor fetch anything.
  const text = new TextDecoder('utf-8').decode(head.subarray(0, 1024));
  return /\.svg$/i.test(name) && /<svg[\s>]/i.test(text) ? 'image/svg+xml' : undefined;
}
