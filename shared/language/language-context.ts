import type { ComponentFiles, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';

/** What the language services may look at: the open document and what is known of its project. Positions are offsets of the document's text. */
export interface LanguageContext {
  /** Path of the document, relative to the project, '/' as separator. */
  readonly path: string;
  readonly doc: YamlDocument;
  readonly pipeline: Pipeline;
  readonly components: ComponentFiles;
  /** Paths of the project's files. */
  readonly files: readonly string[];
  /** Text of a file of the project, as far as it is known; unlike `components` it does not make the document depend on the file. */
  readonly textOf?: (path: string) => string | undefined;
}

/** Part of a text: from `start` up to `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A range in a file of the project. */
export interface FileRange extends TextRange {
  readonly path: string;
}
