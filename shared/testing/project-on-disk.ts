import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ChecksFile, defaultChecks } from '#shared/checks/checks-file.ts';
import type { Problem } from '#shared/checks/problem.ts';
import type { ProjectFiles } from '#shared/checks/project-files.ts';
import { Checker } from '#shared/checks/run-checks.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';

interface Project {
  readonly components: ComponentFiles;
  readonly files: ProjectFiles;
}

const known = new Map<string, Project>();

/** What all checks say about a file in a folder on this computer, by its path in that folder; `from`: where its text stands, when that is elsewhere. */
export function problemsOnDisk(root: string, path: string, settings: Partial<ChecksFile> = {}, from = path): readonly Problem[] {
  const { components, files } = projectAt(root, from === path ? root : join(root, dirname(from)));
  const doc = readYaml(readText(join(root, from)));
  return new Checker().check({ path, doc, pipeline: readPipeline(doc, { path, components }), components, files, settings: { ...defaultChecks, ...settings } });
}

/** The YAML files below a folder, by their paths in it. */
export function yamlFilesBelow(root: string, below = ''): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((item) => {
    const path = below === '' ? item.name : `${below}/${item.name}`;
    if (item.isDirectory()) return yamlFilesBelow(root, path);
    return /\.ya?ml$/i.test(item.name) ? [path] : [];
  });
}

/** The files of two folders as if they were one. */
function projectAt(root: string, beside: string): Project {
  const key = `${root}\n${beside}`;
  const before = known.get(key);
  if (before) return before;
  const texts = new Map<string, string | undefined>();
  const placeOf = (path: string): string => (existsSync(join(root, path)) ? join(root, path) : join(beside, path));
  const textOf = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, isFile(placeOf(path)) ? readText(placeOf(path)) : undefined);
    return texts.get(path);
  };
  const kinds = new Map<string, ReturnType<ProjectFiles['kindOf']>>();
  const project: Project = {
    components: {
      version: 1,
      read: (path) => {
        const text = textOf(path);
        return text === undefined ? 'missing' : { text };
      },
    },
    files: {
      version: 1,
      kindOf: (path) => {
        let kind = kinds.get(path);
        if (kind === undefined) {
          kind = path.startsWith('..') ? 'unknown' : existsSync(placeOf(path)) ? (isFile(placeOf(path)) ? 'file' : 'folder') : 'missing';
          kinds.set(path, kind);
        }
        return kind;
      },
      committed: () => undefined,
      list: () => [],
      read: (path) => (/\.(ya?ml|py)$/i.test(path) && dirname(path) !== '' ? textOf(path) : undefined),
    },
  };
  known.set(key, project);
  return project;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}
