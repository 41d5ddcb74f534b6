import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { edits } from './edits.ts';

describe('the list of edits', () => {
  test('gives every edit a schema and a sentence', () => {
    for (const edit of edits) {
      expect(edit.summary).toMatch(/\.$/);
      expect(z.toJSONSchema(edit.args, { unrepresentable: 'any' })).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(new Set(edits.map((edit) => edit.id)).size).toBe(edits.length);
  });
});
