import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import styles from './error-boundary.module.css';

interface Props {
  /** What stopped, as a person calls it: "The graph". */
  readonly what: string;
  readonly log: (message: string) => void;
  /** Another value tries again. */
  readonly resetKey?: string | undefined;
  readonly children: ReactNode;
}

/** Keeps a fault in one pane from taking the others with it. The text and its history live outside, so nothing is lost. */
export class ErrorBoundary extends Component<Props, { readonly fault: Error | undefined }> {
  override state: { readonly fault: Error | undefined } = { fault: undefined };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override componentDidCatch(fault: Error, info: ErrorInfo) {
    this.props.log(`${this.props.what} stopped: ${fault.message}\n${fault.stack ?? ''}\n${info.componentStack ?? ''}`);
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.fault) this.setState({ fault: undefined });
  }

  override render() {
    if (!this.state.fault) return this.props.children;
    return (
      <div className={styles.fault} role="alert">
        <p className={styles.title}>{this.props.what} stopped because of a fault in Sluice.</p>
        <p>Your text is safe. The fault is written in the log: “{this.state.fault.message}”.</p>
        <Button onPress={() => this.setState({ fault: undefined })}>Try again</Button>
      </div>
    );
  }
}
