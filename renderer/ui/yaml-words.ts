/** A stretch of a line with its colour. */
export interface YamlWord {
  readonly text: string;
  readonly kind: 'plain' | 'key' | 'expression' | 'number' | 'comment';
}

/** Colours a line of YAML as far as a diff needs it: key, expressions, a number that stands alone, comment. */
export function yamlWords(line: string): readonly YamlWord[] {
  const words: YamlWord[] = [];
  const key = /^(\s*(?:- )?)([\w$.-]+)(:)(?=\s|$)/.exec(line);
  let at = 0;
  const comment = /(^|\s)#.*$/.exec(line);
  const end = comment ? comment.index + (comment[1]?.length ?? 0) : line.length;
  if (key && key[0].length <= end) {
    words.push({ text: key[1] ?? '', kind: 'plain' }, { text: key[2] ?? '', kind: 'key' });
    at = (key[1]?.length ?? 0) + (key[2]?.length ?? 0);
  }
  for (const found of line.slice(0, end).matchAll(/\$\{\{.*?\}\}/g)) {
    if (found.index < at) continue;
    words.push({ text: line.slice(at, found.index), kind: 'plain' }, { text: found[0], kind: 'expression' });
    at = found.index + found[0].length;
  }
  const rest = line.slice(at, end);
  const number = key && at === (key[1]?.length ?? 0) + (key[2]?.length ?? 0) ? /^(:\s+)([-+]?[\d.]+(?:e[-+]?\d+)?)(\s*)$/i.exec(rest) : null;
  if (number) words.push({ text: number[1] ?? '', kind: 'plain' }, { text: number[2] ?? '', kind: 'number' }, { text: number[3] ?? '', kind: 'plain' });
  else words.push({ text: rest, kind: 'plain' });
  if (comment) words.push({ text: line.slice(end), kind: 'comment' });
  return words.filter((word) => word.text !== '');
}
