import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { makePipeline } from './make-pipeline.ts';

/** `sluice open --browser` on a pipeline of `size` jobs in a folder of its own. */
export async function startSluice(size: number): Promise<{ url: string; stop(): void }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const file = path.join(folder, 'pipeline.yml');
  fs.writeFileSync(file, makePipeline(size));
  const child = spawn(process.execPath, [path.join(process.env.SLUICE_ROOT ?? '.', 'bin', 'sluice.mjs'), 'open', file, '--browser', '--no-launch'], {
    env: { ...process.env, SLUICE_PROFILE: path.join(folder, 'profile') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /^Sluice is at (\S+)$/m.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`sluice open ended before it said where it is: ${said}`)));
  });
  return {
    url,
    stop: () => {
      child.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens ours with the middle job in view on both sides and the caret behind its compute. */
export async function openSluice(page: Page, url: string, size: number): Promise<void> {
  await page.goto(url);
  await page.locator('.monaco-editor .view-lines').waitFor();
  await page.locator('.react-flow__nodes').waitFor();
  const job = `job_${size >> 1}`;
  await page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
  await findInText(page, `azureml:cpu_${size >> 1}`);
  await page.locator(`[data-job="${job}"]`).first().waitFor({ timeout: 30_000 });
}

/** Opens the naive editor likewise; all its nodes are on the page, so none has to be brought into view. */
export async function openNaive(page: Page, url: string, size: number): Promise<void> {
  await page.goto(`${url}?jobs=${size}`);
  await page.locator('.monaco-editor .view-lines').waitFor({ timeout: 60_000 });
  await page.locator(`[data-job="job_${size >> 1}"]`).waitFor({ timeout: 60_000, state: 'attached' });
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
