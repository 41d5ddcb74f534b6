import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { RelatedPlace } from '#shared/checks/problem.ts';
import { readPage } from './problems-view-model.ts';
import styles from './why-page.module.css';

/** What the documentation says about a kind of problem, and the other places that explain this one. */
export function WhyPage({ code, related, path }: { readonly code: string; readonly related: readonly RelatedPlace[]; readonly path: string }) {
  const { workspace, cursor } = useAppState();
  const [page, setPage] = useState<ReturnType<typeof readPage> | 'none' | undefined>();
  useEffect(() => {
    let isGone = false;
    void import('#renderer/state/problems/problem-pages.ts').then(({ pageText }) => {
      const text = pageText(code);
      if (!isGone) setPage(text === undefined ? 'none' : readPage(text));
    });
    return () => {
      isGone = true;
    };
  }, [code]);
  return (
    <div className={styles.page}>
      {related.map((place) => (
        <Button
          key={`${place.path} ${place.start} ${place.message}`}
          look="quiet"
          isSmall
          icon="arrow-right"
          onPress={() => void workspace.open(place.path).then((isOpen) => isOpen && goToRange(cursor, place.path, place.start, place.end))}
        >
          {place.path === path ? '' : `${place.path}: `}
          {place.message.replaceAll('`', '')}
        </Button>
      ))}
      {page === undefined ? null : page === 'none' ? (
        <p className={styles.text}>This is about YAML itself: what the sentence says is all there is to it.</p>
      ) : (
        <>
          <h4 className={styles.title}>{page.title}</h4>
          {page.paragraphs.map((paragraph) => (
            <p key={paragraph} className={styles.text}>
              <Quoted text={paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')} />
            </p>
          ))}
          {page.right === undefined ? null : (
            <>
              <h5 className={styles.sub}>Right</h5>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys. */}
              <pre className={styles.example} tabIndex={0}>
                {page.right}
              </pre>
            </>
          )}
        </>
      )}
    </div>
  );
}
