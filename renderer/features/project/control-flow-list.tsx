import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useCommands } from '#renderer/state/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './control-flow-list.module.css';

const KINDS = [
  { id: 'pipeline.addIfElse', name: 'if_else', about: 'Runs one job or another.', icon: 'split' },
  { id: 'pipeline.addDoWhile', name: 'do_while', about: 'Repeats the selected job while its output says so.', icon: 'repeat' },
  { id: 'pipeline.addParallelFor', name: 'parallel_for', about: 'Runs the selected job once for each item.', icon: 'iteration-cw' },
] as const;

/** Control flow, with the word that it is not for everyone yet and what is. */
export function ControlFlowList({ words, after }: { readonly words: string; readonly after: string | undefined }) {
  const commands = useCommands();
  const [isOpen, setOpen] = useState(false);
  const query = words.trim().toLowerCase();
  const found = KINDS.filter((kind) => `control flow ${kind.name} ${kind.about}`.toLowerCase().includes(query));
  if (found.length === 0) return null;
  const isShown = isOpen || query !== '';
  return (
    <section className={styles.list} aria-label="Control flow">
      <AriaButton className={styles.head} aria-expanded={isShown} onPress={() => setOpen(!isShown)}>
        <Icon name={isShown ? 'chevron-down' : 'chevron-right'} size={14} />
        Control flow
      </AriaButton>
      {isShown ? (
        <>
          {found.map((kind) => {
            const isEnabled = commands.isEnabled(kind.id);
            return (
              <AriaButton key={kind.id} className={styles.kind} isDisabled={!isEnabled} onPress={() => commands.run(kind.id)}>
                <Icon name={kind.icon} size={16} className={styles.icon} />
                <span>
                  <code>{kind.name}</code>
                  <span className={styles.about}>{isEnabled || after !== undefined ? kind.about : `${kind.about} Select a job first.`}</span>
                </span>
              </AriaButton>
            );
          })}
          <p className={styles.note}>Azure ML keeps these in private preview. A gate is the public way to decide.</p>
          <Button isSmall icon="gate-set" isDisabled={!commands.isEnabled('pipeline.insertGate')} onPress={() => commands.run('pipeline.insertGate')}>
            Insert a gate instead
          </Button>
        </>
      ) : null}
    </section>
  );
}
