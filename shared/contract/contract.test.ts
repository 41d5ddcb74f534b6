import { describe, expect, it } from 'vitest';
import { makeHostApi } from './client.ts';
import { contract } from './contract.ts';
import { EVENT_NAMES, REQUEST_NAMES } from './names.ts';
import { relativePath } from './schemas.ts';

describe('the contract', () => {
  it('lists every name for those that need no schemas', () => {
    const kinds = Object.entries(contract);

    expect([...REQUEST_NAMES].sort()).toEqual(
      kinds
        .filter(([, part]) => part.kind === 'request')
        .map(([name]) => name)
        .sort(),
    );
    expect([...EVENT_NAMES].sort()).toEqual(
      kinds
        .filter(([, part]) => part.kind === 'event')
        .map(([name]) => name)
        .sort(),
    );
  });

  it.each([
    '../secret.yml',
    'a/../../b',
    '/etc/passwd',
    'C:/Windows',
    'c:evil',
    '\\\\server\\share',
    'a\\..\\b',
    'a\0b',
    '',
    '.',
    './a',
    'a//b',
    'a/',
    '//server/share',
    'x'.repeat(5000),
  ])('refuses %j as a path inside a project', (path) => {
    expect(relativePath.safeParse(path).success).toBe(false);
  });

  it.each(['pipeline.yml', 'components/train/component.yml', '..hidden', 'a..b/c', 'with space.yml', 'übung.yml', 'a/...'])(
    'takes %j as a path inside a project',
    (path) => {
      expect(relativePath.safeParse(path).success).toBe(true);
    },
  );

  it('makes one function a request', async () => {
    const sent: unknown[] = [];
    const host = makeHostApi({ send: async (name, args) => sent.push([name, args]), listen: () => () => undefined });

    await host.files.read({ project: 'p', path: 'pipeline.yml' });

    expect(sent).toEqual([['files.read', { project: 'p', path: 'pipeline.yml' }]]);
    for (const name of REQUEST_NAMES) expect(typeof Reflect.get(Reflect.get(host, name.split('.')[0] ?? ''), name.split('.')[1] ?? '')).toBe('function');
  });
});
