import { type RefObject, useRef } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { settingsToAdd } from './add-setting-view-model.ts';
import type { Form } from './form-model.ts';

interface AddSettingProps {
  readonly form: Form;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isFrozen: boolean;
  readonly onOpen: (section: string) => void;
}

/** Every key that could still be written, in one list; choosing one leads to its field, wherever it stands. */
export function AddSetting({ form, scroller, isFrozen, onOpen }: AddSettingProps) {
  const asked = useRef<ReturnType<typeof requestAnimationFrame>>(undefined);
  const settings = settingsToAdd(form);
  if (settings.length === 0) return null;
  const go = (id: string) => {
    const setting = settings.find((each) => each.id === id);
    if (!setting) return;
    onOpen(setting.section);
    // The menu gives the focus back first, and the section is drawn with its rows.
    if (asked.current !== undefined) cancelAnimationFrame(asked.current);
    asked.current = requestAnimationFrame(() => {
      asked.current = requestAnimationFrame(() => focusSetting(scroller.current, setting.section, setting.row));
    });
  };
  return (
    <Menu
      label="Add a setting"
      placement="top start"
      groups={() => [{ entries: settings.map(({ id, key }) => ({ id, label: key, isName: true })) }]}
      onAction={go}
    >
      <Button look="quiet" isSmall icon="plus" isDisabled={isFrozen}>
        Add a setting
      </Button>
    </Menu>
  );
}

function focusSetting(form: HTMLElement | null, section: string, row: string | undefined): void {
  const place = row === undefined ? undefined : form?.querySelector(`[data-row="${CSS.escape(row)}"]`);
  const holder = place ?? form?.querySelector(`[data-section="${CSS.escape(section)}"]`);
  const control =
    holder?.querySelector<HTMLElement>('input, textarea, button[aria-haspopup]:not([aria-label^="More for"])') ??
    holder?.querySelector<HTMLElement>('button[aria-label^="Add"]') ??
    holder?.querySelector<HTMLElement>('button');
  control?.focus();
  holder?.scrollIntoView({ block: 'center' });
}
