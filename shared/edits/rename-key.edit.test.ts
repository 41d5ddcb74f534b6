import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { renameKey } from './rename-key.edit.ts';

describe('rename-key', () => {
  test('keeps value, place and comments', () => {
    const edit = expectEdit(renameKey, { path: ['trigger', 'timezone'], to: 'time_zone' });

    edit.on('trigger:\n  # when\n  timezone: UTC # here\n  type: cron\n').gives('trigger:\n  # when\n  time_zone: UTC # here\n  type: cron\n').undoes();
    edit.on('trigger: { "timezone": UTC }\n').gives('trigger: { "time_zone": UTC }\n').undoes();
    edit.on('trigger:\r\n    timezone:\r\n        a: 1\r\n').gives('trigger:\r\n    time_zone:\r\n        a: 1\r\n').undoes();
  });

  test('quotes a name that would be read as something else', () => {
    expectEdit(renameKey, { path: ['a'], to: 'yes' })
      .on('a: 1\n')
      .gives('"yes": 1\n')
      .undoes();
  });

  test('refuses a name that is taken, a key that is not there and an item of a list', () => {
    expectEdit(renameKey, { path: ['a'], to: 'b' })
      .on('a: 1\nb: 2\n')
      .refuses('name-taken');
    expectEdit(renameKey, { path: ['c'], to: 'b' })
      .on('a: 1\n')
      .refuses('no-such-path');
    expectEdit(renameKey, { path: ['a', 0], to: 'b' })
      .on('a: [1]\n')
      .refuses('no-such-path');
  });
});
