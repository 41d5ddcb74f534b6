import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { peerPath } from './peers.ts';

/** Node-RED on the loopback interface with one flow of `count` function nodes, four of them in a row. */
export async function startNodeRed(count: number): Promise<{ url: string; stop(): void }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const columns = Math.ceil(Math.sqrt(count));
  const flow: unknown[] = [{ id: 'tab', type: 'tab', label: 'bench' }];
  for (let k = 0; k < count; k++) {
    const wires = k + 1 < count ? [[`n${k + 1}`]] : [[]];
    flow.push({
      id: `n${k}`,
      type: 'function',
      z: 'tab',
      name: `job_${k}`,
      func: 'return msg;',
      outputs: 1,
      x: 140 + (k % columns) * 220,
      y: 60 + Math.floor(k / columns) * 60,
      wires,
    });
  }
  fs.writeFileSync(path.join(folder, 'flows.json'), JSON.stringify(flow));
  const port = await freePort();
  const settings = {
    uiPort: port,
    uiHost: '127.0.0.1',
    flowFile: 'flows.json',
    credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
    logging: { console: { level: 'fatal' } },
  };
  fs.writeFileSync(path.join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
  const child = spawn(process.execPath, [peerPath('node-red', 'red.js'), '--userDir', folder, '--settings', path.join(folder, 'settings.js'), '--safe'], {
    stdio: 'ignore',
  });
  const stop = (): void => {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/`;
  for (let k = 0; k < 120; k++) {
    const answer = await fetch(`${url}flows`).catch(() => undefined);
    if (answer?.ok) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  stop();
  throw new Error('Node-RED did not start within a minute.');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
