import { beforeEach, expect, it } from 'vitest';
import type { LibraryPlace } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { MemoryHost } from '../testing/memory-host.ts';
import { Announcer } from '../window/announcer.store.ts';
import { Dialogs } from '../window/dialogs.store.ts';
import { createFrameStore } from '../window/frame.store.ts';
import { SelectionStore } from '../window/selection.store.ts';
import { SettingsStore } from '../window/settings.store.ts';
import { WorkspaceStore } from '../workspace/workspace.store.ts';
import { LibraryUse } from './library-use.store.ts';

const PROJECT = { project: 'p', place: 'pl', name: 'demo', label: '~/demo' } as never;

let place: LibraryPlace;
let copies: unknown[];
let settings: SettingsStore;
let use: LibraryUse;

beforeEach(async () => {
  const memory = new MemoryHost();
  copies = [];
  const library = {
    look: () => Promise.resolve({ ok: true, value: place }),
    addToProject: (args: { component: string; as?: string }) => {
      copies.push(args);
      return Promise.resolve({ ok: true, value: { path: `components/${args.as ?? args.component}/component.yml`, isNew: true } });
    },
  };
  const host = { ...memory.api, library } as unknown as HostApi;
  settings = new SettingsStore(host);
  const [announcer, selection, frame] = [new Announcer(), new SelectionStore(), createFrameStore()];
  const workspace = new WorkspaceStore({
    host,
    settings,
    selection,
    dialogs: new Dialogs(),
    announcer,
    createDocuments: () => new Workspace({ now: () => 0 }),
  });
  await workspace.enter(PROJECT);
  use = new LibraryUse({ host, settings, announcer, workspace, frame });
});

/** Asks, waits for the question and answers it. */
async function ask(answer: Parameters<LibraryUse['answer']>[0]) {
  const asked = use.pathFor('prep');
  await new Promise<void>((settle) => {
    const stop = use.store.subscribe(({ question }) => {
      if (!question) return;
      stop();
      settle();
    });
  });
  use.answer(answer);
  return asked;
}

it('asks once, copies, and remembers', async () => {
  place = { state: 'free', free: 'prep_2' };

  const first = await ask('copy');
  const second = await use.pathFor('prep');

  expect([first, second]).toEqual(Array(2).fill({ path: 'components/prep/component.yml', copied: 'components/prep/' }));
  expect(settings.get('library.use')).toBe('copy');
  expect(use.store.getState().question).toBeUndefined();
});

it('points at the library where it lies inside the project', async () => {
  place = { state: 'free', free: 'prep_2', reference: 'tools/components/prep/component.yml' };

  expect(await ask('reference')).toEqual({ path: 'tools/components/prep/component.yml', copied: undefined });
  expect(copies).toEqual([]);
});

it('asks again where an earlier answer cannot be followed', async () => {
  await settings.set('library.use', 'reference');
  place = { state: 'free', free: 'prep_2' };

  expect(await ask(undefined)).toBeUndefined();
  expect(settings.get('library.use')).toBe('reference');
});

it('asks nothing when the project holds the same files', async () => {
  place = { state: 'same', own: 'components/prep/component.yml', free: 'prep_2' };

  expect(await use.pathFor('prep')).toEqual({ path: 'components/prep/component.yml', copied: undefined });
  expect(copies).toEqual([]);
});

it('never writes over other files: the own ones or a copy beside them, whatever was answered before', async () => {
  await settings.set('library.use', 'copy');
  place = { state: 'other', own: 'components/prep/component.yml', free: 'prep_2' };

  expect(await ask('own')).toEqual({ path: 'components/prep/component.yml', copied: undefined });
  expect(await ask('beside')).toEqual({ path: 'components/prep_2/component.yml', copied: 'components/prep_2/' });
  expect(copies).toEqual([{ project: 'p', component: 'prep', as: 'prep_2' }]);
  expect(settings.get('library.use')).toBe('copy');
});
