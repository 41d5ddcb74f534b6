import type { EditContext, ProjectTexts } from '#shared/edits/edit.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';

/** Files of a made-up project, by path. */
export type Files = Readonly<Record<string, string>>;

const known = new WeakMap<Files, ComponentFiles>();

/** Answers for component files from a record; the same answers for the same record, so that what was read of them is kept. */
export function componentsOf(files: Files): ComponentFiles {
  const before = known.get(files);
  if (before) return before;
  const components: ComponentFiles = {
    version: 1,
    read(path) {
      const text = files[path];
      return text === undefined ? 'missing' : { text };
    },
  };
  known.set(files, components);
  return components;
}

/** Answers for the texts of a project from a record. */
export function textsOf(files: Files): ProjectTexts {
  return { list: () => Object.keys(files).filter((path) => /\.ya?ml$/.test(path)), read: (path) => files[path] };
}

/** What an edit may look at, for a text at `path` beside `files`. */
export function contextOf(text: string, files: Files = {}, path = 'pipeline.yml'): EditContext {
  const doc = readYaml(text);
  const components = componentsOf(files);
  return { path, doc, pipeline: readPipeline(doc, { path, components }), components, project: textsOf({ ...files, [path]: text }) };
}
