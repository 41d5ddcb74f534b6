import { afterEach, expect, test, vi } from 'vitest';
import { Host } from '#host/host.ts';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { Sessions } from './sessions.ts';

afterEach(() => void vi.useRealTimers());

test('a server that ends offers no new link, however its sockets leave', () => {
  const folder = tempFolder();
  vi.useFakeTimers();
  const links: string[] = [];
  const host = new Host({ profile: folder, appRoot: folder, version: '0', shell: 'browser', log: () => {} });
  const sessions = new Sessions({ host, startPath: undefined, onNewToken: (token) => links.push(token), abandonedAfterMs: 1000 });
  const session = sessions.admit({ token: sessions.token });
  const send = () => {};
  if (!session.ok) throw new Error(session.failure);
  sessions.join(session.value, send);

  sessions.dispose();
  sessions.leave(session.value, send);
  vi.advanceTimersByTime(60_000);

  expect(links).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  host.dispose();
});
