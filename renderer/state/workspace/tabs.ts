/** A file that is open. */
export interface Tab {
  readonly path: string;
  /** Opened by a single click: the next such file takes its place. Shown in italics. */
  readonly isPreview: boolean;
  readonly isDirty: boolean;
  readonly isReadOnly: boolean;
  /** What the file on disk is to what was read or saved last. */
  readonly onDisk: 'same' | 'changed' | 'deleted' | 'new';
  /** Pipelines through which one stepped into this one, outermost first. */
  readonly trail: readonly string[];
  /** The job of each of them through which one stepped. */
  readonly through?: readonly string[];
}

/** The tabs after opening `path`: a preview tab takes the place of the one before it. */
export function withTab(tabs: readonly Tab[], tab: Tab, active: string | undefined): { readonly tabs: readonly Tab[]; readonly replaced: string | undefined } {
  const known = tabs.find((each) => each.path === tab.path);
  if (known) {
    const next = { ...known, isPreview: known.isPreview && tab.isPreview, ...(tab.trail.length > 0 ? { trail: tab.trail, through: tab.through ?? [] } : {}) };
    return { tabs: tabs.map((each) => (each === known ? next : each)), replaced: undefined };
  }
  const preview = tab.isPreview ? tabs.find((each) => each.isPreview && !each.isDirty) : undefined;
  if (preview) return { tabs: tabs.map((each) => (each === preview ? tab : each)), replaced: preview.path };
  const at = tabs.findIndex((each) => each.path === active);
  return { tabs: [...tabs.slice(0, at + 1), tab, ...tabs.slice(at + 1)], replaced: undefined };
}

/** Which tab is shown when `path` closes: its right neighbour, else the left one. */
export function nextActive(tabs: readonly Tab[], path: string): string | undefined {
  const at = tabs.findIndex((each) => each.path === path);
  return (tabs[at + 1] ?? tabs[at - 1])?.path;
}
