/** The pages of `docs/problems`, in one chunk that is loaded when the first page is asked for. */
const pages: Readonly<Record<string, string>> = import.meta.glob('../../docs/problems/*.md', { query: '?raw', import: 'default', eager: true });

/** The page of a code, as it was written; undefined when there is none. */
export function pageText(code: string): string | undefined {
  return pages[`../../docs/problems/${code}.md`];
}
