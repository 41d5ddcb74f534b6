import { useEffect, useMemo, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import type { Peek } from '#renderer/state/runs/previews.store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import styles from './peek.module.css';
import { peekView } from './peek-view-model.ts';
import { readersOf } from './reading-rules.ts';
import { useLook } from './use-look.ts';
import { useShowFolder } from './use-show-folder.ts';

/** What a port delivered, beside it: type, size, shape, readers. */
export function PeekPane() {
  const { previews } = useAppState();
  const peek = useStore(previews.store, (state) => state.peek);
  const port = peek === undefined ? null : portOf(peek.end);
  return peek && port ? <PeekPopover key={`${peek.run} ${peek.end}`} peek={peek} port={port} onClose={() => previews.peekAt(undefined)} /> : null;
}

function PeekPopover({ peek, port, onClose }: { readonly peek: Peek; readonly port: HTMLElement; readonly onClose: () => void }) {
  const { previews, workspace, info } = useAppState();
  const trigger = useRef<HTMLElement>(port);
  const looked = useLook(peek.run, peek.output, undefined);
  const showFolder = useShowFolder();
  const pipeline = workspace.session(peek.path)?.pipeline;
  const name = peek.output.slice(peek.output.lastIndexOf('.') + 1);
  const declared = pipeline?.job(peek.output.slice(0, peek.output.lastIndexOf('.')))?.outputs.find((each) => each.name === name)?.type;
  const view = useMemo(
    () => (typeof looked === 'object' ? peekView(looked, declared, pipeline ? readersOf(pipeline, peek.end) : []) : undefined),
    [looked, declared, pipeline, peek.end],
  );
  // The popover would be placed before its size is known.
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(looked !== undefined), [looked]);
  const open = () => previews.open({ path: peek.path, output: peek.output, run: peek.run, file: undefined });
  return (
    <Popover triggerRef={trigger} isOpen={isOpen} onOpenChange={(next) => !next && onClose()} placement="bottom start" offset={6} className={styles.peek}>
      <Dialog aria-label={`What ${peek.output} holds`} className={styles.dialog}>
        <header>
          <b>{name}</b>
          <span>{view?.facts}</span>
        </header>
        {typeof looked === 'string' ? <p>{looked}</p> : null}
        {view?.sentences.map((sentence) => (
          <p key={sentence}>
            <Quoted text={sentence} />
          </p>
        ))}
        <div className={styles.buttons}>
          <Button look="primary" isSmall onPress={open} isDisabled={view === undefined} autoFocus>
            Preview
          </Button>
          {info.shell === 'electron' ? (
            <Button isSmall onPress={() => showFolder(peek.run, peek.output, undefined)}>
              Show in folder
            </Button>
          ) : null}
          <span className={styles.grow} />
          <Kbd keys="Enter" />
        </div>
      </Dialog>
    </Popover>
  );
}

/** Where an end is drawn: its port, or the node of an output of the pipeline. */
function portOf(end: string): HTMLElement | null {
  const node = end.replace(/^parent\./, '');
  return document.querySelector<HTMLElement>(`[data-port="${CSS.escape(end)}"], [data-node="${CSS.escape(node)}"]`);
}
