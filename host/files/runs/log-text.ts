import { copyFile, open } from 'node:fs/promises';

const PIECE_BYTES = 4 * 1024 * 1024;

/** A piece of a log as it stands in its file, ended at a line where there is one. `next` is undefined at the end. Undefined when there is no log. */
export async function readLogPiece(path: string, from: number): Promise<{ readonly text: string; readonly next: number | undefined } | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, from);
    if (bytesRead < PIECE_BYTES) return { text: piece.toString('utf8', 0, bytesRead), next: undefined };
    const lineEnd = piece.lastIndexOf(10) + 1;
    const end = lineEnd === 0 ? bytesRead : lineEnd;
    return { text: piece.toString('utf8', 0, end), next: from + end };
  } finally {
    await file.close();
  }
}

/** Copies a log to where the user wants it. Throws what the system says. */
export async function copyLog(path: string, to: string): Promise<void> {
  await copyFile(path, to);
}
