// Bundles the app into dist/: the renderer with Vite, the command and the desktop shell with esbuild.
import fs from 'node:fs';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { at } from './paths.mjs';

const { version } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));
const define = { 'process.env.SLUICE_VERSION': JSON.stringify(version) };
const common = { bundle: true, sourcemap: true, legalComments: 'none', logLevel: 'warning', define, absWorkingDir: at() };

/** Old chunks would stay for ever: their names change with their content. */
const emptied = (folder) => {
  fs.rmSync(folder, { recursive: true, force: true });
  return folder;
};

/** The command: Node 20, split into chunks so that a verb loads only what it needs. */
const command = () =>
  esbuild({
    ...common,
    entryPoints: { main: at('cli', 'main.ts') },
    outdir: emptied(at('dist', 'cli')),
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });

/** Main process and preload: one CommonJS file each, for Node 16 and newer (docs/decisions: which Electron the tests run on). */
const desktop = () =>
  esbuild({
    ...common,
    entryPoints: { main: at('electron', 'main.ts'), preload: at('electron', 'preload.ts') },
    outdir: emptied(at('dist', 'electron')),
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    external: ['electron'],
  });

const renderer = () => vite({ configFile: at('build', 'vite.config.mjs'), logLevel: 'warn' });

const parts = { cli: command, electron: desktop, renderer };
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part '${name}' to bundle; there are ${Object.keys(parts).join(', ')}.`);
  await part();
}
