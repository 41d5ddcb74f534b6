// `npm start [-- PATH]`: does all the set-up and opens the app, on the bundled example when no path is given.
import { at } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { ensureBuild, ensureElectron, ensureNode, ensurePackages } from './setup.mjs';

ensureNode();
await ensurePackages();
await ensureBuild();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const shortfall = hasDisplay ? await ensureElectron() : undefined;
if (shortfall) say(shortfall);
const args = process.argv.slice(2);
const hasPath = args.some((arg) => !arg.startsWith('-'));
const { code } = await run(process.execPath, [at('bin', 'sluice.mjs'), 'open', ...(hasPath ? [] : [at('examples', 'churn', 'pipeline.yml')]), ...args]);
process.exit(code);
