import type { Monaco } from './load-monaco.ts';
import { followTheme } from './monaco-theme.ts';
import { registerYaml } from './yaml-language.ts';

/** What is done once for all editors of the window. */
export function setUpMonaco(monaco: Monaco): void {
  registerYaml(monaco);
  followTheme(monaco);
}
