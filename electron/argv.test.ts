import { describe, expect, it } from 'vitest';
import { pathsFromArgv } from './argv.ts';

describe('the paths of a start', () => {
  it('leave out switches, the binary and the script', () => {
    const argv = ['/opt/electron', '--inspect=0', '--no-sandbox', 'dist/electron/main.cjs', 'work/pipeline.yml', '--lang', '/abs/folder', ''];

    expect(pathsFromArgv(argv, '/home/a', ['/home/a/dist/electron/main.cjs'])).toEqual(['/home/a/work/pipeline.yml', '/abs/folder']);
  });
});
