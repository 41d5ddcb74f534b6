import { useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useCommands } from '#renderer/state/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { AddButton } from './add-button.tsx';
import { useForm } from './form-context.ts';
import type { Section } from './form-model.ts';
import { RowView } from './row-view.tsx';
import styles from './section-view.module.css';

/** Rows under a title; those that are not the main ones behind a disclosure that says what they hold. */
export function SectionView({
  section,
  end,
  isOpen,
  onToggle,
}: {
  readonly section: Section;
  readonly end: string | undefined;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  const id = useId();
  const isMain = section.kind === 'main';
  const isShown = isMain || isOpen;
  return (
    <section className={cx(styles.section, !isMain && styles.more)} aria-labelledby={`${id}title`} data-section={section.id}>
      <div className={styles.head}>
        {isMain ? (
          <h3 id={`${id}title`} className={styles.title}>
            {section.title}
          </h3>
        ) : (
          <h3 className={styles.heading}>
            <AriaButton className={styles.toggle} aria-expanded={isOpen} aria-controls={`${id}rows`} onPress={() => onToggle(!isOpen)}>
              <Icon name="chevron-right" size={14} className={cx(styles.chevron, isOpen && styles.turned)} />
              <span id={`${id}title`} className={cx(styles.name, isOpen && styles.strong)}>
                {section.title}
              </span>
              {isOpen ? null : <span className={cx(styles.summary, isOurs(section.summary) && styles.ours)}>{section.summary}</span>}
            </AriaButton>
          </h3>
        )}
        {isShown ? <AddIcon section={section} end={end} /> : null}
      </div>
      {isShown ? (
        <div id={`${id}rows`} className={styles.rows}>
          {section.rows.map((row) => (
            <RowView key={row.key} row={row} />
          ))}
          {section.rows.length === 0 && section.none !== undefined ? <p className={styles.none}>{section.none}</p> : null}
        </div>
      ) : null}
    </section>
  );
}

function isOurs(summary: string): boolean {
  return summary === 'none' || summary === 'required';
}

function AddIcon({ section, end }: { readonly section: Section; readonly end: string | undefined }) {
  const commands = useCommands();
  const { isFrozen } = useForm();
  const { addCommand } = section;
  if (section.add) return <AddButton add={section.add} end={end} isIcon />;
  if (!addCommand) return null;
  return (
    <IconButton
      icon="plus"
      label={addCommand.label}
      isSmall
      iconSize={14}
      isDisabled={isFrozen || !commands.isEnabled(addCommand.id)}
      onPress={() => commands.run(addCommand.id)}
    />
  );
}
