import { memo, type PointerEvent, useRef, useState } from 'react';
import type { Note } from '#shared/layout/layout-file.ts';
import { useCanvas, useCanvasUi } from '../canvas-context.ts';
import styles from './node.module.css';

export interface NoteData extends Record<string, unknown> {
  readonly note: Note;
  readonly zoom: () => number;
}

/** A sticky note: kept in the layout file, never in the pipeline. */
export const NoteNode = memo(function NoteNode({ data }: { readonly data: NoteData }) {
  const { note, zoom } = data;
  const canvas = useCanvas();
  const end = `note:${note.id}`;
  const isSelected = useCanvasUi((ui) => ui.selected.has(end));
  const isFocused = useCanvasUi((ui) => ui.hasKeys && ui.focus === end);
  const isEditing = useCanvasUi((ui) => ui.editingNote === note.id);
  const start = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const [grown, setGrown] = useState<{ readonly width: number; readonly height: number } | undefined>(undefined);

  const sizeAt = (event: PointerEvent) => {
    const from = start.current ?? { x: event.clientX, y: event.clientY };
    const snap = (value: number) => Math.max(80, Math.round(value / 4) * 4);
    return { width: snap(note.width + (event.clientX - from.x) / zoom()), height: snap(note.height + (event.clientY - from.y) / zoom()) };
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of the graph inside role="application" has no element of its own
    <div
      className={styles.node}
      style={grown && { width: grown.width, height: grown.height }}
      role="group"
      aria-roledescription="note"
      aria-label={`Note: ${note.text || 'empty'}`}
      id={`node-note:${note.id}`}
      data-note={note.id}
      data-selected={isSelected || undefined}
      data-focused={isFocused || undefined}
    >
      <div className={styles.sticky}>
        {isEditing ? (
          <textarea
            // biome-ignore lint/a11y/noAutofocus: opened by the user to type into
            autoFocus
            className={`${styles.stickyEdit} nodrag nopan nowheel nokey`}
            aria-label="Text of the note"
            defaultValue={note.text}
            onBlur={(event) => canvas.writeNote(note.id, event.currentTarget.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Escape') canvas.writeNote(note.id, undefined);
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
            }}
          />
        ) : (
          note.text || 'Empty note'
        )}
      </div>
      <span
        className={`${styles.grip} nodrag nopan`}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={(event) => start.current && setGrown(sizeAt(event))}
        onPointerUp={(event) => {
          if (!start.current) return;
          const { width, height } = sizeAt(event);
          start.current = undefined;
          setGrown(undefined);
          canvas.resizeNote(note.id, width, height);
        }}
        onPointerCancel={() => {
          start.current = undefined;
          setGrown(undefined);
        }}
      />
    </div>
  );
});
