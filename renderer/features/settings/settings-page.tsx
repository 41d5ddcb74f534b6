import { useMemo, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { LineField, NumberField, SearchField, Switch } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import type { SettingDefinition, SettingValue } from '#shared/settings/setting.ts';
import type { SettingKey } from '#shared/settings/settings.ts';
import styles from './settings-page.module.css';
import { countSettings, settingsSections } from './settings-view-model.ts';
import { ThemePictures } from './theme-picture.tsx';

/** Every setting on one page, made from the list. Escape gives the work area back. */
export function SettingsPage() {
  const { frame, settings, info } = useAppState();
  const changed = useStore(settings.store, (state) => state.changed);
  const problems = useStore(settings.store, (state) => state.problems);
  const [words, setWords] = useState('');
  const sections = useMemo(() => settingsSections(words, info.shell), [words, info.shell]);
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  // The scrolling that a press brings about says nothing of its own.
  const isPressed = useRef(false);
  const close = () => frame.setState({ isSettingsOpen: false });
  const count = Object.keys(changed).length;
  return (
    <section className={styles.page} aria-label="Settings" data-pane="settings">
      <nav className={styles.nav} aria-label="Sections">
        <h1 className={styles.title}>Settings</h1>
        {sections.map((section, k) => {
          const own = section.settings.filter((setting) => setting.key in changed).length;
          return (
            <AriaButton
              key={section.id}
              className={styles.place ?? ''}
              aria-current={k === Math.min(at, sections.length - 1) ? 'true' : undefined}
              onPress={() => {
                setAt(k);
                isPressed.current = true;
                list.current?.querySelector(`#settings-${section.id}`)?.scrollIntoView({ block: 'start' });
              }}
            >
              <Icon name={section.icon} size={16} />
              {section.title}
              {own === 0 ? null : (
                <span className={styles.badge}>
                  {own}
                  <span className="visually-hidden"> changed</span>
                </span>
              )}
            </AriaButton>
          );
        })}
      </nav>
      <div className={styles.main}>
        <header className={styles.head}>
          <SearchField label={`Search ${countSettings(info.shell)} settings`} value={words} onChange={setWords} hasAutoFocus className={styles.search} />
          <span className={styles.count}>{count === 0 ? 'nothing changed' : `${count} changed`}</span>
          <span className={styles.grow} />
          <IconButton icon="x" label="Close" keys="Escape" onPress={close} />
        </header>
        <div
          className={styles.list}
          ref={list}
          onScroll={(event) => {
            if (!isPressed.current) setAt(sectionAt(event.currentTarget));
            isPressed.current = false;
          }}
        >
          {problems.map((problem) => (
            <p key={problem.key} className={styles.problem}>
              <Icon name="triangle-alert" size={14} />
              {problem.message}
            </p>
          ))}
          {sections.map((section) => (
            <section key={section.id} id={`settings-${section.id}`} aria-label={section.title}>
              <h2 className={styles.heading}>{section.title}</h2>
              {section.settings.map((setting) => (
                <Row key={setting.key} setting={setting} isChanged={setting.key in changed} />
              ))}
            </section>
          ))}
          {sections.length === 0 ? <p className={styles.none}>No setting fits these words.</p> : null}
        </div>
      </div>
    </section>
  );
}

/** The section that the top of the page stands in; the last one at the end. */
function sectionAt(list: HTMLElement): number {
  const sections = [...list.querySelectorAll('section')];
  if (list.scrollTop + list.clientHeight >= list.scrollHeight - 2) return sections.length - 1;
  const top = list.getBoundingClientRect().top + 60;
  return Math.max(0, sections.filter((section) => section.getBoundingClientRect().top <= top).length - 1);
}

function Row({ setting, isChanged }: { readonly setting: SettingDefinition; readonly isChanged: boolean }) {
  const { settings, announcer } = useAppState();
  // Keys of the list are the keys of the store.
  const key = setting.key as SettingKey;
  const value: SettingValue = useStore(settings.store, (state) => state.all[key]);
  const set = (next: SettingValue | null) => {
    void settings.set(key, next as never).then((failure) => failure !== undefined && announcer.announce(failure, 'error'));
  };
  const control = <Control setting={setting} value={value} onChange={set} />;
  if (setting.key === 'appearance.theme') return control;
  return (
    <div className={cx(styles.row, isChanged && styles.changed)}>
      <div>
        <div className={styles.line}>
          <b>{setting.title}</b>
          <span className={styles.key}>{setting.key}</span>
        </div>
        <p className={styles.why}>{setting.description}</p>
      </div>
      <div className={styles.control}>
        {control}
        <span className={styles.grow} />
        {isChanged ? <IconButton icon="undo-2" label="Back to the default" isSmall iconSize={14} onPress={() => set(null)} /> : null}
      </div>
    </div>
  );
}

function Control({
  setting,
  value,
  onChange,
}: {
  readonly setting: SettingDefinition;
  readonly value: SettingValue;
  readonly onChange: (value: SettingValue) => void;
}) {
  const { schema } = setting;
  if (schema.kind === 'flag') return <Switch label={setting.title} isOn={value === true} onChange={onChange} />;
  if (schema.kind === 'number') {
    return (
      <>
        <NumberField label={setting.title} value={Number(value)} min={schema.min} max={schema.max} step={schema.step} onChange={onChange} />
        <span className={styles.unit}>{schema.unit}</span>
      </>
    );
  }
  if (schema.kind === 'text') return <LineField label={setting.title} value={String(value)} placeholder={schema.placeholder} onCommit={onChange} />;
  if (setting.key === 'appearance.theme') return <ThemePictures value={String(value)} options={schema.choices} onChange={onChange} />;
  return (
    <ToggleGroup
      label={setting.title}
      value={String(value)}
      options={schema.choices.map((choice) => ({ id: choice.value, label: choice.title }))}
      onChange={onChange}
    />
  );
}
