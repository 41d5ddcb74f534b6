import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './toggle-group.module.css';
import { Tooltip } from './tooltip.tsx';

export interface ToggleOption<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: string | undefined;
}

export interface ToggleGroupProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly ToggleOption<T>[];
  readonly onChange: (value: T) => void;
  readonly className?: string | undefined;
}

/** One of several: icons alone, or words. */
export function ToggleGroup<T extends string>({ label, value, options, onChange, className }: ToggleGroupProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const next = options.find((option) => keys.has(option.id));
        if (next) onChange(next.id);
      }}
      className={cx(styles.group, className)}
    >
      {options.map((option) =>
        option.icon === undefined ? (
          <ToggleButton key={option.id} id={option.id} className={cx(styles.item, styles.words)}>
            {option.label}
          </ToggleButton>
        ) : (
          <Tooltip key={option.id} text={option.label} keys={option.keys}>
            <ToggleButton id={option.id} aria-label={option.label} className={styles.item}>
              <Icon name={option.icon} size={16} />
            </ToggleButton>
          </Tooltip>
        ),
      )}
    </ToggleButtonGroup>
  );
}
