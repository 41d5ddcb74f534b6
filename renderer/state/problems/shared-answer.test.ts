import { expect, test } from 'vitest';
import { SharedAnswer } from './shared-answer.ts';

const fresh = () => new SharedAnswer(new SharedArrayBuffer(4096));

test('an answer is taken once', () => {
  const box = fresh();
  expect(box.take()).toBeUndefined();
  box.put({ name: 'Zoë' });
  expect(box.take()).toEqual({ name: 'Zoë' });
  expect(box.take()).toBeUndefined();
  box.put(1);
  box.put(2);
  expect(box.take()).toBe(2);
});

test('an answer that is too long is left out', () => {
  const box = fresh();
  box.put('x'.repeat(5000));
  expect(box.take()).toBeUndefined();
});

test('an answer that is being written is left alone, and taken when it is whole', () => {
  const box = fresh();
  const head = new Int32Array(box.memory, 0, 2);
  box.put('first');
  Atomics.add(head, 0, 1);
  expect(box.take()).toBeUndefined();
  Atomics.add(head, 0, 1);
  expect(box.take()).toBe('first');
});

test('two sides share it', () => {
  const box = fresh();
  new SharedAnswer(box.memory).put([1, 2]);
  expect(box.take()).toEqual([1, 2]);
});
