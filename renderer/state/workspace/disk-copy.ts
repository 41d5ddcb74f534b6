import type { Session } from '#shared/document/session-types.ts';
import { type LayoutFile, printLayoutFile, readLayoutFile } from '#shared/layout/layout-file.ts';

/** What is known of an open file on disk. */
export interface DiskCopy {
  /** Undefined for a file that is not there. */
  hash: string | undefined;
  text: string;
  layoutHash: string | undefined;
  layoutText: string | undefined;
}

/** A file that is not on disk. */
export function noDiskCopy(): DiskCopy {
  return { hash: undefined, text: '', layoutHash: undefined, layoutText: undefined };
}

/** The layout as it would be written; undefined when there is none and never was. */
export function layoutToWrite(session: Session, disk: DiskCopy | undefined): string | undefined {
  const { layout } = session;
  const isEmpty = Object.keys(layout.nodes).length === 0 && layout.notes.length === 0 && layout.direction === undefined;
  const before = disk?.layoutText;
  if (isEmpty && before === undefined) return undefined;
  const text = printed(layout);
  // A layout file that says the same in other bytes is left alone.
  if (before !== undefined && text !== before) {
    const read = readLayoutFile(before);
    if (read.ok && printed(read.value) === text) return before;
  }
  return text;
}

/** True when text or layout are not what is on disk. */
export function differsFromDisk(session: Session, disk: DiskCopy): boolean {
  return disk.hash === undefined || session.text !== disk.text || layoutToWrite(session, disk) !== disk.layoutText;
}

const prints = new WeakMap<LayoutFile, string>();

/** Printed once for each layout: asked for on every key. */
function printed(layout: LayoutFile): string {
  const known = prints.get(layout);
  if (known !== undefined) return known;
  const text = printLayoutFile(layout);
  prints.set(layout, text);
  return text;
}
