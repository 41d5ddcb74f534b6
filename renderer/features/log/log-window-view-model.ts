export const ROW_HEIGHT = 18;

/** Browsers draw nothing beyond some 33 million px: a longer log is scrolled through in larger steps. */
const MAX_HEIGHT = 30_000_000;
/** Rows drawn above and below what is in view. */
const SPARE = 12;

/** What of a log is in view. */
export interface LogWindow {
  /** Px that the whole takes. */
  readonly height: number;
  /** The rows to draw. */
  readonly first: number;
  readonly last: number;
  /** The first row that is in view. */
  readonly inView: number;
  /** Where the first of them stands, px from the top of the whole. */
  readonly top: number;
}

/** The rows to draw at a place of the scroll bar. `last` is behind the last row. */
export function logWindow(total: number, scrollTop: number, viewHeight: number): LogWindow {
  const full = total * ROW_HEIGHT;
  const height = Math.min(full, MAX_HEIGHT);
  const room = Math.max(0, height - viewHeight);
  const at = Math.max(0, Math.min(scrollTop, room));
  const fullAt = height === full || room === 0 ? at : (at / room) * (full - viewHeight);
  const first = Math.max(0, Math.floor(fullAt / ROW_HEIGHT) - SPARE);
  const last = Math.min(total, Math.ceil((fullAt + viewHeight) / ROW_HEIGHT) + SPARE);
  return { height, first, last, inView: Math.floor(fullAt / ROW_HEIGHT), top: at - (fullAt - first * ROW_HEIGHT) };
}

/** Where to scroll so that a row stands in the middle. */
export function scrollTopFor(row: number, total: number, viewHeight: number): number {
  const full = total * ROW_HEIGHT;
  const height = Math.min(full, MAX_HEIGHT);
  const wanted = Math.max(0, Math.min(row * ROW_HEIGHT - (viewHeight - ROW_HEIGHT) / 2, full - viewHeight));
  return height === full ? wanted : (wanted / (full - viewHeight)) * (height - viewHeight);
}
