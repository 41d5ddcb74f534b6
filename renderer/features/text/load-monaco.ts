import type * as MonacoModule from './monaco.ts';
import { setUpMonaco } from './set-up-monaco.ts';

export type Monaco = typeof MonacoModule;

let loading: Promise<Monaco> | undefined;

/** Monaco, loaded once and set up with our languages, keys and colours. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monaco.ts').then((monaco) => {
    setUpMonaco(monaco);
    return monaco;
  });
  return loading;
}
