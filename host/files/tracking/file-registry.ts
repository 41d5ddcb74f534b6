import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesIn, readFields, readTexts } from './file-store.ts';

/** A version of a registered model, as MLflow's file store keeps it. */
export interface FileVersion {
  readonly version: number;
  /** Folder of the model; undefined where it is none on this computer. */
  readonly folder: string | undefined;
  readonly runId: string | undefined;
  /** The model of MLflow 3 that it is. */
  readonly modelId: string | undefined;
  readonly description: string | undefined;
  readonly stage: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface FileModel {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, string>>;
  readonly versions: readonly FileVersion[];
}

const DELETED = 'Deleted_Internal';

/** The registry that jobs see: files, beside those that they log to. */
export class FileRegistry {
  readonly #folder: string;

  /** `store` is the folder that jobs log to. */
  constructor(store: string) {
    this.#folder = join(store, 'models');
  }

  read(): readonly FileModel[] {
    return namesIn(this.#folder).flatMap((entry) => {
      const folder = join(this.#folder, entry);
      const meta = readFields(join(folder, 'meta.yaml'));
      if (meta === undefined) return [];
      return [
        {
          name: textOf(meta.name) ?? entry,
          description: textOf(meta.description),
          tags: readTexts(join(folder, 'tags')),
          aliases: trimmed(readTexts(join(folder, 'aliases'))),
          versions: namesIn(folder)
            .flatMap((name) => readVersion(join(folder, name)))
            .sort((a, b) => a.version - b.version),
        },
      ];
    });
  }

  /** Points an alias at a version, or takes it away. */
  setAlias(model: string, alias: string, version: string | undefined): void {
    setText(join(this.#folder, model, 'aliases', alias), version);
  }

  setTag(model: string, version: string, tag: string, value: string | undefined): void {
    setText(join(this.#folder, model, `version-${version}`, 'tags', tag), value);
  }

  setStage(model: string, version: string, stage: string): void {
    const file = join(this.#folder, model, `version-${version}`, 'meta.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^current_stage:.*$/m, `current_stage: ${stage}`));
  }

  /** Adds a version that was registered elsewhere, with its model where it is not there. */
  addVersion(model: string, version: Omit<FileVersion, 'folder'> & { readonly source: string }): void {
    const folder = join(this.#folder, model);
    const time = Date.now();
    const times = `creation_timestamp: ${time}\nlast_updated_timestamp: ${time}\n`;
    mkdirSync(join(folder, `version-${version.version}`), { recursive: true });
    if (readFields(join(folder, 'meta.yaml')) === undefined)
      writeFileSync(join(folder, 'meta.yaml'), `name: ${JSON.stringify(model)}\n${times}description: null\n`);
    const fields = {
      name: model,
      version: version.version,
      source: version.source,
      storage_location: version.source,
      run_id: version.runId ?? null,
      run_link: null,
      current_stage: version.stage,
      description: version.description ?? null,
      status: 'READY',
      status_message: null,
      user_id: null,
    };
    const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
    writeFileSync(join(folder, `version-${version.version}`, 'meta.yaml'), lines.join('') + times);
    for (const [tag, value] of Object.entries(version.tags)) this.setTag(model, String(version.version), tag, value);
  }

  /** Takes a version away. Its number is not given again. */
  removeVersion(model: string, version: string): void {
    this.setStage(model, version, DELETED);
  }
}

function readVersion(folder: string): readonly FileVersion[] {
  const meta = readFields(join(folder, 'meta.yaml'));
  if (meta === undefined || typeof meta.version !== 'number' || meta.current_stage === DELETED) return [];
  return [
    {
      version: meta.version,
      folder: folderOf(textOf(meta.storage_location)) ?? folderOf(textOf(meta.source)),
      runId: textOf(meta.run_id),
      modelId: textOf(meta.model_id) ?? /^models:\/(m-[0-9a-f]{32})$/.exec(textOf(meta.source) ?? '')?.[1],
      description: textOf(meta.description),
      stage: textOf(meta.current_stage) ?? 'None',
      tags: readTexts(join(folder, 'tags')),
    },
  ];
}

function folderOf(uri: string | undefined): string | undefined {
  if (uri === undefined) return undefined;
  if (uri.startsWith('/')) return uri;
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function trimmed(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()]));
}

function setText(file: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
