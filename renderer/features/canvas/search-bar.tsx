import { useEffect, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './canvas.module.css';
import { useCanvas } from './canvas-context.ts';
import type { Scene } from './scene-view-model.ts';
import { findNodes } from './search-view-model.ts';

/** Finds jobs by name, component, kind and ports; everything else goes flat. Enter goes from one to the next. */
export function SearchBar({ scene, onClose }: { readonly scene: Scene; readonly onClose: () => void }) {
  const canvas = useCanvas();
  const { ui } = canvas;
  const { announcer } = useAppState();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const found = useMemo(() => findNodes(scene, query), [scene, query]);
  useEffect(() => {
    ui.setState({ found: query.trim() === '' ? undefined : new Set(found) });
  }, [ui, found, query]);
  useEffect(() => () => ui.setState({ found: undefined }), [ui]);
  const go = (by: 1 | -1) => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    const id = found[next] ?? '';
    const end = scene.byId.get(id)?.view.end ?? id;
    ui.setState({ focus: end });
    canvas.select([end], true);
    announcer.announce(`${scene.byId.get(id)?.view.name ?? 'Note'}, ${next + 1} of ${found.length}.`);
  };
  return (
    <search className={`${styles.search} nokey`}>
      <Icon name="search" size={14} />
      <input
        // biome-ignore lint/a11y/noAutofocus: opened by a key to type into
        autoFocus
        aria-label="Search the graph"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(-1);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'ArrowDown') go(1);
          else if (event.key === 'ArrowUp') go(-1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={styles.searchCount} role="status">
        {query.trim() === '' ? '' : at >= 0 ? `${at + 1} of ${found.length}` : `${found.length} found`}
      </span>
      <IconButton icon="x" label="Close the search" isSmall iconSize={14} onPress={onClose} />
    </search>
  );
}
