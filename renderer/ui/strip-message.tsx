import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Quoted } from './quoted.tsx';
import styles from './strip-message.module.css';

export interface StripMessageProps {
  readonly icon: ReactNode;
  /** With names between backticks. */
  readonly text: string;
  /** Goes to what it is about; a message without it is only read. */
  readonly onPress?: () => void;
  /** Behind the words. */
  readonly children?: ReactNode;
}

/** One sentence in the strip at the foot of the work area. */
export function StripMessage({ icon, text, onPress, children }: StripMessageProps) {
  const words = (
    <span className={styles.text} title={text.replaceAll('`', '')}>
      <Quoted text={text} />
    </span>
  );
  return onPress ? (
    <AriaButton className={styles.message} onPress={onPress}>
      {icon}
      {words}
    </AriaButton>
  ) : (
    <span className={styles.message}>
      {icon}
      {words}
      {children}
    </span>
  );
}
