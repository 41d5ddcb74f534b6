import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FLAT = `import json, ask_sdk
print(json.dumps(list(ask_sdk.flat({"defaults": ["Unknown field."], "jobs": {"a": {"value": ["Not a valid string."]}}}))))`;

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('what the schemas of the SDK raise is told key by key', () => {
  const done = spawnSync('python3', ['-B', '-c', FLAT], { encoding: 'utf8', cwd: join(import.meta.dirname, 'python') });

  expect(JSON.parse(done.stdout)).toEqual([
    { message: 'Unknown field.', path: 'defaults' },
    { message: 'Not a valid string.', path: 'jobs.a.value' },
  ]);
});
