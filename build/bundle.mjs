// Bundles the app into dist/: the renderer with Vite, the command and the desktop shell with esbuild.
import fs from 'node:fs';
import { build as esbuild, transform } from 'esbuild';
import { build as vite } from 'vite';
import { at } from './paths.mjs';

const { version } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));
const define = { 'process.env.SLUICE_VERSION': JSON.stringify(version) };
const common = { bundle: true, sourcemap: true, legalComments: 'none', logLevel: 'warning', define, absWorkingDir: at() };

/**
 * Builds a part beside the one that is there and puts it in its place when it is complete: what starts meanwhile, and a build that is interrupted or fails,
 * find the old one whole. Nothing of the old one stays: names of chunks change with their content.
 */
async function replace(name, build) {
  const next = at('dist', `.${name}.next`);
  fs.rmSync(next, { recursive: true, force: true });
  await build(next);
  fs.rmSync(at('dist', name), { recursive: true, force: true });
  fs.renameSync(next, at('dist', name));
}

/** The command: Node 20, split into chunks so that a verb loads only what it needs; and what answers before it is loaded, in one file. */
const command = (outdir) =>
  Promise.all([
    commandItself(outdir),
    esbuild({
      ...common,
      entryPoints: { quick: at('cli', 'quick.ts') },
      outdir,
      outExtension: { '.js': '.cjs' },
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    }),
  ]);

/** What a run loads before its first job starts lies in one file: to find and read sixty takes longer than what is in them. */
const PACKED = 'cli/run/run-run.ts';
const PACK = 'run-pack.cjs';

/** Chunks can only be made of modules, which Node 20 loads at more than twice the cost of CommonJS: so each is turned into that afterwards. */
const commandItself = async (outdir) => {
  const { outputFiles, metafile } = await esbuild({
    ...common,
    define: { ...define, 'import.meta.url': '__url' },
    sourcemap: 'inline',
    entryPoints: { main: at('cli', 'main.ts') },
    outdir,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    write: false,
    metafile: true,
  });
  const packed = packedIn(metafile.outputs);
  const pack = [];
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const url = text.includes('__url') ? "const __url = require('node:url').pathToFileURL(__filename).href;" : '';
      const { code, map } = await transform(text, {
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        supported: { 'dynamic-import': false },
        sourcemap: true,
        // A module is strict without saying so.
        banner: `'use strict';${url}`,
      });
      const name = path.slice(outdir.length + 1);
      fs.mkdirSync(outdir, { recursive: true });
      if (packed.has(name)) {
        // In brackets it is compiled at once, and not read over first.
        pack.push(`${JSON.stringify(`./${name}`)}: (function (module, exports, require) {\n${code}})`);
        fs.writeFileSync(path, `module.exports = require('./${PACK}').take('./${name}');\n`);
        return;
      }
      fs.writeFileSync(path, `${code}//# sourceMappingURL=${name}.map\n`);
      fs.writeFileSync(`${path}.map`, map);
    }),
  );
  fs.writeFileSync(`${outdir}/${PACK}`, `${TAKE}const chunks = {\n${pack.sort().join(',\n')}\n};\n`);
};

/** The names of the chunks that are loaded with a run, without those that the command has loaded by then. */
function packedIn(outputs) {
  const from = (entry) => {
    const found = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === entry));
    for (const path of found) for (const { path: next, kind, external } of outputs[path].imports) if (kind === 'import-statement' && !external) found.add(next);
    return found;
  };
  const loaded = from('cli/main.ts');
  return new Set([...from(PACKED)].filter((path) => !loaded.has(path)).map((path) => path.slice(path.lastIndexOf('/') + 1)));
}

/** Gives a chunk of the pack as `require` would: once, and to chunks that need each other while it is being made. */
const TAKE = `'use strict';
const taken = new Map();
exports.take = (name) => {
  const known = taken.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  taken.set(name, module);
  chunks[name](module, module.exports, (id) => (Object.hasOwn(chunks, id) ? exports.take(id) : require(id)));
  return module.exports;
};
`;

/** Main process and preload: one CommonJS file each, for Node 16 and newer (docs/decisions: which Electron the tests run on). */
const desktop = (outdir) =>
  esbuild({
    ...common,
    entryPoints: { main: at('electron', 'main.ts'), preload: at('electron', 'preload.ts') },
    outdir,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    external: ['electron'],
  });

const renderer = (outDir) => vite({ configFile: at('build', 'vite.config.mjs'), logLevel: 'warn', build: { outDir, emptyOutDir: true } });

const parts = { cli: command, electron: desktop, renderer };
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part '${name}' to bundle; there are ${Object.keys(parts).join(', ')}.`);
  await replace(name, part);
}
