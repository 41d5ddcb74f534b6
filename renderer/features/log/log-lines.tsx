import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { cx } from '#renderer/ui/cx.ts';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { type AnsiColour, type AnsiStyle, PLAIN } from '#shared/runs/ansi-text.ts';
import { drawLine, type LinePiece } from './log-line-view-model.ts';
import styles from './log-lines.module.css';
import type { LinkTargets } from './log-links-view-model.ts';
import type { LogSource } from './log-source.ts';
import { logWindow, ROW_HEIGHT, scrollTopFor } from './log-window-view-model.ts';

const BACKGROUNDS: Readonly<Record<AnsiColour, string | undefined>> = {
  grey: styles.onGrey,
  white: styles.onGrey,
  blue: styles.onGrey,
  red: styles.onRed,
  green: styles.onGreen,
  yellow: styles.onYellow,
  cyan: styles.onCyan,
  magenta: styles.onMagenta,
};

/** What the bar asks of the lines. */
export interface LogLinesHandle {
  /** Puts a line in the middle. */
  goTo(line: number): void;
  /** The first line in view. */
  firstInView(): number;
  focus(): void;
}

export interface LogLinesProps {
  readonly label: string;
  readonly source: LogSource;
  readonly targets: LinkTargets | undefined;
  readonly query: string;
  /** The line that a search stands at. */
  readonly marked: number | undefined;
  /** The line that says why the job failed. */
  readonly errorLine: number | undefined;
  /** What it means, in a few words. */
  readonly errorWhy: string | undefined;
  readonly isFollowing: boolean;
  readonly onFollow: (isFollowing: boolean) => void;
  readonly onOpen: (path: string, line: number) => void;
  readonly ref: Ref<LogLinesHandle>;
}

/** The lines of a log that are in view, 18 px each; all others are only counted. */
export function LogLines({ label, source, targets, query, marked, errorLine, errorWhy, isFollowing, onFollow, onOpen, ref }: LogLinesProps) {
  const { total, revision } = useStore(source.store);
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(0);
  const view = logWindow(total, scrollTop, viewHeight);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setViewHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows whatever made the log longer or the view smaller.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !isFollowing) return;
    element.scrollTop = element.scrollHeight;
    setScrollTop(element.scrollTop);
  }, [isFollowing, total, viewHeight, source]);
  useEffect(() => source.want(view.first, view.last), [source, view.first, view.last]);
  useImperativeHandle(
    ref,
    () => ({
      goTo: (line) => {
        const element = box.current;
        if (!element) return;
        element.scrollTop = scrollTopFor(line, total, element.clientHeight);
        setScrollTop(element.scrollTop);
      },
      firstInView: () => view.inView,
      focus: () => box.current?.focus(),
    }),
    [total, view.inView],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines change in place, the revision says when.
  const rows = useMemo(() => {
    const drawn: {
      readonly number: number;
      readonly at: number | undefined;
      readonly cutBytes: number | undefined;
      readonly pieces: readonly LinePiece[];
      readonly text: string;
    }[] = [];
    let style: AnsiStyle = PLAIN;
    for (let number = view.first; number < view.last; number++) {
      const line = source.line(number);
      const { pieces, state, text } = drawLine(line?.text ?? '', style, targets, query);
      style = state;
      drawn.push({ number, at: line?.at, cutBytes: line?.cutBytes, pieces, text });
    }
    return drawn;
  }, [source, revision, view.first, view.last, targets, query]);
  const hasTimes = rows.some((row) => row.at !== undefined);
  return (
    <section
      ref={box}
      className={styles.lines}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard.
      tabIndex={0}
      data-initial-focus=""
      data-total={total}
      onScroll={(event) => {
        const { scrollTop: top, clientHeight, scrollHeight } = event.currentTarget;
        setScrollTop(top);
        const isAtEnd = top + clientHeight >= scrollHeight - ROW_HEIGHT;
        if (isFollowing !== isAtEnd && (isAtEnd || top < scrollTop)) onFollow(isAtEnd);
      }}
    >
      <div className={styles.whole} style={{ height: view.height }}>
        <div className={styles.block} style={{ transform: `translateY(${view.top}px)` }}>
          {rows.map((row) => (
            <div
              key={row.number}
              className={cx(styles.row, row.number === errorLine && styles.error, row.number === marked && styles.marked)}
              data-line={row.number}
            >
              {hasTimes ? <span className={styles.time}>{row.at === undefined ? '' : timeText(row.at)}</span> : null}
              <span className={styles.text}>
                {row.pieces.map((piece, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names of their own.
                  <Piece key={k} piece={piece} onOpen={onOpen} />
                ))}
                {row.cutBytes === undefined ? null : <span className={styles.cut}> … {bytesText(row.cutBytes)} more in this line</span>}
                {row.number === errorLine && errorWhy !== undefined && !row.text.includes(errorWhy.replaceAll('`', '')) ? (
                  <span className={styles.why}>
                    <Quoted text={errorWhy} />
                  </span>
                ) : null}
              </span>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function Piece({ piece, onOpen }: { readonly piece: LinePiece; readonly onOpen: (path: string, line: number) => void }) {
  const { text, style, link, isFound } = piece;
  const look = cx(
    style.colour !== undefined && styles[style.colour],
    style.background !== undefined && BACKGROUNDS[style.background],
    style.isBold && styles.bold,
    style.isBold && style.colour === undefined && styles.white,
    style.isDim && styles.dim,
    style.isItalic && styles.italic,
    style.isUnderlined && styles.underlined,
    isFound && styles.found,
  );
  if (link)
    return (
      <button
        type="button"
        className={cx(styles.link, isFound && styles.found)}
        title={`Open ${link.path}, line ${link.line}`}
        onClick={() => onOpen(link.path, link.line)}
      >
        {text}
      </button>
    );
  return look === '' ? text : <span className={look}>{text}</span>;
}

function timeText(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

function bytesText(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
