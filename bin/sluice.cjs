#!/usr/bin/env node
// The `sluice` command. Built by `npm run build`; never builds anything by itself.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '..', 'dist', 'cli');
const quick = join(folder, 'quick.cjs');
if (existsSync(quick)) {
  // Most of a short call is the start of Node and what it loads, so the command itself is loaded only when it is needed.
  require(quick)
    .answerQuickly(process.argv.slice(2))
    .then((isDone) => isDone || require(join(folder, 'main.cjs')));
} else {
  process.stderr.write('Sluice has not been built yet: run `npm run build` (or `npm start`) in its folder first.\n');
  process.exitCode = 2;
}
