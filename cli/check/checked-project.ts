import { DiskComponentFiles, type NamedDocument } from '#host/files/component-files.ts';
import { DiskProjectFiles } from '#host/files/disk-project-files.ts';
import { committedText } from '#host/git/git-status.ts';
import { checks } from '#shared/checks/checks.ts';
import { CHECKS_FILE, type ChecksFile, defaultChecks, readChecksFile } from '#shared/checks/checks-file.ts';
import type { Problem } from '#shared/checks/problem.ts';
import { Checker } from '#shared/checks/run-checks.ts';
import { SecretScanner } from '#shared/checks/secrets/secret-scanner.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';

/** A document and what the checks say about it. */
export interface Checked {
  /** As the user would name it from here. */
  readonly name: string;
  readonly document: NamedDocument;
  readonly doc: YamlDocument;
  readonly pipeline: Pipeline;
  readonly problems: readonly Problem[];
}

/** A project on disk whose documents are checked one after the other. */
export class CheckedProject {
  readonly root: string;
  readonly files: DiskProjectFiles;
  readonly components: DiskComponentFiles;
  readonly settings: ChecksFile;
  /** What is wrong with `.sluice/checks.yml`. */
  readonly notes: readonly string[];
  /** Its rules are loaded with the first text that is scanned. */
  readonly #secrets = new SecretScanner(async (text, path) => (await import('#shared/checks/secrets/find-secrets.ts')).findSecrets(text, path));

  private constructor(root: string, files: DiskProjectFiles) {
    this.root = root;
    this.files = files;
    this.components = new DiskComponentFiles(root);
    const text = files.read(CHECKS_FILE);
    const read = text === undefined ? { settings: defaultChecks, notes: [] } : readChecksFile(text, new Set(checks.map((check) => check.code)));
    this.settings = read.settings;
    this.notes = read.notes;
  }

  static async load(root: string): Promise<CheckedProject> {
    return new CheckedProject(root, await DiskProjectFiles.load(root));
  }

  /** Another file of the project, read. */
  document(path: string): YamlDocument | undefined {
    const text = this.files.read(path);
    return text === undefined ? undefined : readYaml(text);
  }

  /** Everything that is wrong with a document, secrets in it and in the code that it sends included. */
  async check(name: string, document: NamedDocument): Promise<Checked> {
    if (/^(\$schema|type):/m.test(document.text)) this.files.setCommitted(document.path, await committedText(this.root, document.path));
    const checked = this.#look(name, document);
    return (await this.#secrets.scan()) ? this.#look(name, document) : checked;
  }

  #look(name: string, document: NamedDocument): Checked {
    const { path, text } = document;
    const doc = readYaml(text);
    const { components, files, settings } = this;
    const pipeline = readPipeline(doc, { path, components });
    const secrets = this.#secrets.view((file) => (file === path ? text : files.read(file)));
    return { name, document, doc, pipeline, problems: new Checker().check({ path, doc, pipeline, components, files, settings, secrets }) };
  }
}
