import { describe, expect, it } from 'vitest';
import { commands } from '#shared/commands/commands.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { fitOf, type PaletteSources, searchPalette } from './palette-view-model.ts';
import { shortcutGroups, shortened } from './shortcuts-view-model.ts';

const PIPELINE = `type: pipeline
jobs:
  split:
    type: command
    command: x
    outputs: {train_data: {type: uri_folder}}
  train:
    type: command
    command: x
    inputs: {data: '\${{parent.jobs.split.outputs.train_data}}'}
  deploy:
    type: command
    command: x
    inputs: {traffic: 10}
`;

function sources(): PaletteSources {
  const session = new Workspace({ now: () => 0 }).open('pipeline.yml', PIPELINE);
  return { session, files: ['src/train.py'], commands, recent: [], isEnabled: (id) => id !== 'file.closeProject' };
}

const titles = (query: string, group: string) =>
  searchPalette(query, sources())
    .find((each) => each.title === group)
    ?.items.map((item) => item.title) ?? [];

describe('searchPalette', () => {
  it('finds jobs, ports and values by the beginning first', () => {
    expect(titles('tra', 'In this pipeline')).toEqual(['train', 'train_data', 'traffic', 'traffic: 10']);
  });

  it('finds files and commands', () => {
    expect(titles('train', 'Files')).toEqual(['src/train.py']);
    expect(titles('swap', 'Commands')).toEqual(['Swap text and graph']);
  });

  it('keeps to commands after >, to jobs after @', () => {
    expect(searchPalette('>tidy', sources()).map((group) => group.title)).toEqual(['Commands']);
    expect(titles('@', 'In this pipeline')).toEqual(['split', 'train', 'deploy']);
  });

  it('shows what cannot be run now behind what can, with the reason, and only where it is searched for', () => {
    const found = searchPalette('>close the folder', sources())[0]?.items[0];

    expect(found).toMatchObject({ title: 'Close the folder', isDisabled: true, note: 'not possible now' });
    expect(titles('>', 'Commands')).not.toContain('Close the folder');
  });
});

describe('fitOf', () => {
  it('ranks the beginning before a word before the middle before scattered letters', () => {
    expect([fitOf('train', 'tra'), fitOf('re train', 'tra'), fitOf('xtrain', 'tra'), fitOf('t_r_a', 'tra'), fitOf('x', 'tra')]).toEqual([
      0,
      1,
      2,
      3,
      undefined,
    ]);
  });
});

describe('the shortcut sheet', () => {
  it('joins commands of one row', () => {
    const everywhere = shortcutGroups(commands, '').find((group) => group.title === 'Everywhere');

    expect(everywhere?.rows.find((row) => row.label === 'Undo, redo')?.keys).toEqual(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y']);
  });

  it('is found by key', () => {
    expect(shortcutGroups(commands, 'ctrl+k').flatMap((group) => group.rows.map((row) => row.label))).toEqual(['Search everything']);
  });

  it('writes what is held down once', () => {
    expect(shortened(['Mod+1', 'Mod+2', 'Mod+3'])).toEqual(['Mod+1', '2', '3']);
    expect(shortened(['?', 'F1'])).toEqual(['?', 'F1']);
  });
});
