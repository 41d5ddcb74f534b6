import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  /** `primary`: at most one in an open panel or dialog. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'tool';
  readonly isSmall?: boolean;
  readonly icon?: IconName;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button({ look = 'plain', isSmall = false, icon, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], isSmall && styles.small, className)}>
      {icon === undefined ? null : <Icon name={icon} size={14} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly icon: IconName;
  /** Its name, also its tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly iconSize?: number;
  readonly isSmall?: boolean;
  readonly isOn?: boolean;
  readonly placement?: 'top' | 'bottom' | 'right' | 'left';
  readonly className?: string | undefined;
}

/** A button that shows an icon alone. */
export function IconButton({ icon, label, keys, iconSize = 16, isSmall = false, isOn, placement, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} placement={placement}>
      <AriaButton {...rest} aria-label={label} aria-pressed={isOn} className={cx(styles.icon, isSmall && styles.smallIcon, isOn && styles.on, className)}>
        <Icon name={icon} size={iconSize} />
      </AriaButton>
    </Tooltip>
  );
}
