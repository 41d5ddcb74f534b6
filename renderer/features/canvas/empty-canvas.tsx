import { useEffect, useRef } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands } from '#renderer/state/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './canvas.module.css';

/** A pipeline without jobs: what to do next. */
export function EmptyCanvas() {
  const commands = useCommands();
  const { dialogs } = useAppState();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed to get here is gone, and the focus with it.
    if (document.activeElement === document.body) box.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div className={styles.empty} ref={box}>
      <h2>No jobs yet</h2>
      <div className={styles.emptyButtons}>
        <Button icon="plus" isDisabled={!commands.isEnabled('pipeline.addJob')} onPress={() => void commands.run('pipeline.addJob')}>
          Add a component
        </Button>
        <Button isDisabled={!commands.isEnabled('edit.paste')} onPress={() => void commands.run('edit.paste')}>
          Paste YAML
        </Button>
        <Button onPress={() => void dialogs.sheet('templates')}>Start from a template</Button>
      </div>
    </div>
  );
}
