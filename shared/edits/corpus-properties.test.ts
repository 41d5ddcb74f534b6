import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { textsOf } from '#shared/testing/project-of.ts';
import { RUNS, SEED, STEPS, type Tally, walk } from '#shared/testing/properties/walk.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { EditContext } from './edit.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const corpora = [resolve(root, '../shared/corpus'), ...(process.env.SLUICE_CORPUS ? [resolve(process.env.SLUICE_CORPUS)] : [])].filter((folder) =>
  existsSync(folder),
);

describe.skipIf(corpora.length === 0)('random edits on pipelines that others wrote', () => {
  for (const corpus of corpora) {
    const files = yamlFiles(corpus);
    const pipelines = files.filter((path) => isPipelineText(readFileSync(join(corpus, path), 'utf8')));

    test(`keep every promise (${pipelines.length} files)`, { timeout: 3_600_000 }, () => {
      const tally: Tally = { applied: 0, refused: 0, inverted: 0 };
      const rounds = Math.max(1, Math.ceil(RUNS / 5 / (STEPS * Math.max(1, pipelines.length))));
      const components = diskComponents(corpus);
      for (const [index, path] of pipelines.entries()) {
        const text = readFileSync(join(corpus, path), 'utf8');
        const project = textsOf({});
        const contextFor = (now: string): EditContext => {
          const doc = readYaml(now);
          return { path, doc, pipeline: readPipeline(doc, { path, components }), components, project };
        };
        for (let round = 0; round < rounds; round++) {
          try {
            walk(SEED + index * 1000 + round, text, contextFor, tally);
          } catch (error) {
            throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
          }
        }
      }
      expect(tally.applied).toBeGreaterThan(pipelines.length);
    });
  }
});

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function isPipelineText(text: string): boolean {
  return /^type:\s*['"]?pipeline/m.test(text) && /^jobs:/m.test(text);
}

function diskComponents(folder: string): ComponentFiles {
  return {
    version: 1,
    read(path) {
      const file = join(folder, path);
      return existsSync(file) ? { text: readFileSync(file, 'utf8') } : 'missing';
    },
  };
}
