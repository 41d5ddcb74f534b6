import { describe, expect, it } from 'vitest';
import { contextOf } from '#shared/testing/project-of.ts';
import { Random } from '#shared/testing/random.ts';
import { randomPipeline } from '#shared/testing/random-pipeline.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import { complete } from './completion.ts';
import { definitionsAt } from './definition.ts';
import { endAt, rangeOfEnd } from './ends.ts';
import { hoverAt } from './hover.ts';
import { locate } from './locate.ts';
import { referencesAt } from './references.ts';
import { renameTargetAt } from './rename-target.ts';

describe('language services on random pipelines', () => {
  for (let seed = 1; seed <= 60; seed++) {
    it(`tells where the caret is as the tree does, and answers everywhere (seed ${seed})`, () => {
      const { text, files } = randomPipeline(seed, 6);
      const { doc, pipeline, components, path } = contextOf(text, files);
      const context = { path, doc, pipeline, components, files: [path, ...Object.keys(files)] };
      const random = new Random(seed);
      const inside = (range: { start: number; end: number }) => range.start >= 0 && range.start <= range.end && range.end <= text.length;

      for (let k = 0; k < 60; k++) {
        const offset = random.below(text.length + 1);
        const place = locate(text, offset);
        const tree = pathAt(doc, offset);

        if (tree?.on === 'key' && place.on === 'key' && !place.isFlow)
          expect(place.path).toEqual(tree.path.slice(0, -1).map((step) => (typeof step === 'number' ? '-' : step)));
        for (const each of complete(context, offset)) expect(inside(each.range)).toBe(true);
        const hover = hoverAt(context, offset);
        if (hover) expect(hover.range.start <= offset && offset <= hover.range.end).toBe(true);
        for (const range of [...definitionsAt(context, offset), ...referencesAt(context, offset)]) if (range.path === path) expect(inside(range)).toBe(true);
        renameTargetAt(context, offset);
        const end = endAt(pipeline, text, offset);
        if (end !== undefined) {
          const range = rangeOfEnd(pipeline, text, end);
          expect(range && range.start <= offset && offset <= range.end).toBe(true);
        }
      }
    });
  }
});
