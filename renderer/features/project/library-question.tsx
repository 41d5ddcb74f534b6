import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './library-question.module.css';

/** Asked when a component of the library is used first, or meets another one of its name: how it comes into the project. */
export function LibraryQuestion() {
  const { libraryUse } = useAppState();
  const question = useStore(libraryUse.store, (state) => state.question);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!question) return;
    const before = document.activeElement;
    box.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus();
    };
  }, [question]);
  if (!question) return null;
  const { component, place } = question;
  const isFree = place.state === 'free';
  return (
    <section
      ref={box}
      className={styles.bar}
      aria-label={`How ${component} comes into the project`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        libraryUse.answer(undefined);
      }}
    >
      {isFree ? (
        <p className={styles.words}>
          <code>{component}</code> comes from the library. Your answer is kept in the settings.
        </p>
      ) : (
        <p className={styles.words}>
          <code>components/{component}</code> is there already and differs from the library. It stays as it is.
        </p>
      )}
      {isFree ? (
        <>
          <Button look="primary" isSmall icon="copy" onPress={() => libraryUse.answer('copy')}>
            Copy into components/
          </Button>
          <p className={styles.note}>Undo takes the job's lines back; the copied files stay.</p>
          <Button isSmall icon="link" isDisabled={place.reference === undefined} onPress={() => libraryUse.answer('reference')}>
            Use it where it is
          </Button>
          <p className={styles.note}>
            {place.reference === undefined ? (
              'Not here: the library lies outside this folder, and a pipeline reads components inside of it.'
            ) : (
              <code>{place.reference}</code>
            )}
          </p>
        </>
      ) : (
        <>
          <Button look="primary" isSmall isDisabled={place.own === undefined} onPress={() => libraryUse.answer('own')}>
            Use the project's own
          </Button>
          {place.own === undefined ? <p className={styles.note}>It holds no component.yml.</p> : null}
          <Button isSmall icon="copy" onPress={() => libraryUse.answer('beside')}>
            {`Copy beside it as ${place.free}`}
          </Button>
        </>
      )}
      <Button look="quiet" isSmall onPress={() => libraryUse.answer(undefined)}>
        Cancel
      </Button>
    </section>
  );
}
