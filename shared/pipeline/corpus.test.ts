import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { readPipeline } from './read-pipeline.ts';

// Pipelines that others wrote: a folder beside the project, and the one that SLUICE_CORPUS names. The examples are always there.
const BESIDE = [join('..', 'shared', 'corpus'), join('..', 'shared', 'azureml', 'oracle-fixtures')];
const folders = ['examples', 'components', ...BESIDE, ...(process.env.SLUICE_CORPUS ?? '').split(':')].filter((folder) => folder !== '' && existsSync(folder));
const files = folders.flatMap(yamlFiles);

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile() && /\.ya?ml$/i.test(item.name))
    .map((item) => join(item.parentPath, item.name));
}

/** Jobs and data bindings as PyYAML and two regular expressions find them; one JSON value a line. */
const PYTHON = String.raw`
import json, re, sys, yaml
IN = re.compile(r'^\$\{\{parent\.(inputs|jobs)\.(.*?)\}\}$'); OUT = re.compile(r'^\$\{\{parent\.outputs\.(.*?)\}\}$')
def value(v): return v.get('path') if isinstance(v, dict) else v
def look(d):
    jobs = d.get('jobs') if isinstance(d, dict) else None
    if not isinstance(jobs, dict): return {'jobs': [], 'edges': []}
    edges = []
    for name, job in jobs.items():
        if not isinstance(job, dict): continue
        for side, pattern in (('inputs', IN), ('outputs', OUT)):
            ports = job.get(side)
            for port, v in (ports.items() if isinstance(ports, dict) else []):
                text = value(v)
                if not isinstance(text, str) or not pattern.match(text) or text.count('$' + '{{') > 1: continue
                ends = [text.strip()[3:-2], 'parent.jobs.%s.%s.%s' % (name, side, port)]
                edges.append(ends if side == 'inputs' else ends[::-1])
    return {'jobs': [str(n) for n in jobs], 'edges': edges}
for line in sys.stdin:
    try: result = look(yaml.safe_load(open(line.rstrip('\n'), encoding='utf-8-sig')))
    except Exception as error: result = {'error': str(error)[:200]}
    print(json.dumps(result))
`;

interface Found {
  readonly jobs?: readonly string[];
  readonly edges?: readonly (readonly [string, string])[];
  readonly error?: string;
}

function askPython(): readonly Found[] | undefined {
  try {
    const output = execFileSync('python3', ['-c', PYTHON], { input: files.map((file) => `${file}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The same without Python, from the tree's own plain values. */
function lookOurselves(text: string): Found {
  const doc = readYaml(text);
  if (!doc.readable) return { error: 'not readable' };
  const plain = toPlain(doc.root);
  const jobs = fieldOf(plain, 'jobs');
  if (!isRecord(jobs)) return { jobs: [], edges: [] };
  const edges: [string, string][] = [];
  for (const [name, job] of Object.entries(jobs)) {
    for (const side of ['inputs', 'outputs'] as const) {
      const ports = fieldOf(job, side);
      for (const [port, value] of isRecord(ports) ? Object.entries(ports) : []) {
        const bound = isRecord(value) ? value.path : value;
        const pattern = side === 'inputs' ? /^\$\{\{(parent\.(?:inputs|jobs)\.[^{}]*)\}\}\n?$/ : /^\$\{\{(parent\.outputs\.[^{}]*)\}\}\n?$/;
        const end = typeof bound === 'string' ? pattern.exec(bound)?.[1] : undefined;
        if (end === undefined) continue;
        const own = `parent.jobs.${name}.${side}.${port}`;
        edges.push(side === 'inputs' ? [end, own] : [own, end]);
      }
    }
  }
  return { jobs: Object.keys(jobs), edges };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function read(text: string) {
  return readPipeline(readYaml(text), { path: 'pipeline.yml', components: { version: 0, read: () => 'missing' } });
}

describe(`on ${files.length} files that stand around`, () => {
  const texts = files.map((file) => readFileSync(file, 'utf8'));

  test('finds every job and every data edge that the loader finds', { timeout: 120_000 }, () => {
    const found = askPython() ?? texts.map(lookOurselves);
    const wrong: unknown[] = [];

    for (const [index, file] of files.entries()) {
      const expected = found[index] ?? {};
      const pipeline = read(texts[index] ?? '');
      if (pipeline.readable !== (expected.error === undefined))
        wrong.push({ file, readable: pipeline.readable, error: expected.error, problems: pipeline.problems });
      if (expected.error !== undefined || !isPipelineKind(pipeline.document)) continue;
      const jobs = pipeline.jobs.map((job) => job.id);
      if (JSON.stringify(jobs) !== JSON.stringify(expected.jobs)) wrong.push({ file, jobs, expected: expected.jobs });
      const edges = new Set(pipeline.edges.filter((edge) => edge.kind === 'data').map((edge) => `${edge.from} > ${edge.to}`));
      const missing = (expected.edges ?? []).map((ends) => ends.join(' > ')).filter((ends) => !edges.has(ends));
      if (missing.length > 0) wrong.push({ file, missing });
    }

    expect(wrong).toEqual([]);
  });

  test('every document with jobs is taken for a pipeline', () => {
    const missed = files.filter((_file, index) => {
      const text = texts[index] ?? '';
      const doc = readYaml(text);
      const type = fieldOf(toPlain(doc.root), 'type');
      return doc.readable && type === 'pipeline' && isRecord(fieldOf(toPlain(doc.root), 'jobs')) && !isPipelineKind(read(text).document);
    });

    expect(missed).toEqual([]);
  });

  test('half of a file, and a file with a hole, open without a throw', () => {
    for (const text of texts) {
      read(text.slice(0, text.length >> 1));
      read(text.slice(0, text.length / 3) + text.slice(text.length / 2));
    }
  });
});
