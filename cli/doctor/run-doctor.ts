import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { checkups } from './checkups.ts';

/** `sluice doctor`. */
export async function runDoctor(args: VerbArgs, context: VerbContext): Promise<number> {
  const world = {
    env: context.env,
    cwd: context.cwd,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    appRoot: await findAppRoot(dirname(fileURLToPath(import.meta.url))),
  };
  const results = await Promise.all(checkups.map(async ({ look, ...checkup }) => ({ ...checkup, ...(await look(world)) })));
  if (args.has('json')) {
    const checks = results.map(({ id, title, found, detail, allows, remedy }) => ({ id, title, found, detail, allows, ...(found ? {} : { remedy }) }));
    context.out(`${JSON.stringify({ platform: world.platform, node: process.version, checks })}\n`);
    return EXIT.done;
  }
  const width = Math.max(...results.map((result) => result.title.length)) + 2;
  context.out(`${'Node'.padEnd(width)}yes  ${process.version}\n`);
  for (const { title, found, detail, allows, remedy } of results) {
    context.out(`${title.padEnd(width)}${found ? 'yes' : 'no '}  ${detail}\n`);
    if (!found) context.out(`${' '.repeat(width)}     It would allow: ${allows}\n${' '.repeat(width)}     ${remedy}\n`);
  }
  return EXIT.done;
}
