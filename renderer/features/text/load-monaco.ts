import type * as MonacoModule from './monaco.ts';

export type Monaco = typeof MonacoModule;

let loading: Promise<Monaco> | undefined;

/** Monaco, loaded once and set up with our languages, keys and colours. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= Promise.all([import('./monaco.ts'), import('./set-up-monaco.ts')]).then(([monaco, { setUpMonaco }]) => {
    setUpMonaco(monaco);
    return monaco;
  });
  return loading;
}
