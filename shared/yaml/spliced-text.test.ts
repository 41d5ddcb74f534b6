import { expect, it } from 'vitest';
import { SplicedText } from './spliced-text.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

it('is the text that the edits give, whether it is asked for after each or at the end', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let run = 0; run < 300; run++) {
    let plain = 'abcdefghij'.repeat(random(4) === 0 ? 20_000 : 3 + random(20));
    const text = new SplicedText(plain);
    for (let step = 0; step < 20; step++) {
      const starts = [random(plain.length + 1), random(plain.length + 1)].sort((a, b) => a - b);
      const edits: TextEdit[] = [];
      for (const [k, start] of starts.entries()) {
        const end = Math.min(k === 0 ? (starts[1] ?? 0) : plain.length, start + random(4));
        if (k === 0 || random(2) === 0) edits.push({ start, end, newText: 'XYZ'.slice(random(4)) });
      }
      plain = applyEdits(plain, edits);

      text.apply(edits);

      expect(text.length).toBe(plain.length);
      const from = random(plain.length + 1);
      const to = from + random(plain.length - from + 1);
      expect(text.slice(from, to)).toBe(plain.slice(from, to));
      if (random(5) === 0) expect(text.value).toBe(plain);
    }
    expect(text.value).toBe(plain);
  }
});
