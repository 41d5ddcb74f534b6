import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Random } from '#shared/testing/random.ts';
import { yamlFilesIn } from '../testing/yaml-corpus.ts';
import { readYaml } from './read.ts';
import { encodeTree, sameEncoding } from './testing/encode-tree.ts';
import { randomYaml } from './testing/random-yaml.ts';

interface Verdict {
  readonly ok: boolean;
  readonly value?: unknown;
}

const pathOf = (name: string): string => fileURLToPath(new URL(`./testing/${name}`, import.meta.url));
const vectors = JSON.parse(readFileSync(pathOf('pyyaml-vectors.json'), 'utf8')) as readonly (Verdict & { readonly text: string })[];
const hasPyyaml = spawnSync('python3', ['-c', 'import yaml; assert yaml.__version__ >= "6"']).status === 0;

function disagreement(text: string, verdict: Verdict): string | undefined {
  const doc = readYaml(text);
  if (doc.readable !== verdict.ok) return `${JSON.stringify(text)}: PyYAML ${verdict.ok ? 'reads' : 'rejects'} it; ${JSON.stringify(doc.problems)}`;
  const ours = encodeTree(doc.root);
  return !verdict.ok || sameEncoding(ours, verdict.value)
    ? undefined
    : `${JSON.stringify(text)}: ${JSON.stringify(ours)} instead of ${JSON.stringify(verdict.value)}`;
}

function askPyyaml(texts: readonly string[]): Verdict[] {
  const input = `${texts.map((text) => JSON.stringify(text)).join('\n')}\n`;
  const { stdout } = spawnSync('python3', [pathOf('pyyaml-verdicts.py')], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}

describe('reading as PyYAML does', () => {
  it('takes, rejects and types every recorded text as PyYAML did', () => {
    const disagreements = vectors.map(({ text, ...verdict }) => disagreement(text, verdict)).filter((found) => found !== undefined);

    expect(disagreements).toEqual([]);
    expect(vectors.length).toBeGreaterThan(500);
  });

  it.runIf(hasPyyaml)('has recorded what the PyYAML on this computer says', () => {
    const { status } = spawnSync('python3', [pathOf('make-vectors.py'), '--check']);

    expect(status).toBe(0);
  });

  // SLUICE_FUZZ_CASES=100000 SLUICE_FUZZ_SEED=7 for more.
  it.runIf(hasPyyaml)('agrees with PyYAML on random texts', () => {
    const seed = Number(process.env.SLUICE_FUZZ_SEED ?? 20261121);
    const random = new Random(seed);
    const texts = Array.from({ length: Number(process.env.SLUICE_FUZZ_CASES ?? 2000) }, () => randomYaml(random));

    const verdicts = askPyyaml(texts);

    const disagreements = texts.map((text, k) => disagreement(text, verdicts[k] ?? { ok: false })).filter((found) => found !== undefined);
    expect(disagreements.slice(0, 5), `seed ${seed}`).toEqual([]);
  });

  const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
  const files = yamlFilesIn(corpus);
  it.runIf(hasPyyaml && files.length > 0)('agrees with PyYAML on every example of Azure ML', () => {
    const verdicts = askPyyaml(files);

    expect(files.map((text, k) => disagreement(text, verdicts[k] ?? { ok: false })).filter((found) => found !== undefined)).toEqual([]);
  });
});
