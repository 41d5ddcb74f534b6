import type { Ref } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { SearchField } from '#renderer/ui/fields.tsx';
import styles from './log-pane.module.css';
import type { SearchFacts } from './log-search.ts';

export interface LogFindProps {
  readonly facts: SearchFacts;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onAsk: (query: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onLeave: () => void;
}

/** Find in the log: Enter is the next, Shift+Enter the one before, Escape empties and then leaves. */
export function LogFind({ facts, inputRef, onAsk, onStep, onLeave }: LogFindProps) {
  const { query, hits, current, isSearching, isFull } = facts;
  const count = hits.length.toLocaleString('en');
  const place =
    current === undefined
      ? `${count}${isFull ? '+' : ''} ${hits.length === 1 ? 'line' : 'lines'}`
      : `${(current + 1).toLocaleString('en')} of ${count}${isFull ? '+' : ''}`;
  return (
    <>
      <SearchField
        label="Find in log"
        value={query}
        onChange={onAsk}
        hint={query === '' ? undefined : hits.length > 0 ? place : isSearching ? 'looking' : 'not found'}
        inputRef={inputRef}
        isSmall
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape' && query === '') {
            event.stopPropagation();
            onLeave();
          }
        }}
      />
      {hits.length > 0 ? (
        <span className={styles.steps}>
          <IconButton icon="arrow-up" label="Previous" keys="Shift+F3" isSmall iconSize={14} onPress={() => onStep(-1)} />
          <IconButton icon="arrow-down" label="Next" keys="F3" isSmall iconSize={14} onPress={() => onStep(1)} />
        </span>
      ) : null}
    </>
  );
}
