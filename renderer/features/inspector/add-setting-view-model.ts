import type { Form } from './form-model.ts';

/** A key that is not written, and where its field stands in the form. */
export interface SettingToAdd {
  readonly id: string;
  /** The key as it would be written. */
  readonly key: string;
  readonly section: string;
  /** Undefined for a map without rows: it is filled by its own button. */
  readonly row: string | undefined;
}

const PORTS: ReadonlySet<string> = new Set(['inputs', 'outputs', 'control']);

/** Every key of the kind that does not stand in the file, in the order of the form. */
export function settingsToAdd(form: Form): readonly SettingToAdd[] {
  return form.sections.flatMap((section): readonly SettingToAdd[] => {
    if (PORTS.has(section.id)) return [];
    if (section.isKey) return section.isWritten ? [] : [{ id: section.id, key: section.id, section: section.id, row: section.rows[0]?.key }];
    return section.rows
      .filter((row) => !row.isWritten && (row.target.kind === 'path' || row.control.kind === 'group'))
      .map((row) => ({ id: row.key, key: row.label, section: section.id, row: row.key }));
  });
}
