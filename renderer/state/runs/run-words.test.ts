import { expect, test } from 'vitest';
import { durationText, runningText } from './run-words.ts';

test('durations read as people say them', () => {
  expect([12, 840, 8_400, 59_980, 184_000, 7_800_000].map(durationText)).toEqual(['12 ms', '0.8 s', '8.4 s', '1 min', '3 min 4 s', '2 h 10 min']);
});

test('what goes on is told in whole seconds', () => {
  expect([999, 12_900, 132_400].map(runningText)).toEqual(['0 s', '12 s', '2 min 12 s']);
});
