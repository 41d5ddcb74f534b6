// `npm run build`: the set-up without starting anything.
import { say } from './say.mjs';
import { ensureBuild, ensureNode, ensurePackages } from './setup.mjs';

ensureNode();
await ensurePackages();
await ensureBuild();
say('dist/ is up to date.');
