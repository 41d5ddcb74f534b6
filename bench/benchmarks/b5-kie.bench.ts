import fs from 'node:fs';
import http from 'node:http';
import type { Page } from 'playwright-core';
import type { Benchmark, Comparison } from '../benchmark.ts';
import { launch } from '../harness/browser.ts';
import { measureKeys } from '../harness/key-latency.ts';
import { peerPath } from '../harness/peers.ts';
import { withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Record<number, { floor: number; target: number }> = { 10: { floor: 2, target: 3 }, 50: { floor: 4, target: 8 }, 200: { floor: 10, target: 20 } };

declare global {
  interface Window {
    drawn: Map<string, number>;
  }
}

/** The only peer with text and live diagram side by side that comes from npm: Apache KIE's serverless workflow editor. */
export const b5Kie: Benchmark = {
  id: 'b5',
  title: 'A key until its label is drawn on the diagram: KIE serverless workflow editor / ours',
  peers: ['@kie-tools/serverless-workflow-standalone-editor'],
  async run({ repeats, sizes, say }) {
    const kie = await serveKie();
    const results: Comparison[] = [];
    try {
      for (const size of sizes.map((size) => (size === 8 ? 10 : size)).filter((size) => size <= 200)) {
        const ratios: number[] = [];
        const pairs: { kie: number; ours: number }[] = [];
        for (let k = 0; k < repeats; k++) {
          const theirs = await measureKie(kie.url, size);
          const ours = await measureOurs(size);
          pairs.push({ kie: theirs, ours });
          say(`${size}: ${JSON.stringify(pairs.at(-1))}`);
          ratios.push(theirs / ours);
        }
        const note = `${median(pairs.map((pair) => pair.kie)).toFixed(0)} ms, ${median(pairs.map((pair) => pair.ours)).toFixed(0)} ms`;
        results.push({ what: `${size} states / jobs`, a: 'KIE', b: 'Sluice', ratios, ...AIMS[size], note });
      }
    } finally {
      kie.close();
    }
    return results;
  },
};

async function measureOurs(size: number): Promise<number> {
  const times = await withSluiceAtMiddle(size, (page) => measureKeys(page, `job_${size >> 1}`, 14));
  return median(times.slice(4).map(({ canvas }) => canvas));
}

/** Median over keys typed at the end of a state's name, from the key's time stamp to the drawing of the new label on the diagram's canvas. */
async function measureKie(url: string, size: number): Promise<number> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // In every frame: when each text was first drawn on a canvas, in the clock that all frames share.
    await page.addInitScript(() => {
      window.drawn = new Map();
      const draw = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (...args) {
        if (!window.drawn.has(args[0])) window.drawn.set(args[0], performance.timeOrigin + performance.now());
        return draw.apply(this, args);
      };
    });
    await page.goto(`${url}?states=${size}`);
    const name = `State${size >> 1}`;
    await drawnAt(page, name, 120_000);

    const frames = page.frames();
    const textFrame =
      (await Promise.all(frames.map(async (frame) => ((await frame.locator('.monaco-editor').count()) > 0 ? frame : undefined)))).find(Boolean) ??
      page.mainFrame();
    await textFrame.evaluate(() => {
      window.addEventListener('keydown', (event) => ((window as unknown as { lastKey: number }).lastKey = performance.timeOrigin + event.timeStamp), {
        capture: true,
      });
    });
    await textFrame.locator('.monaco-editor textarea').first().focus();
    await page.keyboard.press('Control+f');
    const find = textFrame.locator('.find-widget textarea, .find-widget input').first();
    await find.waitFor();
    await find.fill(`name: ${name}`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    const times: number[] = [];
    let label = name;
    for (const key of '7391') {
      await page.keyboard.press(key);
      label += key;
      const at = await drawnAt(page, label, 30_000);
      const pressed = await textFrame.evaluate(() => (window as unknown as { lastKey: number }).lastKey);
      times.push(at - pressed);
    }
    return median(times.slice(1));
  } finally {
    await browser.close();
  }
}

/** When a text was first drawn, in any frame. */
async function drawnAt(page: Page, text: string, timeoutMs: number): Promise<number> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const at = await frame.evaluate((wanted) => window.drawn?.get(wanted), text).catch(() => undefined);
      if (at !== undefined) return at;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`'${text}' was not drawn within ${timeoutMs / 1000} s.`);
}

/** Serves the peer's one script and a page that opens a workflow of `?states=N` in it. */
async function serveKie(): Promise<{ url: string; close(): void }> {
  const script = peerPath('@kie-tools', 'serverless-workflow-standalone-editor', 'dist', 'swf', 'index.js');
  const html = `<!doctype html><meta charset="utf-8"><style>html,body,#editor{margin:0;height:100%}</style><div id="editor"></div><script src="/kie.js"></script><script>
    const count = Number(new URLSearchParams(location.search).get('states'));
    const lines = ['id: bench', 'version: "1.0"', 'specVersion: "0.8"', 'name: bench', 'start: State0', 'functions: []', 'states:'];
    for (let k = 0; k < count; k++) lines.push('  - name: State' + k, '    type: inject', '    data: {}', k + 1 < count ? '    transition: State' + (k + 1) : '    end: true');
    SwfEditor.open({ container: document.getElementById('editor'), initialContent: Promise.resolve(lines.join('\\n')), readOnly: false, languageType: 'yaml' });
  </script>`;
  const server = http.createServer((request, response) => {
    if (request.url === '/kie.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
      fs.createReadStream(script).pipe(response);
    } else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
