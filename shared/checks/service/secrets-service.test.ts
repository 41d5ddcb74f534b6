import { expect, it } from 'vitest';
import { checks } from '../checks.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { CheckService } from './check-service.ts';

it('tells of secrets behind the problems of the text, and no message holds one', async () => {
  const posted: unknown[] = [];
  const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
  const service = new CheckService({
    checks,
    post: (message) => posted.push(message),
    pause: () => new Promise((go) => setImmediate(go)),
    now: () => 0,
    findSecrets,
  });

  service.receive({ kind: 'open', path: 'pipeline.yml', text: `type: pipeline\ndescription: ${token}\njobs: {}\n`, revision: 1 });
  for (let k = 0; k < 2000 && !service.isIdle; k++) await new Promise((go) => setImmediate(go));

  expect(JSON.stringify(posted)).toContain('secret-in-file');
  expect(JSON.stringify(posted)).not.toContain(token);
});
