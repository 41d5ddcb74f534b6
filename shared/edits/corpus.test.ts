import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { type Formatting, inFormatting } from '#shared/testing/formattings.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { checkLaws, type LawTally } from '#shared/testing/properties/laws.ts';
import { NASTY } from '#shared/testing/properties/nasty.ts';
import { SEED } from '#shared/testing/properties/walk.ts';
import { Random } from '#shared/testing/random.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { isPipeline } from './common/guards.ts';
import type { EditContext } from './edit.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Pipelines that others wrote, where there are any beside the project, and those of the folder that SLUICE_CORPUS names. */
const corpora = [resolve(root, '../shared/corpus'), ...(process.env.SLUICE_CORPUS ? [resolve(process.env.SLUICE_CORPUS)] : [])].filter((folder) =>
  existsSync(folder),
);
const WAYS: readonly Formatting[] = ['as-is', 'crlf', 'no-final-newline', 'bom-crlf'];
/** Edits tried on each pipeline of a corpus; set SLUICE_LAWS=all for every edit on every job in every way of writing. */
const AT_MOST = 30;
const isThorough = process.env.SLUICE_LAWS === 'all';

describe('an edit touches its own lines, and its inverse gives back the same bytes', () => {
  for (const [name, text] of Object.entries(NASTY)) {
    test(`where ${name}`, () => {
      const tally: LawTally = { applied: 0, inverted: 0, broken: [] };
      for (const way of WAYS) checkLaws(way, contextOf(inFormatting(text, way)), (now) => contextOf(now), tally);

      expect(tally.broken).toEqual([]);
      expect(tally.inverted).toBeGreaterThan(0);
    });
  }

  test('on the examples', { timeout: 120_000 }, () => {
    const tally = tryFolder(join(root, 'examples'), true);

    expect(tally.broken).toEqual([]);
    expect(tally.inverted).toBeGreaterThan(0);
  });

  for (const folder of corpora) {
    test(`on pipelines that others wrote (seed ${SEED})`, { timeout: 3_600_000 }, () => {
      const tally = tryFolder(folder, isThorough);

      expect(tally.broken).toEqual([]);
    });
  }
});

function tryFolder(folder: string, isThorough: boolean): LawTally {
  const tally: LawTally = { applied: 0, inverted: 0, broken: [] };
  const components = diskComponents(folder);
  for (const [index, path] of yamlFiles(folder).entries()) {
    const text = readFileSync(join(folder, path), 'utf8');
    if (!text.includes('jobs:')) continue;
    const contextFor = (now: string): EditContext => {
      const doc = readYaml(now);
      return { path, doc, pipeline: readPipeline(doc, { path, components }), components, project: { list: () => [], read: () => undefined } };
    };
    const random = new Random(SEED + index);
    for (const way of isThorough ? WAYS : [random.pick(WAYS)]) {
      const context = contextFor(way.startsWith('bom') && text.startsWith('\uFEFF') ? text : inFormatting(text, way));
      if (!context.doc.readable || !isPipeline(context.pipeline)) continue;
      checkLaws(`${path} (${way})`, context, contextFor, tally, isThorough ? undefined : random, AT_MOST);
    }
  }
  return tally;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function diskComponents(folder: string): ComponentFiles {
  const read = new Map<string, { readonly text: string } | 'missing'>();
  return {
    version: 1,
    read(path) {
      const file = join(folder, path);
      const found = read.get(path) ?? (existsSync(file) ? { text: readFileSync(file, 'utf8') } : 'missing');
      read.set(path, found);
      return found;
    },
  };
}
