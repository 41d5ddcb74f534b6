import { useContext, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useEdit } from '#renderer/state/hooks.ts';
import { InspectorTabsContext } from '#renderer/state/inspector-tabs.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { useForm } from './form-context.ts';
import styles from './form-head.module.css';
import type { FormHead } from './form-model.ts';
import { RunHere } from './run-here.tsx';
import { RunHint } from './run-hint.tsx';

/** Icon, name, kind, component and its description. A double click or F2 on the name renames it in place. */
export function FormHeadView({
  head,
  end,
  onClose,
}: {
  readonly head: FormHead;
  readonly end: string | undefined;
  readonly onClose?: (() => void) | undefined;
}) {
  const { selection } = useAppState();
  const commands = useCommands();
  const { isFrozen } = useForm();
  const tabs = useContext(InspectorTabsContext);
  const job = end === undefined ? undefined : /^parent\.jobs\.([^.]+)$/.exec(end)?.[1];
  const run = (id: string) => {
    // Commands work on what is selected: the subject of the form, also when a field of it has the focus.
    if (end !== undefined) selection.select([end], 'inspector');
    commands.run(id);
  };
  return (
    <header className={styles.head} data-only={tabs?.isHeadOnly || undefined}>
      <div className={styles.line} data-verdict={tabs?.verdict}>
        <Icon name={tabs?.icon ?? head.icon} size={16} className={tabs?.verdict === undefined ? `role-${head.family}` : undefined} />
        <Title key={head.title} head={head} isFrozen={isFrozen} />
        {job === undefined ? null : <RunHere job={job} />}
        {head.hasButtons || head.commands.length === 0 ? null : (
          <Menu
            label="More"
            placement="bottom end"
            groups={[{ entries: head.commands.map((command) => ({ ...command, isDisabled: isFrozen })) }]}
            onAction={run}
          >
            <IconButton icon="ellipsis" label="More" isSmall />
          </Menu>
        )}
        {onClose ? <IconButton icon="x" label="Close" keys="Escape" isSmall onPress={onClose} /> : null}
      </div>
      {tabs?.bar}
      {tabs?.isHeadOnly ? null : <HeadFacts head={head} job={job} onRun={run} />}
    </header>
  );
}

/** What it is, where it comes from, and what can be done with it as a whole. */
function HeadFacts({ head, job, onRun }: { readonly head: FormHead; readonly job: string | undefined; readonly onRun: (id: string) => void }) {
  const commands = useCommands();
  const { follow, isFrozen } = useForm();
  return (
    <>
      <p className={styles.about}>
        {head.about}
        {head.links.map((link, k) => (
          <span key={link.text}>
            {k === 0 && !head.about.endsWith(' of') ? ', ' : ' '}
            {link.file === undefined && link.end === undefined ? (
              <code className={styles.name}>{link.text}</code>
            ) : (
              <AriaButton
                className={styles.link}
                aria-label={link.file === undefined ? `Go to ${link.text}` : `Open ${link.file}`}
                onPress={() => follow(link)}
              >
                {link.text}
              </AriaButton>
            )}
          </span>
        ))}
      </p>
      {job === undefined ? null : <RunHint job={job} />}
      {head.description ? <p className={styles.description}>{head.description.trim()}</p> : null}
      {head.notice === undefined ? null : (
        <p className={styles.notice}>
          <Icon name="info" size={14} />
          <span>{head.notice}</span>
        </p>
      )}
      {head.remedy === undefined ? null : (
        <div className={styles.bulk}>
          <Button isSmall {...(head.remedy.icon ? { icon: head.remedy.icon } : {})} isDisabled={isFrozen} onPress={() => onRun(head.remedy?.id ?? '')}>
            {head.remedy.label}
          </Button>
        </div>
      )}
      {head.hasButtons && head.commands.length > 0 ? (
        <div className={styles.bulk}>
          {head.commands.map((command) => (
            <Button
              key={command.id}
              isSmall
              {...(command.icon ? { icon: command.icon } : {})}
              isDisabled={isFrozen || !commands.isEnabled(command.id)}
              onPress={() => commands.run(command.id)}
            >
              {command.label}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  );
}

/** The name; a button that turns into a field where it can be changed. */
function Title({ head, isFrozen }: { readonly head: FormHead; readonly isFrozen: boolean }) {
  const [draft, setDraft] = useState<string | undefined>();
  const editor = useEdit();
  const field = useRef<HTMLInputElement>(null);
  const isRenaming = draft !== undefined;
  useEffect(() => {
    if (isRenaming) field.current?.select();
  }, [isRenaming]);
  const { rename } = head;
  if (!rename || isFrozen) return <h2 className={cx(styles.title, head.isName && styles.mono)}>{head.title}</h2>;
  const problem = draft === undefined || draft === head.title ? undefined : editor.refuseById(rename.id, { ...rename.args, to: draft })?.message;
  const leave = () => {
    setDraft(undefined);
    // After a rename another head stands there.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-pane="inspector"] [data-title]')?.focus());
  };
  const write = (isByKey: boolean) => {
    if (draft === undefined) return;
    if (draft !== head.title && problem === undefined) editor.applyById(rename.id, { ...rename.args, to: draft });
    if (problem !== undefined && isByKey) return;
    if (isByKey) leave();
    else setDraft(undefined);
  };
  if (draft === undefined) {
    return (
      <h2 className={styles.heading}>
        <AriaButton
          data-title
          className={cx(styles.title, styles.rename, styles.mono)}
          aria-label={`${head.title}. Rename`}
          onPress={() => setDraft(head.title)}
          onKeyDown={(event) => event.key === 'F2' && setDraft(head.title)}
        >
          {head.title}
        </AriaButton>
      </h2>
    );
  }
  return (
    <span className={styles.renaming}>
      <input
        ref={field}
        className={cx(styles.field, styles.mono)}
        value={draft}
        aria-label="New name. Everything that reads it follows."
        aria-invalid={problem !== undefined || undefined}
        aria-describedby="inspector-rename-problem"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => write(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            write(true);
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            leave();
          }
        }}
      />
      <span id="inspector-rename-problem" className={styles.problem} role="status">
        {problem}
      </span>
    </span>
  );
}
