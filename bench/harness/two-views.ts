import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launch } from './browser.ts';
import { installKeyRecorder } from './key-latency.ts';
import { makePipeline } from './make-pipeline.ts';

/** `sluice open --browser` on files in a folder of their own; the first is opened. */
async function startSluice(files: Readonly<Record<string, string>>): Promise<{ url: string; stop(): void }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  const file = path.join(folder, Object.keys(files)[0] ?? '');
  const child = spawn(process.execPath, [path.join(process.env.SLUICE_ROOT ?? '.', 'bin', 'sluice.mjs'), 'open', file, '--browser', '--no-launch'], {
    env: { ...process.env, SLUICE_PROFILE: path.join(folder, 'profile') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = (): void => {
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /^Sluice is at (\S+)$/m.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`sluice open ended before it said where it is: ${said}`)));
  });
  return { url, stop };
}

/** A page in a fresh browser, for the time that `run` takes. */
export async function withPage<T>(run: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await installKeyRecorder(page);
    return await run(page);
  } finally {
    await browser.close();
  }
}

/** Ours in a fresh browser with these files beside each other; the first is open. */
export async function withSluice<T>(files: Readonly<Record<string, string>>, run: (page: Page) => Promise<T>): Promise<T> {
  const sluice = await startSluice(files);
  try {
    return await withPage(async (page) => {
      await page.goto(sluice.url);
      await page.locator('.monaco-editor .view-lines').waitFor({ timeout: 120_000 });
      await page.locator('.react-flow__nodes').waitFor({ state: 'attached', timeout: 120_000 });
      return run(page);
    });
  } finally {
    sluice.stop();
  }
}

/** Ours with the middle job of `size` in view on both sides and the caret behind its compute. */
export function withSluiceAtMiddle<T>(size: number, run: (page: Page) => Promise<T>): Promise<T> {
  return withSluice({ 'pipeline.yml': makePipeline(size) }, async (page) => {
    await page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    await findInText(page, `azureml:cpu_${size >> 1}`);
    await page
      .locator(`[data-pane="canvas"] [data-job="job_${size >> 1}"]`)
      .first()
      .waitFor({ timeout: 60_000 });
    return run(page);
  });
}

/** The naive editor likewise; all its nodes are on the page, so none has to be brought into view. */
export function withNaiveAtMiddle<T>(url: string, size: number, run: (page: Page) => Promise<T>): Promise<T> {
  return withPage(async (page) => {
    await page.goto(`${url}?jobs=${size}`);
    await page.locator('.monaco-editor .view-lines').waitFor({ timeout: 120_000 });
    await page.locator(`[data-job="job_${size >> 1}"]`).waitFor({ timeout: 120_000, state: 'attached' });
    await page.evaluate(
      (needle) => {
        const model = window.naive.editor.getModel();
        const found = model?.findMatches(needle, false, false, true, null, false)[0];
        if (!found) throw new Error(`${needle} is not in the text.`);
        window.naive.editor.setPosition(found.range.getEndPosition());
        window.naive.editor.revealPositionInCenter(found.range.getEndPosition());
        window.naive.editor.focus();
      },
      `azureml:cpu_${size >> 1}`,
    );
    return run(page);
  });
}

/** Finds a string with the editor's own search and leaves the caret behind it. */
async function findInText(page: Page, needle: string): Promise<void> {
  await page.keyboard.press('Control+f');
  const field = page.locator('.find-widget textarea, .find-widget input').first();
  await field.waitFor();
  await field.fill(`${needle}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}
