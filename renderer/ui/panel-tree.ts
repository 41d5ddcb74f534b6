import { cx } from './cx.ts';
import shared from './panel-tree.module.css';

/** The styles of a panel with a tree: what all of them look like, and what this panel adds under the same names. */
export function panelTreeStyles(own: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const joined: Record<string, string> = { ...own };
  for (const [name, style] of Object.entries(shared)) joined[name] = cx(style, own[name]);
  return joined;
}
