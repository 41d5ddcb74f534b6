import type { RoleFamily } from '#renderer/state/job-look.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { EnumValue } from '#shared/azureml/schema/key-schema.ts';
import type { Path } from '#shared/edits/splice/plain.ts';

/** An edit by its id, ready to be applied. */
export interface EditCall {
  readonly id: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A name that leads somewhere: to an end of the graph, or to a file. */
export interface Link {
  readonly text: string;
  readonly icon?: IconName;
  readonly end?: string;
  readonly file?: string;
}

/** How the value of a row is shown and changed. */
export type RowControl =
  | { readonly kind: 'text'; readonly isMultiline: boolean; readonly pattern?: string | undefined }
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly min?: number | undefined; readonly max?: number | undefined }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly values: readonly EnumValue[] }
  /** YAML as it stands: for what the format does not know, and for what no other control can hold. */
  | { readonly kind: 'yaml' }
  /** What it is bound to, or what reads it. `none` stands there when there are no links. */
  | { readonly kind: 'links'; readonly links: readonly Link[]; readonly none: string; readonly isTinted: boolean }
  /** Words of ours that cannot be changed here. */
  | { readonly kind: 'fixed'; readonly text: string }
  /** Rows of its own, behind a disclosure. */
  | { readonly kind: 'group'; readonly rows: readonly Row[]; readonly add?: AddKey | undefined; readonly summary: string; readonly isOpen: boolean };

/** A key of the user's own choice that can be added to a map, or an item to a list. */
export interface AddKey {
  /** "Add a tag" */
  readonly label: string;
  /** What the key is called: `tag`. Undefined for an item of a list. */
  readonly keyName: string | undefined;
  readonly path: Path;
  /** What stands there at first. */
  readonly value: unknown;
  readonly taken: readonly string[];
}

/** Where a changed value is written, and what it is turned into first. */
export type RowTarget =
  | { readonly kind: 'path'; readonly path: Path; readonly type: ValueType; readonly keepsEmpty: boolean; readonly mayBind: boolean }
  | {
      readonly kind: 'job-input';
      readonly job: string;
      readonly input: string;
      readonly type: ValueType;
      readonly form: 'literal' | 'data';
      readonly dataType?: string | undefined;
    }
  | {
      readonly kind: 'edit';
      readonly id: string;
      readonly args: Readonly<Record<string, unknown>>;
      readonly key: string;
      /** What a shown word stands for. */
      readonly byText?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'none' };

/** `any`: as YAML would read the text; `list`: the same with commas between; `yaml`: the text is a piece of YAML. */
export type ValueType = 'string' | 'number' | 'integer' | 'boolean' | 'any' | 'list' | 'yaml';

/** An entry of a row's menu. */
export interface RowAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly edit?: EditCall;
  readonly link?: Link;
  /** Asks for a new name first and hands it over as `to`. */
  readonly asks?: 'name';
}

/** A key of the file, or a port, and what can be done with it. */
export interface Row {
  readonly key: string;
  /** The key as it is written. */
  readonly label: string;
  readonly description: string;
  readonly control: RowControl;
  /** What is written, as the control shows it; empty when nothing is. */
  readonly text: string;
  readonly isWritten: boolean;
  /** What counts while nothing is written, and where that comes from. */
  readonly fallback: { readonly text: string; readonly word: string } | undefined;
  readonly isMissing: boolean;
  readonly target: RowTarget;
  readonly actions: readonly RowAction[];
  /** Selected in text and graph while the row has the focus. */
  readonly end: string | undefined;
  /** An input whose source can be chosen from a list. */
  readonly readsInto?: string | undefined;
  /** Further keys of the same value: type, mode, path. */
  readonly details?: readonly Row[] | undefined;
  readonly isDetailed?: boolean;
}

/** Rows under a title. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** `main` stands open without a disclosure; `more` is a disclosure, open at first or shut. */
  readonly kind: 'main' | 'more';
  readonly isOpen: boolean;
  readonly summary: string;
  readonly rows: readonly Row[];
  readonly add?: AddKey | undefined;
  /** A command in place of `add`. */
  readonly addCommand?: { readonly label: string; readonly id: string } | undefined;
  /** The section stands for one key of the document: its rows are what is under it. */
  readonly isKey?: boolean;
  readonly isWritten?: boolean;
  /** What is said when there are no rows. */
  readonly none?: string | undefined;
}

/** The top of the form. */
export interface FormHead {
  readonly icon: IconName;
  readonly family: RoleFamily;
  readonly title: string;
  /** False when the title is ours: "3 jobs". */
  readonly isName: boolean;
  /** Renames in place; the new name is handed over as `to`. */
  readonly rename?: EditCall | undefined;
  readonly about: string;
  readonly links: readonly Link[];
  readonly description: string | undefined;
  /** What keeps the form from being complete: a component that cannot be read. */
  readonly notice: string | undefined;
  /** What is offered right below the notice. */
  readonly remedy?: HeadCommand | undefined;
  readonly commands: readonly HeadCommand[];
  /** Buttons in place of a menu: for several jobs, a port, a connection. */
  readonly hasButtons?: boolean;
}

/** A command as the head names it. */
export interface HeadCommand {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
}

/** What the inspector shows. */
export interface Form {
  /** Changes when something else is shown: drafts in fields are then gone. */
  readonly key: string;
  /** The end that is selected while the focus is on a row without one. */
  readonly end: string | undefined;
  readonly head: FormHead;
  readonly sections: readonly Section[];
}
