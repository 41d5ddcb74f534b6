import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import { Switch } from '#renderer/ui/fields.tsx';
import { Select } from '#renderer/ui/select.tsx';
import styles from './field-control.module.css';
import type { Row } from './form-model.ts';
import { useSuggestions } from './use-suggestions.ts';

interface FieldProps {
  readonly row: Row;
  readonly id: string;
  readonly describedBy: string;
  readonly isDisabled: boolean;
  readonly isInvalid: boolean;
  /** Writes a text; true when it was taken. */
  readonly commit: (text: string) => Promise<boolean>;
  /** Forgets what was refused. */
  readonly forget: () => void;
}

/** The control of a row that holds a value. */
export function FieldControl(props: FieldProps) {
  const { row, id, describedBy, isDisabled, isInvalid, commit } = props;
  const { control } = row;
  switch (control.kind) {
    case 'switch': {
      const isOn = (row.isWritten ? row.text : row.fallback?.text) === 'true';
      return (
        <span className={styles.switch}>
          <Switch label={row.label} isOn={isOn} onChange={(next) => !isDisabled && void commit(String(next))}>
            {row.isWritten && row.text !== '' ? <code className={styles.word}>{row.text}</code> : (row.fallback?.word ?? 'not set')}
          </Switch>
        </span>
      );
    }
    case 'choice':
      return (
        <Select
          label={row.label}
          labelledBy={`${id}label`}
          describedBy={describedBy}
          options={control.values}
          value={row.isWritten && row.text !== '' ? row.text : undefined}
          fallback={row.fallback}
          isDisabled={isDisabled}
          isInvalid={isInvalid || row.isMissing}
          onChange={(value) => void commit(value)}
        />
      );
    case 'text':
    case 'number':
    case 'yaml':
      return <TextControl {...props} />;
    default:
      return null;
  }
}

/** A text that is written on Enter or when the focus leaves; Escape brings back what was there. */
function TextControl({ row, id, describedBy, isDisabled, isInvalid, commit, forget }: FieldProps) {
  const { control, fallback } = row;
  const [isFocused, setFocused] = useState(false);
  const suggestions = useSuggestions(row, isFocused);
  const [draft, setDraft] = useState<string | undefined>();
  const list = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const isLong = control.kind === 'yaml' || (control.kind === 'text' && control.isMultiline);
  const shown = draft ?? row.text;
  useFittingHeight(area, shown);

  // A question takes the focus, and leaving a field that was refused must not ask again.
  const asked = useRef<string | undefined>(undefined);
  const write = async () => {
    if (draft === undefined || draft === asked.current) return;
    if (draft === row.text) {
      setDraft(undefined);
      forget();
      return;
    }
    asked.current = draft;
    if (!(await commit(draft))) return;
    asked.current = undefined;
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void write();
    } else if (event.key === 'Escape' && (draft !== undefined || isInvalid)) {
      // Used here: the focus stays in the field.
      event.preventDefault();
      event.stopPropagation();
      setDraft(undefined);
      asked.current = undefined;
      forget();
    } else if (control.kind === 'number' && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      setDraft(stepped(draft ?? (row.text || (fallback?.text ?? '')), event.key === 'ArrowUp' ? 1 : -1, control, event.shiftKey));
    }
  };
  const common = {
    id,
    value: shown,
    disabled: isDisabled,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': row.isMissing || undefined,
    placeholder: fallback?.text ?? '',
    spellCheck: false,
    autoComplete: 'off',
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      void write();
    },
    onKeyDown,
  };
  const isEmpty = shown === '' && !row.isMissing;
  if (isLong) {
    return (
      <textarea
        {...common}
        ref={area}
        rows={1}
        aria-label={row.label}
        className={cx(styles.box, styles.area, isEmpty && styles.empty, row.isMissing && styles.missing, isInvalid && styles.invalid)}
        onChange={(event) => setDraft(event.target.value)}
      />
    );
  }
  return (
    <span className={cx(styles.box, isEmpty && styles.empty, row.isMissing && styles.missing, isInvalid && styles.invalid)}>
      <input
        {...common}
        type="text"
        aria-label={row.label}
        className={styles.input}
        inputMode={control.kind === 'number' ? 'decimal' : 'text'}
        list={suggestions.length > 0 ? list : undefined}
        title={shown.length > 20 ? shown : undefined}
        onChange={(event) => setDraft(event.target.value)}
      />
      {suggestions.length > 0 ? (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each.value} value={each.value} label={each.from === '' ? undefined : `${each.value}, ${each.from}`} />
          ))}
        </datalist>
      ) : null}
      {shown === '' && fallback ? <span className={styles.tag}>{fallback.word}</span> : null}
      {shown === '' && !fallback && row.isMissing ? <span className={styles.needed}>required</span> : null}
    </span>
  );
}

/** As high as its lines, up to ten. */
function useFittingHeight(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight + 2, 212)}px`;
  }, [area, text]);
}

function stepped(text: string, by: 1 | -1, control: Extract<Row['control'], { kind: 'number' }>, isFast: boolean): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const step = (control.isWhole ? 1 : 10 ** -digits) * (isFast ? 10 : 1);
  const next = Math.min(control.max ?? Number.POSITIVE_INFINITY, Math.max(control.min ?? Number.NEGATIVE_INFINITY, value + by * step));
  return control.isWhole ? String(Math.round(next)) : next.toFixed(digits);
}
