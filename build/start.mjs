// `npm start [-- PATH]`: does all the set-up and opens the app, on the bundled example when no path is given.
import { at } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { ensureBuild, ensureElectron, ensureNode, ensurePackages } from './setup.mjs';

ensureNode();
await ensurePackages();
await ensureBuild();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
// As root of a Linux Electron does not start, so there is nothing to fetch.
const canRunElectron = hasDisplay && !(process.platform === 'linux' && process.getuid?.() === 0);
const shortfall = canRunElectron ? await ensureElectron() : undefined;
if (shortfall) say(shortfall);
const args = process.argv.slice(2);
const hasPath = args.some((arg) => !arg.startsWith('-'));
const opened = [at('bin', 'sluice.mjs'), 'open', ...(hasPath ? [] : [at('examples', 'churn', 'pipeline.yml')]), ...args];
const { code } = await run(process.execPath, opened, { endsTogether: true });
process.exit(code);
