import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly label: string;
  readonly onClose: () => void;
  /** Where it stands: in the middle, or below the title as the palette does. */
  readonly at?: 'middle' | 'top';
  readonly className?: string | undefined;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** A dialog over everything. Escape and a click outside close it. */
export function Dialog({ label, onClose, at = 'middle', className, role, children }: DialogProps) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} className={cx(styles.scrim, at === 'top' && styles.top)}>
      <Modal className={cx(styles.dialog, 'nokey', className)}>
        <AriaDialog aria-label={label} role={role ?? 'dialog'} className={styles.inner}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Title, words and buttons of an ordinary dialog. */
export function DialogBody({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions: ReactNode }) {
  return (
    <>
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        {children}
      </div>
      <div className={styles.actions}>{actions}</div>
    </>
  );
}
