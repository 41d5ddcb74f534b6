import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';

const root = process.env.SLUICE_ROOT ?? '.';

/** Peers name files of Monaco by the paths that they had before it said which of them others may import. */
const monacoAsBefore: Plugin = {
  name: 'monaco-as-before',
  setup({ onResolve }) {
    onResolve({ filter: /^monaco-editor\/esm\/vs\// }, ({ path: wanted }) => ({ path: path.resolve(root, 'node_modules', wanted) }));
  },
};

/** A fresh Chromium without a GPU, so that every machine draws the same way. As root there is no sandbox to be had. */
export function launch(): Promise<Browser> {
  const args = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath: process.env.SLUICE_BROWSER, args });
}

/** Bundles one page script, and `worker.js` beside it, into a folder of its own and serves it on the loopback interface until `close`. */
export async function servePage(script: string, body = '', worker?: string): Promise<{ url: string; close(): void }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  await build({
    entryPoints: {
      page: path.join(root, 'bench', 'pages', script),
      ...(worker === undefined ? {} : { worker: path.join(root, 'bench', 'pages', worker) }),
    },
    plugins: [monacoAsBefore],
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'chrome108',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'file', '.woff': 'file', '.eot': 'file' },
    nodePaths: [path.join(root, 'bench', 'peers', 'node_modules')],
    logLevel: 'warning',
  });
  const style = fs.existsSync(path.join(folder, 'page.css')) ? '<link rel="stylesheet" href="page.css">' : '';
  fs.writeFileSync(
    path.join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>bench</title>${style}${body}<script type="module" src="page.js"></script>`,
  );
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.basename(new URL(request.url ?? '/', 'http://x').pathname) || 'index.html');
    if (!fs.existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': `${types[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8` });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
