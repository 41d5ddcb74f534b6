import { expect, test } from 'vitest';
import { whenUnwritten } from './when-unwritten.ts';

function failing(code: string, message: string, runs: boolean) {
  const said: string[] = [];
  whenUnwritten(Object.assign(new Error(message), { code }), {
    say: (sentence) => said.push(sentence),
    hangUp: () => runs && said.push('hung up') > 0,
    exit: (exit) => said.push(`exit ${exit}`),
  });
  return said;
}

test('a reader that went away ends the command without a word', () => {
  expect(failing('EPIPE', 'write EPIPE', false)).toEqual(['exit undefined']);
});

test('a run whose reader went away is stopped, so that none of its jobs is left behind', () => {
  expect(failing('EPIPE', 'write EPIPE', true)).toEqual(['hung up']);
});

test('a full disk is one sentence, never a stack', () => {
  expect(failing('ENOSPC', 'ENOSPC: no space left on device, write', false)).toEqual([
    'The result could not be written: no space left on device. Send it somewhere else.',
    'exit 2',
  ]);
});
