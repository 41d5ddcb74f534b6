#!/usr/bin/env node
// The `sluice` command. Built by `npm run build`; never builds anything by itself.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(main))) {
  await import(main.href);
} else {
  process.stderr.write('Sluice has not been built yet: run `npm run build` (or `npm start`) in its folder first.\n');
  process.exitCode = 2;
}
