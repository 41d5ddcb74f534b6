import type { ProjectEntry } from '#shared/contract/schemas.ts';

/** A file or folder in the tree. */
export interface FileNode {
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly link: ProjectEntry['link'];
  readonly children: readonly FileNode[];
}

/** The flat list of a project as a tree: folders first, then by name. A filter keeps files whose path holds it, and what leads there. */
export function fileTree(entries: readonly ProjectEntry[], filter: string): readonly FileNode[] {
  interface Draft {
    path: string;
    name: string;
    kind: 'file' | 'folder';
    link: ProjectEntry['link'];
    children: Map<string, Draft>;
  }
  const root = new Map<string, Draft>();
  for (const entry of entries) {
    if (filter !== '' && (entry.kind === 'folder' || !entry.path.toLowerCase().includes(filter))) continue;
    const parts = entry.path.split('/');
    let at = root;
    let path = '';
    parts.forEach((name, k) => {
      path = path === '' ? name : `${path}/${name}`;
      const isLast = k === parts.length - 1;
      let draft = at.get(name);
      if (!draft) {
        draft = { path, name, kind: isLast ? entry.kind : 'folder', link: isLast ? entry.link : undefined, children: new Map() };
        at.set(name, draft);
      }
      at = draft.children;
    });
  }
  const finish = (drafts: ReadonlyMap<string, Draft>): readonly FileNode[] =>
    [...drafts.values()]
      .sort((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name, 'en', { numeric: true }) : a.kind === 'folder' ? -1 : 1))
      .map((draft) => ({ ...draft, children: finish(draft.children) }));
  return finish(root);
}

/** Folders above a path: they unfold when the file is shown. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_part, k) => parts.slice(0, k + 1).join('/'));
}
