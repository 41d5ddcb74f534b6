import type { Random } from '#shared/testing/random.ts';

/** Pieces of YAML that break or change what stands around them. */
export const fragments: readonly string[] = [
  ...['\n', '\n\n', '\n  ', '\n    ', '\n- ', '\n  - ', ' ', '  ', '\t', '\r\n', '\r', '\u0085', '\u2028', '\ufeff'],
  ...[':', ': ', ' : ', ':\n', '- ', '-', '? ', '?', ', ', ',', '# c', ' # c\n', '#', '|', '|\n  ', '>-\n  ', '|+\n', '|2\n', '>1-\n'],
  ...['{', '}', '[', ']', '{}', '[]', '{a: b}', '[a, b]', '[a: b]', '{{x}}', '[? a : b]', '{? a}', '{"a":b}', '[a,]', '{a, b: c}'],
  ...['"', "'", '""', "''", '"a b"', "'it''s'", '"a\\n"', '"\\x41"', '"\\q"', '"a\n  b"', '"a\nb"', "'a\n\n b'", '"a \\\n b"', '\\'],
  ...['&a ', '&a', '*a', '*b', '!', '!!str ', '!!int ', '!foo ', '!!map ', '!!seq ', '!<tag:yaml.org,2002:str> ', '<<: ', '<<: *a', '=', '!!null '],
  ...['---', '---\n', '...\n', '--- ', '%YAML 1.1\n---\n', '%', '@', '`', '*', '&', '~', 'null', 'yes', 'No', '1', '0b1', '017', '08', '1:20', '1e5'],
  ...['1.5', '1.0e+5', '-.5', '.5', '.inf', '.nan', '2024-01-01', '2024-13-45', '1_000', '0x1F', '0b_', 'a', 'key', 'a: b', 'a: b\n', 'b:\n  c: d\n'],
  ...['\u0007', '\ud800', '\u{1f600}', '\u00e9', '${{parent.inputs.x}}', '%TAG ! tag:x,2000:\n', 'x:y', 'http://a:80', '-- a', '--- a\n', '\n... b'],
];

const seeds: readonly string[] = [
  'a: b\nc: d\n',
  'a:\n  b: c\n  d:\n    - e\n    - f: g\n      h: i\nj: k\n',
  'a:\n- b\n- c\nd: [e, f, {g: h}]\n',
  'a: "b c"\nd: \'e\'\nf: |\n  g\n   h\n\n  i\nj: >-\n  k\n  l\n\nm: n\n',
  '- a\n- - b\n  - c\n- d: e\n  f: g\n',
  '? a\n: b\n? - c\n: - d\n',
  '&x a: &y {b: c}\nd: *y\n<<: *y\n',
  'jobs:\n  one:\n    type: command\n    inputs:\n      x: 1\n  two:\n    type: command\n    command: >-\n      python\n      x.py\n# end\n',
  '{a: [b, c: d], "e": f, g: "h\n  i"}\n',
  '--- # x\na: b c\n  d e\n\n  f\ng: 1.5\n...\n',
  'a: !!str 12\nb: !!seq [x]\nc: !!map {y: z}\n',
  'a: 1\n\n\n# c\nb: yes # d\nc: ~\nd:\n',
];

/** A small YAML text, sound or not: a seed with a few random cuts, insertions and moved lines. */
export function randomYaml(random: Random): string {
  let text = random.next() < 0.15 ? '' : random.pick(seeds);
  if (random.next() < 0.2) text += random.pick(seeds);
  const changes = text === '' ? 2 + random.below(10) : 1 + random.below(4);
  for (let k = 0; k < changes; k++) text = change(text, random);
  return text;
}

function change(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + random.below(4));
    case 1: {
      const lines = text.split('\n');
      const from = random.below(lines.length);
      const line = lines[from] ?? '';
      lines[from] = random.next() < 0.5 ? ` ${line}` : line.replace(/^ {1,2}/, '');
      return lines.join('\n');
    }
    case 2: {
      const lines = text.split('\n');
      lines.splice(random.below(lines.length), 0, lines[random.below(lines.length)] ?? '');
      return lines.join('\n');
    }
    default:
      return text.slice(0, at) + random.pick(fragments) + text.slice(at);
  }
}
