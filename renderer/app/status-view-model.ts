const KINDS: Readonly<Record<string, string>> = {
  py: 'Python',
  json: 'JSON',
  md: 'Markdown',
  txt: 'Text',
  csv: 'CSV',
  toml: 'TOML',
  sh: 'Shell script',
  dockerfile: 'Dockerfile',
  ipynb: 'Notebook',
};

/** What a file that is no YAML is called. */
export function describeKind(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return KINDS[name.slice(name.lastIndexOf('.') + 1)] ?? 'Text';
}

/** "Spaces: 2": the smallest step by which the first lines are indented. */
export function describeIndent(text: string): string {
  let step = 0;
  let before = 0;
  let lines = 0;
  for (const match of text.slice(0, 8000).matchAll(/^([ \t]*)(?=[^\s#])/gm)) {
    if (match[1]?.includes('\t')) return 'Tabs';
    const width = match[1]?.length ?? 0;
    if (width > before && (step === 0 || width - before < step)) step = width - before;
    before = width;
    if (++lines > 200) break;
  }
  return `Spaces: ${step === 0 ? 2 : step}`;
}
