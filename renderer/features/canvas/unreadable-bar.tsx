import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSessionValue } from '#renderer/state/hooks.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Session } from '#shared/document/session-types.ts';
import styles from './canvas.module.css';

/** How long nothing must have been typed before the bar comes: half-typed lines do not flicker. */
const QUIET_MS = 600;

/** True when the text has not been readable for a moment. */
export function useIsStale(session: Session): boolean {
  const isReadable = useSessionValue((now) => now.doc.readable) ?? true;
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    if (isReadable) {
      setStale(false);
      return;
    }
    const wait = () => setTimeout(() => setStale(true), QUIET_MS);
    let timer = wait();
    // Every key starts the wait anew, and renders nothing.
    const typed = session.onDidChange(() => {
      clearTimeout(timer);
      timer = wait();
    });
    return () => {
      clearTimeout(timer);
      typed.dispose();
    };
  }, [isReadable, session]);
  return isStale && !isReadable;
}

/** Over a graph whose text cannot be read: where, why, since when, and the two ways out. */
export function UnreadableBar({ session }: { readonly session: Session }) {
  const { cursor, announcer } = useAppState();
  const problem = session.doc.problems.find((each) => each.severity === 'error');
  const line = problem ? session.doc.positionAt(problem.start).line : undefined;
  const { since } = session.lastGood;
  const fix = problem?.fix;
  // What to do is on the button then.
  const reason = fix ? problem.message.replace(/\. .*$/s, '.') : problem?.message;
  const words = barWords(line, reason, since);
  useEffect(() => announcer.announce(words), [announcer, words]);
  // The other half of what was said; not when another file is looked at.
  useEffect(() => () => (session.doc.readable ? announcer.announce('The text can be read again.') : undefined), [announcer, session]);
  return (
    <div className={styles.banner}>
      <Icon name="circle-alert" size={16} />
      <span>{words}</span>
      <div className={styles.bannerButtons}>
        {problem && (
          <Button isSmall onPress={() => goToRange(cursor, session.path, problem.start, problem.end)}>
            Go to line {line}
          </Button>
        )}
        {fix && (
          <Button isSmall icon="lightbulb" onPress={() => session.applyRaw(fix.title, fix.edits)}>
            {fix.title}
          </Button>
        )}
      </div>
    </div>
  );
}

/** "Line 30 cannot be read: the quote is never closed. The graph shows the text of 14:32 and takes no changes until it can be read again." */
export function barWords(line: number | undefined, message: string | undefined, since: number | undefined): string {
  const why = message === undefined ? '' : `: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')}`;
  const where = line === undefined ? 'The text cannot be read' : `Line ${line} cannot be read`;
  const shown =
    since === undefined ? 'There is no graph of it yet.' : `The graph shows the text of ${clock(since)} and takes no changes until it can be read again.`;
  return `${where}${why}. ${shown}`;
}

function clock(time: number): string {
  const at = new Date(time);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}
