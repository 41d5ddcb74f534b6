import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../testing/check-tester.ts';

describe('a key that every object of JavaScript has', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])('%s is an unknown key like another', (key) => {
    const job = `    type: command\n    command: ls\n    environment: azureml:e:1\n    ${key}: x\n`;
    const codes = problemsOf(undefined, `type: pipeline\n${key}: 1\njobs:\n  a:\n${job}`).map(({ code }) => code);

    expect(codes).not.toContain('check-crashed');
    expect(codes.filter((code) => code === 'unknown-key' || code === 'unknown-job-key').length).toBeGreaterThanOrEqual(2);
  });
});
