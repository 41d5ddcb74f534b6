import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadPlace } from '../files/runs/download-file.ts';
import { projectOf, runProject } from '../testing/run-project.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { fetchFile, urlsToFetch } from './fetch-file.ts';
import { planFile } from './plan-file.ts';

// Whatever proxy there is, it does not lead back to this computer.
process.env.NO_PROXY = '127.0.0.1';

const BODY = 'a,b\n1,2\n'.repeat(2000);

/** Serves something on this computer while `use` runs; what was asked for is kept. */
async function serving(
  answer: (request: IncomingMessage, response: ServerResponse, asked: number) => void,
  use: (url: string, asked: IncomingMessage[]) => Promise<void>,
) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response, asked.length);
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/data/customers.csv`, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((settle) => server.close(settle));
  }
}

/** Gives ranges of the body under a tag. */
function sendRange(request: IncomingMessage, response: ServerResponse, tag: string): void {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (request.headers['if-match'] !== undefined && request.headers['if-match'] !== tag) {
    response.writeHead(412).end();
    return;
  }
  const rest = BODY.slice(from);
  const range = from === 0 ? {} : { 'content-range': `bytes ${from}-${BODY.length - 1}/${BODY.length}` };
  response.writeHead(from === 0 ? 200 : 206, { etag: tag, 'content-length': rest.length, ...range });
  response.end(rest);
}

test('an address is fetched once for all who read it, and kept with its tag', async () => {
  const root = tempFolder();
  await serving(
    (request, response) => sendRange(request, response, '"1"'),
    async (url, asked) => {
      const found = await Promise.all([fetchFile(root, url), fetchFile(root, url)]);
      await fetchFile(root, url);

      const path = downloadPlace(root, url);
      expect(found).toEqual([
        { ok: true, value: path },
        { ok: true, value: path },
      ]);
      expect(asked).toHaveLength(1);
      expect(readFileSync(path, 'utf8')).toBe(BODY);
      expect(JSON.parse(readFileSync(`${path}.json`, 'utf8'))).toMatchObject({ url, etag: '"1"', bytes: BODY.length });
    },
  );
});

test.each([
  ['goes on where it was', '"1"', `bytes=${100}-`],
  ['begins again when the file changed meanwhile', '"2"', undefined],
])('a download that broke off %s', async (_what, tag, range) => {
  const root = tempFolder();
  await serving(
    (request, response) => sendRange(request, response, tag),
    async (url, asked) => {
      const path = downloadPlace(root, url);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.part`, BODY.slice(0, 100));
      writeFileSync(`${path}.headers`, 'HTTP/1.1 200 OK\r\nETag: "1"\r\n\r\n');

      expect((await fetchFile(root, url)).ok).toBe(true);

      expect(readFileSync(path, 'utf8')).toBe(BODY);
      expect(asked[asked.length - 1]?.headers.range).toBe(range);
      expect(existsSync(`${path}.part`)).toBe(false);
    },
  );
});

test('what cannot be downloaded is said in a sentence that names a way out', async () => {
  const root = tempFolder();
  await serving(
    (request, response) => {
      if (request.url?.includes('gone')) response.writeHead(404).end();
      else if (request.url?.includes('secret')) response.writeHead(403).end();
      else sendRange(request, response, '"1"');
    },
    async (url) => {
      const sentence = async (address: string, env?: Readonly<Record<string, string>>) => {
        const done = await fetchFile(root, address, env === undefined ? {} : { env: { ...process.env, ...env } });
        return done.ok ? '' : done.failure;
      };

      expect(await sentence(`${url}/gone`)).toMatch(/there is no such file \(404\)\. Correct the address, or map it in \.sluice\/local\.yml/);
      expect(await sentence(`${url}/secret`)).toMatch(/may not be read without signing in \(403\)/);
      expect(await sentence(url, { SLUICE_MAX_DOWNLOAD_BYTES: '1000' })).toMatch(/larger than 0 MiB/);
      expect(await sentence('http://127.0.0.1:9/x.csv')).toMatch(/there is no connection to it\. Connect to the network/);
    },
  );
});

test('a run fetches what its plan names, which can be said before', async () => {
  await serving(
    (request, response) => sendRange(request, response, '"1"'),
    async (url, asked) => {
      const root = projectOf(
        `type: pipeline\njobs:\n  a:\n    type: command\n    command: wc -l < \${{inputs.x}} > \${{outputs.out}}\n    environment: {image: ubuntu}\n    inputs:\n      x: {type: uri_file, path: "${url}"}\n    outputs:\n      out: {type: uri_file}\n`,
      );
      const planned = planFile({ cwd: root, file: 'pipeline.yml', sets: new Map(), maps: new Map() });
      const before = planned.ok ? await urlsToFetch(root, planned.value.plan) : [];

      const first = await runProject(root);
      const second = await runProject(root);

      expect(before).toEqual([url]);
      expect(readFileSync(first.outputs['a.out'] ?? '', 'utf8').trim()).toBe('4000');
      expect([first.jobs, second.jobs]).toEqual([{ a: 'passed' }, { a: 'reused' }]);
      expect(asked).toHaveLength(1);
      expect(planned.ok ? await urlsToFetch(root, planned.value.plan) : [url]).toEqual([]);
      expect(existsSync(join(root, '.sluice', 'cache', 'downloads'))).toBe(true);
    },
  );
});
