import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Role } from '#shared/azureml/kinds.ts';
import { looksLikeGate, ROLE_TAG, roleOf } from '#shared/azureml/role.ts';
import type { LibraryComponent, ProjectEntry } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import { lookUpComponent } from '#shared/pipeline/component-cache.ts';
import { componentLabel } from '#shared/pipeline/paths.ts';
import type { ComponentFiles, ComponentInterface } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { isYamlPath } from '../workspace/layout-path.ts';

/** The type of what is dragged from the list of components. Its data is a `ComponentChoice` as JSON. */
export const COMPONENT_DRAG_TYPE = 'application/x-sluice-component';

/** A component as it is chosen: a file of the project, one of the starter library by id, or a reference. */
export interface ComponentChoice {
  readonly path?: string;
  readonly library?: string;
  readonly ref?: string;
}

/** A component that can be added. */
export interface ComponentItem {
  readonly key: string;
  readonly choice: ComponentChoice;
  /** Display name, else the name in words. */
  readonly title: string;
  /** Folder name, as nodes show it. */
  readonly name: string;
  readonly description: string | undefined;
  readonly role: Role | undefined;
  readonly declared: ComponentInterface;
  /** What a drag carries: the choice, and for the preview the text of the file and the place where it stands or will stand. */
  readonly drag: ComponentChoice & { readonly text: string };
}

/** Components that were added lately and the starter library. */
export class ComponentList {
  readonly store: StoreApi<{ readonly library: readonly ComponentItem[]; readonly recent: readonly ComponentChoice[] }> = createStore(() => ({
    library: [] as readonly ComponentItem[],
    recent: readRecent(),
  }));
  readonly #host: HostApi;
  #isLoaded = false;

  constructor(host: HostApi) {
    this.#host = host;
  }

  /** Fetches the starter library once. */
  async load(): Promise<void> {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    const answer = await this.#host.library.list({});
    if (!answer.ok) {
      this.#isLoaded = false;
      return;
    }
    const items = answer.value.components.flatMap((component: LibraryComponent) => {
      const declared = readComponent(component.text);
      return declared
        ? [itemOf({ library: component.id }, component.path, declared, { library: component.id, path: `components/${component.path}`, text: component.text })]
        : [];
    });
    this.store.setState({ library: items.sort((a, b) => a.title.localeCompare(b.title)) });
  }

  /** Remembers what was added, newest first. */
  use(choice: ComponentChoice): void {
    const key = keyOf(choice);
    const recent = [choice, ...this.store.getState().recent.filter((each) => keyOf(each) !== key)].slice(0, 6);
    this.store.setState({ recent });
    try {
      localStorage.setItem('sluice.recentComponents', JSON.stringify(recent));
    } catch {
      // Storage may be refused: the list then lasts until the window closes.
    }
  }
}

/** The component files of a project, by title. */
export function projectComponents(entries: readonly ProjectEntry[], files: ComponentFiles): readonly ComponentItem[] {
  const items = entries.flatMap((entry) => {
    if (entry.kind !== 'file' || !isYamlPath(entry.path)) return [];
    const found = lookUpComponent(files, entry.path);
    if (found.state !== 'found' || !found.declared.kind.endsWith('-component')) return [];
    const read = files.read(entry.path);
    const drag = { path: entry.path, text: typeof read === 'object' ? read.text : '' };
    return [itemOf({ path: entry.path }, entry.path, found.declared, drag)];
  });
  return items.sort((a, b) => a.title.localeCompare(b.title));
}

/** One key for each thing that can be chosen. */
export function keyOf(choice: ComponentChoice): string {
  return choice.path !== undefined ? `path:${choice.path}` : choice.library !== undefined ? `library:${choice.library}` : `ref:${choice.ref ?? ''}`;
}

const items = new WeakMap<ComponentInterface, ComponentItem>();

function itemOf(choice: ComponentChoice, path: string, declared: ComponentInterface, drag: ComponentItem['drag']): ComponentItem {
  const before = items.get(declared);
  if (before && before.key === keyOf(choice)) return before;
  const label = componentLabel(path);
  const inputs = declared.inputs.map((port) => port.name);
  const outputs = declared.outputs.map((port) => port.name);
  const item: ComponentItem = {
    key: keyOf(choice),
    choice,
    title: declared.displayName ?? inWords(declared.name ?? label),
    name: declared.name ?? label,
    description: declared.description?.split(/(?<=\.)\s|\n\n/)[0]?.trim(),
    role: roleOf({
      tag: declared.tags[ROLE_TAG],
      isSweep: false,
      isAutoml: declared.kind === 'automl-component',
      looksLikeGate: looksLikeGate(inputs, outputs, declared.name),
      names: [declared.name ?? label, declared.displayName ?? ''],
      outputs,
      inputs,
    }),
    declared,
    drag,
  };
  items.set(declared, item);
  return item;
}

function inWords(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readRecent(): readonly ComponentChoice[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem('sluice.recentComponents') ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((each): each is ComponentChoice => typeof each === 'object' && each !== null);
  } catch {
    return [];
  }
}
