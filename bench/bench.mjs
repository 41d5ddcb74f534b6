// `npm run bench [-- b1 b3 …] [--repeats N] [--sizes 8,50] [--corpus FOLDER] [--floors]`: does the set-up, bundles the benchmarks and runs them.
import { build } from 'esbuild';
import { findBrowser } from '../build/find-browser.mjs';
import { at } from '../build/paths.mjs';
import { run } from '../build/run.mjs';
import { ensureBuild, ensureNode, ensurePackages } from '../build/setup.mjs';

ensureNode();
await ensurePackages();
await ensureBuild();
await build({
  entryPoints: [at('bench', 'main.ts')],
  outfile: at('.cache', 'bench', 'main.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { code } = await run(process.execPath, [at('.cache', 'bench', 'main.mjs'), ...process.argv.slice(2)], {
  env: { SLUICE_BROWSER: await findBrowser(), SLUICE_ROOT: at() },
});
process.exit(code);
