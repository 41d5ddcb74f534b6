import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue, Text } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon } from './icons/icon.tsx';
import styles from './select.module.css';

export interface SelectOption {
  readonly value: string;
  readonly description?: string | undefined;
}

export interface SelectProps {
  readonly label: string;
  readonly options: readonly SelectOption[];
  /** What is chosen; undefined: nothing is. */
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  /** What counts while nothing is chosen, and the word that says where it comes from. */
  readonly fallback?: { readonly text: string; readonly word: string } | undefined;
  /** Id of the label that stands beside it. */
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
}

/** One of several words of the user's file, chosen from a list. */
export function Select({ label, options, value, onChange, fallback, labelledBy, describedBy, isDisabled = false, isInvalid = false }: SelectProps) {
  return (
    <AriaSelect
      {...(labelledBy === undefined ? { 'aria-label': label } : { 'aria-labelledby': labelledBy })}
      selectedKey={value ?? null}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled}
      isInvalid={isInvalid}
      placeholder={fallback?.text ?? 'not set'}
      className={styles.select}
    >
      <Button aria-describedby={describedBy} className={cx(styles.button, value === undefined && styles.empty)}>
        <SelectValue className={styles.value}>{({ isPlaceholder }) => (isPlaceholder ? (fallback?.text ?? 'not set') : value)}</SelectValue>
        {value === undefined && fallback ? <span className={styles.word}>{fallback.word}</span> : null}
        <Icon name="chevron-down" size={12} className={styles.chevron} />
      </Button>
      <Popover className={styles.popover} offset={4}>
        <ListBox className={styles.list} aria-label={label}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.value} className={styles.item}>
              {({ isSelected }) => (
                <>
                  <span className={styles.check}>{isSelected ? <Icon name="check" size={14} /> : null}</span>
                  <span className={styles.words}>
                    <Text slot="label" className={styles.name}>
                      {option.value}
                    </Text>
                    {option.description ? (
                      <Text slot="description" className={styles.about}>
                        {option.description}
                      </Text>
                    ) : null}
                  </span>
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
