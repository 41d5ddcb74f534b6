// `npm run dist [-- --electron-dist FOLDER] [--for-tests]`: packs the app, unpacked, into release/.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { configuration } from './electron-builder.mjs';
import { at } from './paths.mjs';
import { say } from './say.mjs';
import { ensureBuild, ensureElectron, ensureNode, ensurePackages } from './setup.mjs';

const { values } = parseArgs({
  options: { 'electron-dist': { type: 'string' }, 'for-tests': { type: 'boolean', default: false }, output: { type: 'string', default: at('release') } },
});
ensureNode();
await ensurePackages();
await ensureBuild();

const given = values['electron-dist'] ?? process.env.ELECTRON_OVERRIDE_DIST_PATH;
const shortfall = given ? undefined : await ensureElectron();
const electronDist = path.resolve(given ?? at('node_modules', 'electron', 'dist'));
const versionFile = path.join(electronDist, 'version');
if (shortfall || !fs.existsSync(versionFile)) {
  say(shortfall ?? `${electronDist} holds no Electron. Name an unpacked one with --electron-dist.`);
  process.exit(1);
}

const electronVersion = fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
const { version } = JSON.parse(fs.readFileSync(at('package.json'), 'utf8'));
const { build, Platform } = await import('electron-builder');
const [folder] = await build({
  projectDir: at(),
  targets: Platform.current().createTarget('dir'),
  config: {
    ...configuration({ electronDist, electronVersion, output: path.resolve(values.output), version, forTests: values['for-tests'] }),
    afterPack: removeDefaultApp,
  },
}).then(() => fs.readdirSync(path.resolve(values.output)).filter((name) => name.includes('unpacked') || name.startsWith('mac')));
say(`Packed with Electron ${electronVersion} into ${path.relative(at(), path.join(path.resolve(values.output), folder ?? ''))}.`);

/** Electron's own start page has no place in the app. */
function removeDefaultApp({ appOutDir, packager }) {
  const resources =
    packager.platform.name === 'mac'
      ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : path.join(appOutDir, 'resources');
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true });
}
