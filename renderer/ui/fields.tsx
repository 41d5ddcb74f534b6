import { type ReactNode, type Ref, useEffect, useState } from 'react';
import {
  NumberField as AriaNumberField,
  SearchField as AriaSearchField,
  Switch as AriaSwitch,
  TextField as AriaTextField,
  Button,
  FieldError,
  Group,
  Input,
  Label,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './fields.module.css';
import { Icon } from './icons/icon.tsx';
import { useFocusOnMount } from './use-focus-on-mount.ts';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** What stands at the right: "4 found". */
  readonly hint?: string | undefined;
  readonly hasAutoFocus?: boolean;
  readonly onKeyDown?: (event: React.KeyboardEvent) => void;
  readonly className?: string | undefined;
  /** For a bar of small controls. */
  readonly isSmall?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A search field; Escape empties it first. */
export function SearchField({ label, value, onChange, placeholder, hint, hasAutoFocus, onKeyDown, className, isSmall, inputRef }: SearchFieldProps) {
  const input = useFocusOnMount<HTMLInputElement>(hasAutoFocus ?? false);
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className={cx(styles.box, isSmall && styles.small, className)}>
      <Icon name="search" size={isSmall ? 13 : 14} className={styles.lead} />
      <Input ref={inputRef ?? input} placeholder={placeholder ?? label} onKeyDown={onKeyDown} className={styles.input} />
      {hint === undefined ? null : (
        <span className={styles.hint} role="status">
          {hint}
        </span>
      )}
    </AriaSearchField>
  );
}

/** A line of text with its label above and a sentence below when it cannot be taken. */
export function TextField({
  label,
  value,
  onChange,
  isName,
  error,
  hasAutoFocus,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isName?: boolean;
  readonly error?: string | undefined;
  readonly hasAutoFocus?: boolean;
}) {
  const input = useFocusOnMount<HTMLInputElement>(hasAutoFocus ?? false);
  return (
    <AriaTextField value={value} onChange={onChange} isInvalid={error !== undefined} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      <Input ref={input} className={cx(styles.line, isName && styles.mono)} onFocus={(event) => event.currentTarget.select()} />
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaTextField>
  );
}

/** A line of text whose label stands beside it; told when it is left or Enter is pressed. */
export function LineField({
  label,
  value,
  placeholder,
  onCommit,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onCommit: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = () => typed.trim() !== value && onCommit(typed.trim());
  return (
    <AriaTextField aria-label={label} value={typed} onChange={setTyped} className={styles.field} onBlur={commit}>
      <Input className={cx(styles.line, styles.mono)} placeholder={placeholder} spellCheck={false} onKeyDown={(event) => event.key === 'Enter' && commit()} />
    </AriaTextField>
  );
}

/** A number with steps. */
export function NumberField({
  label,
  value,
  onChange,
  min,
  max,
  step,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}) {
  return (
    <AriaNumberField
      aria-label={label}
      value={value}
      onChange={(next) => Number.isFinite(next) && onChange(next)}
      minValue={min}
      maxValue={max}
      step={step}
      className={styles.number}
    >
      <Group className={styles.numberBox}>
        <Input className={styles.numberInput} />
        <span className={styles.steps}>
          <Button slot="decrement" className={styles.step}>
            <Icon name="minus" size={12} />
          </Button>
          <Button slot="increment" className={styles.step}>
            <Icon name="plus" size={12} />
          </Button>
        </span>
      </Group>
    </AriaNumberField>
  );
}

/** On or off. */
export function Switch({
  label,
  isOn,
  onChange,
  children,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children?: ReactNode;
}) {
  return (
    <AriaSwitch aria-label={label} isSelected={isOn} onChange={onChange} className={styles.switch}>
      <span className={styles.track} />
      <span className={styles.unit}>{children ?? (isOn ? 'on' : 'off')}</span>
    </AriaSwitch>
  );
}
