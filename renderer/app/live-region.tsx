import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';

/** The one polite live region: changes, refusals, verdicts. Two lines take turns, so that the same sentence is read twice. */
export function LiveRegion() {
  const notice = useStore(useAppState().announcer.store, (state) => state.spoken);
  const isOdd = notice !== undefined && notice.id % 2 === 1;
  return (
    <div aria-live="polite" role="status" className="visually-hidden">
      <span>{isOdd ? notice?.text : ''}</span>
      <span>{isOdd ? '' : notice?.text}</span>
    </div>
  );
}
