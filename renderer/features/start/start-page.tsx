import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands } from '#renderer/state/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { Mark } from '#renderer/ui/icons/own-glyphs.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import type { RecentEntry } from '#shared/contract/schemas.ts';
import styles from './start-page.module.css';
import { TemplateCards } from './template-cards.tsx';
import { timeAgo } from './time-ago.ts';
import { useTemplates } from './use-templates.ts';

/** Shown while no folder is open. */
export function StartPage() {
  const { host, workspace } = useAppState();
  const commands = useCommands();
  const cards = useTemplates();
  const [recent, setRecent] = useState<readonly RecentEntry[]>([]);
  useEffect(() => {
    let isHere = true;
    void host.recent.list({}).then((answer) => isHere && answer.ok && setRecent(answer.value.entries));
    return () => {
      isHere = false;
    };
  }, [host]);
  const now = Date.now();
  return (
    <div className={styles.scroll}>
      <div className={styles.start}>
        <div>
          <h1 className={styles.name}>
            <Mark size={36} />
            Sluice
          </h1>
          <p className={styles.lead}>An Azure ML pipeline as text and as a graph, side by side.</p>
          <Act icon="folder-open" label="Open a folder" keys="Mod+O" onPress={() => commands.run('file.openFolder')} isFirst />
          <Act icon="file" label="Open a file" keys="Mod+Shift+O" onPress={() => commands.run('file.openFile')} />
          <Act icon="file-plus" label="New pipeline" keys="Mod+N" onPress={() => commands.run('file.newPipeline')} />
          {recent.length === 0 ? null : (
            <section aria-label="Recent" className={styles.recent}>
              <h2 className={styles.heading}>Recent</h2>
              {recent.slice(0, 6).map((entry) => (
                <div key={entry.place} className={styles.row}>
                  <AriaButton
                    className={styles.entry}
                    isDisabled={entry.isMissing}
                    onPress={() => void workspace.openPlace(entry.place)}
                    aria-label={`Open ${entry.name}, ${entry.label}`}
                  >
                    <Icon name={entry.kind === 'file' ? 'file' : 'folder'} size={16} />
                    <span className={styles.words}>
                      <b>{entry.name}</b>
                      <span>{entry.isMissing ? `${entry.label}, not there any more` : entry.label}</span>
                    </span>
                    <time dateTime={entry.openedAt}>{timeAgo(entry.openedAt, now)}</time>
                  </AriaButton>
                  {entry.isMissing ? (
                    <IconButton
                      icon="x"
                      label={`Forget ${entry.name}`}
                      isSmall
                      iconSize={12}
                      onPress={() => {
                        setRecent((before) => before.filter((each) => each.place !== entry.place));
                        void host.recent.forget({ place: entry.place });
                      }}
                    />
                  ) : null}
                </div>
              ))}
            </section>
          )}
        </div>
        {cards === undefined || cards.length === 0 ? null : (
          <section aria-label="New from a template">
            <h2 className={styles.heading}>
              New from a template
              {cards.length > 3 ? (
                <AriaButton className={styles.all} onPress={() => commands.run('file.newFromTemplate')}>
                  All {cards.length} templates
                </AriaButton>
              ) : null}
            </h2>
            <TemplateCards cards={cards.slice(0, 3)} onChoose={(card) => commands.run('file.newFromTemplate', { template: card.template.id })} />
          </section>
        )}
        <p className={styles.foot}>
          <Icon name="shield-check" size={14} />
          Opening a folder runs nothing and sends nothing.
        </p>
      </div>
    </div>
  );
}

function Act({
  icon,
  label,
  keys,
  onPress,
  isFirst = false,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly keys: string;
  readonly onPress: () => void;
  readonly isFirst?: boolean;
}) {
  return (
    <AriaButton className={styles.act} data-first={isFirst ? '' : undefined} onPress={onPress}>
      <Icon name={icon} size={16} />
      {label}
      <span className={styles.keys}>
        <Kbd keys={keys} />
      </span>
    </AriaButton>
  );
}
