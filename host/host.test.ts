import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventName } from '#shared/contract/types.ts';
import { Host } from './host.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { waitUntil } from './testing/wait-until.ts';

const ROOT = new URL('..', import.meta.url).pathname;

function start(path: string, parts: { profile?: string; appRoot?: string } = {}) {
  const events: { name: EventName; payload: unknown }[] = [];
  const logged: string[] = [];
  const host = new Host({
    profile: parts.profile ?? tempFolder(),
    appRoot: parts.appRoot ?? ROOT,
    version: '1.2.3',
    shell: 'browser',
    log: (message) => logged.push(message),
  });
  onTestFinished(() => host.dispose());
  const client = host.connect({ startPath: path, send: (name, payload) => events.push({ name, payload }) });
  return { host, client, events, logged };
}

async function opened(client: ReturnType<typeof start>['client']) {
  const info = await client.handle('app.info', {});
  if (!info.ok || info.value.openAtStart === undefined) throw new Error('nothing was opened');
  return info.value.openAtStart;
}

describe('a request', () => {
  it('is refused when it is unknown or its arguments do not fit', async () => {
    const { client } = start(tempFolder());

    for (const [name, args] of [
      ['files.destroy', {}],
      ['__proto__', {}],
      ['files.read', undefined],
      ['files.read', { project: 'p', path: '../x' }],
      ['files.read', { project: 1, path: 'a' }],
      ['files.save', { project: 'p', path: 'a', text: 'x', expectedHash: 'zz' }],
      ['settings.write', { key: 'a', value: {} }],
    ] as const) {
      expect(await client.handle(name as string, args), name).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
    }
  });

  it('that meets a bug in the host is logged and answered as internal, without the stack', async () => {
    const { host, client, logged } = start(tempFolder());
    host.services.recent.list = () => Promise.reject(new Error('a bug'));

    const answer = await client.handle('recent.list', {});

    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('a bug');
    expect(logged.join()).toContain('a bug');
  });
});

describe('a project', () => {
  it('of a file opened alone is its folder', async () => {
    const root = tempFolder({ 'work/pipeline.yml': 'jobs: {}\n' });
    const { client } = start(join(root, 'work', 'pipeline.yml'));

    expect(await opened(client)).toMatchObject({ name: 'work', path: 'pipeline.yml' });
  });

  it('of a file that names components above it reaches up to them, never out of its repository', async () => {
    const root = tempFolder({
      'repo/.git/HEAD': '',
      'repo/a/b/pipeline.yml': 'component: ../../../../components/x.yml\n',
      'loose/a/pipeline.yml': 'component: ../x.yml\n',
    });

    expect(await opened(start(join(root, 'repo/a/b/pipeline.yml')).client)).toMatchObject({ name: 'repo', path: 'a/b/pipeline.yml' });
    expect(await opened(start(join(root, 'loose/a/pipeline.yml')).client)).toMatchObject({ name: 'a', path: 'pipeline.yml' });
  });

  it('is told again to a window that was reloaded', async () => {
    const { client } = start(tempFolder({ 'a.yml': '' }));

    expect((await opened(client)).project).toBe((await opened(client)).project);
  });

  it('reads, saves, and lists recent places by ids that are no paths', async () => {
    const root = tempFolder({ 'a.yml': 'old' });
    const { client } = start(root);
    const { project } = await opened(client);

    const read = await client.handle('files.read', { project, path: 'a.yml' });
    if (!read.ok) throw new Error(read.failure.message);
    const saved = await client.handle('files.save', { project, path: 'a.yml', text: 'new', expectedHash: read.value.hash });
    const recent = await client.handle('recent.list', {});

    expect(saved.ok).toBe(true);
    expect(readFileSync(join(root, 'a.yml'), 'utf8')).toBe('new');
    expect(recent.ok && recent.value.entries).toMatchObject([{ kind: 'folder', isMissing: false }]);
    expect(recent.ok && recent.value.entries[0]?.place).not.toContain('/');
  });

  it('is closed to those that do not know its id', async () => {
    const { client } = start(tempFolder({ 'a.yml': '' }));
    await opened(client);

    expect(await client.handle('files.read', { project: 'guess', path: 'a.yml' })).toMatchObject({ ok: false, failure: { code: 'no-such-project' } });
  });
});

describe('watching', () => {
  async function watched(files: Record<string, string>) {
    const root = tempFolder(files);
    const parts = start(root);
    const { project } = await opened(parts.client);
    // A change of others shows that the watch has begun.
    await waitUntil('watching has begun', () => {
      appendFileSync(join(root, 'probe.txt'), 'x');
      return parts.events.some((event) => JSON.stringify(event.payload).includes('probe.txt'));
    });
    await waitUntil('the probe is quiet', () => {
      const count = parts.events.length;
      parts.events.length = 0;
      return count === 0;
    });
    // The probe can be told once more, however quiet it was.
    const changes = () =>
      parts.events
        .filter((event) => event.name === 'files.changed')
        .map((event) => event.payload as { path: string; kind: string })
        .filter((change) => change.path !== 'probe.txt');
    const changeOf = (path: string) => waitUntil(`${path} is told`, () => changes().find((change) => change.path === path)?.kind);
    return { root, project, ...parts, changes, changeOf };
  }

  it('tells what others change, make and delete, in folders that are made later too', async () => {
    const { root, events, changeOf } = await watched({ 'a.yml': '1', 'deep/b.yml': '1' });

    writeFileSync(join(root, 'a.yml'), '2');
    writeFileSync(join(root, 'deep', 'c.yml'), '1');
    unlinkSync(join(root, 'deep', 'b.yml'));
    expect([await changeOf('a.yml'), await changeOf('deep/c.yml'), await changeOf('deep/b.yml')]).toEqual(['changed', 'created', 'deleted']);

    mkdirSync(join(root, 'later'));
    await waitUntil('the list is told', () => events.some((event) => event.name === 'files.listChanged'));
    writeFileSync(join(root, 'later', 'd.yml'), '1');
    expect(await changeOf('later/d.yml')).toBe('created');
  });

  it('tells one change when a program saves by renaming, and tells nothing of what is ignored', async () => {
    const { root, changeOf, changes } = await watched({ 'a.yml': '1', '.gitignore': '*.log\n' });

    writeFileSync(join(root, 'x.log'), '1');
    writeFileSync(join(root, 'a.yml.new'), '2');
    renameSync(join(root, 'a.yml.new'), join(root, 'a.yml'));

    expect(await changeOf('a.yml')).toBe('changed');
    expect(changes().map((change) => change.path)).not.toContain('x.log');
  });

  it('tells of `.sluice` only what people write there, also where the folder comes later', async () => {
    const { root, changeOf, changes } = await watched({ 'a.yml': '1', '.gitignore': '.sluice/\n' });

    mkdirSync(join(root, '.sluice', 'runs', 'one'), { recursive: true });
    await waitUntil('settings are told', () => {
      appendFileSync(join(root, '.sluice', 'checks.yml'), '# more\n');
      return changes().some((change) => change.path === '.sluice/checks.yml');
    });
    writeFileSync(join(root, '.sluice', 'runs', 'one', 'pipeline.yml'), '1');
    writeFileSync(join(root, '.sluice', 'cache.json'), '1');
    writeFileSync(join(root, '.sluice', 'local.yml'), '1');

    expect(await changeOf('.sluice/local.yml')).toBe('created');
    expect(changes().map((change) => change.path)).not.toContain('.sluice/cache.json');
    expect(changes().some((change) => change.path.startsWith('.sluice/runs'))).toBe(false);
  });

  it('watches nothing for a window whose project opens while everything is ended', async () => {
    const watches = () => process.getActiveResourcesInfo().filter((name) => name.startsWith('FSEvent')).length;
    const before = watches();
    const { host, client } = start(tempFolder({ 'a.yml': '1' }));

    const opening = client.handle('app.info', {});
    await host.close();
    await opening;

    await waitUntil('nothing is watched', () => watches() <= before);
  });

  it('does not tell our own saves, and tells what others write right after', async () => {
    const { root, client, project, changes, changeOf } = await watched({ 'a.yml': '1', 'b.yml': '1' });

    await client.handle('files.save', { project, path: 'a.yml', text: 'ours' });
    await client.handle('files.create', { project, path: 'new.yml', text: 'ours' });
    writeFileSync(join(root, 'b.yml'), 'theirs');
    await changeOf('b.yml');
    expect(changes().map((change) => change.path)).toEqual(['b.yml']);

    writeFileSync(join(root, 'a.yml'), 'theirs');
    expect(await changeOf('a.yml')).toBe('changed');
  });
});

describe('the profile', () => {
  it('keeps settings, recent projects and what the screen wants to find again', async () => {
    const root = tempFolder({ 'a.yml': '' });
    const profile = tempFolder();
    const first = start(root, { profile });
    const { project } = await opened(first.client);
    await first.client.handle('settings.write', { key: 'editor.fontSize', value: 15 });
    await first.client.handle('viewState.write', { project, path: 'a.yml', state: { zoom: 1.5 } });
    await first.host.close();

    const second = start(root, { profile });
    const again = await opened(second.client);

    expect(await second.client.handle('settings.read', {})).toEqual({ ok: true, value: { values: { 'editor.fontSize': 15 }, problems: [] } });
    expect(await second.client.handle('viewState.read', { project: again.project, path: 'a.yml' })).toEqual({ ok: true, value: { state: { zoom: 1.5 } } });
    expect(await second.client.handle('settings.write', { key: 'editor.fontSize', value: 900 })).toMatchObject({ ok: false, failure: { code: 'bad-value' } });
  });

  it('tells a setting that is changed by hand, and keeps a damaged file aside', async () => {
    const profile = tempFolder();
    const { client, events } = start(tempFolder(), { profile });
    await client.handle('settings.write', { key: 'editor.fontSize', value: 15 });
    await waitUntil('a change by hand is told', () => {
      writeFileSync(join(profile, 'settings.json'), '{"version":1,"settings":{"editor.fontSize":20}}');
      return events.some((event) => event.name === 'settings.changed' && JSON.stringify(event.payload).includes('20'));
    });

    writeFileSync(join(profile, 'settings.json'), '{ damaged');
    expect((await client.handle('settings.write', { key: 'editor.wordWrap', value: true })).ok).toBe(true);

    expect(readFileSync(join(profile, 'settings.damaged.json'), 'utf8')).toBe('{ damaged');
    expect(JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'))).toEqual({ version: 1, settings: { 'editor.wordWrap': true } });
  });
});

describe('what comes with the app', () => {
  const app = {
    'package.json': '{}',
    'examples/one/pipeline.yml': 'display_name: One\ndescription: Does one thing. And another.\njobs: {}\n',
    'examples/one/components/a/component.yml': 'name: a\n',
    'examples/one/.sluice/runs/x': 'not copied',
    'components/prep/component.yml': 'name: prep\n',
    'components/prep/src/prep.py': 'print(1)\n',
  };

  it('is listed, and becomes a project of the user', async () => {
    const appRoot = tempFolder(app);
    const parentFolder = tempFolder();
    const { client, host } = start(parentFolder, { appRoot });
    const parent = host.services.places.idOf(parentFolder);

    const listed = await client.handle('templates.list', {});
    const made = await client.handle('project.createFromTemplate', { template: 'one', parent, name: 'my project' });
    const taken = await client.handle('project.createFromTemplate', { template: 'one', parent, name: 'my project' });

    expect(listed.ok && listed.value.templates).toMatchObject([
      { id: 'one', title: 'One', description: 'Does one thing.', components: [{ path: 'components/a/component.yml' }] },
    ]);
    expect(made).toMatchObject({ ok: true, value: { name: 'my project', path: 'pipeline.yml' } });
    expect(existsSync(join(parentFolder, 'my project', '.sluice'))).toBe(false);
    expect(taken).toMatchObject({ ok: false, failure: { code: 'already-exists' } });
    for (const name of ['../x', 'a/b', '..', 'con', ' x', 'x\u0007']) {
      expect(await client.handle('project.createFromTemplate', { template: 'one', parent, name }), name).toMatchObject({
        ok: false,
        failure: { code: 'bad-name' },
      });
    }
  });

  it('gives its components to a project, once', async () => {
    const root = tempFolder({ 'pipeline.yml': '' });
    const { client } = start(root, { appRoot: tempFolder(app) });
    const { project } = await opened(client);

    const first = await client.handle('library.addToProject', { project, component: 'prep' });
    writeFileSync(join(root, 'components/prep/component.yml'), 'changed by the user');
    const second = await client.handle('library.addToProject', { project, component: 'prep' });

    expect([first, second]).toMatchObject([
      { ok: true, value: { path: 'components/prep/component.yml', isNew: true } },
      { ok: true, value: { isNew: false } },
    ]);
    expect(readFileSync(join(root, 'components/prep/component.yml'), 'utf8')).toBe('changed by the user');
    expect(existsSync(join(root, 'components/prep/src/prep.py'))).toBe(true);
    expect(await client.handle('library.look', { project, component: 'prep' })).toEqual({
      ok: true,
      value: { state: 'other', own: 'components/prep/component.yml', free: 'prep_2' },
    });
    expect(await client.handle('library.addToProject', { project, component: 'prep', as: 'prep_2' })).toMatchObject({
      value: { path: 'components/prep_2/component.yml', isNew: true },
    });
    expect(await client.handle('library.addToProject', { project, component: 'prep', as: '../prep' })).toMatchObject({ failure: { code: 'bad-request' } });
    expect(await client.handle('library.addToProject', { project, component: '../examples/one' })).toMatchObject({
      ok: false,
      failure: { code: 'no-such-component' },
    });
  });
});

describe('a component of the library, seen from a project', () => {
  const library = { 'package.json': '{}', 'components/prep/component.yml': 'type: command\n', 'components/prep/src/prep.py': 'print()\n' };

  it('is free, then the same, and other as soon as one byte differs', async () => {
    const root = tempFolder({ 'a.yml': '1\n' });
    const { client } = start(root, { appRoot: tempFolder(library) });
    const { project } = await opened(client);
    const look = async () => ((await client.handle('library.look', { project, component: 'prep' })) as { value: unknown }).value;

    const free = await look();
    await client.handle('library.addToProject', { project, component: 'prep' });
    const same = await look();
    writeFileSync(join(root, 'components/prep/src/prep.py'), 'print(1)\n');
    const other = await look();

    expect(free).toEqual({ state: 'free', free: 'prep_2' });
    expect(same).toMatchObject({ state: 'same', own: 'components/prep/component.yml' });
    expect(other).toMatchObject({ state: 'other', own: 'components/prep/component.yml', free: 'prep_2' });
  });

  it('can be used where it lies when that is inside the project', async () => {
    const root = tempFolder(Object.fromEntries([['a.yml', '1\n'], ...Object.entries(library).map(([path, text]) => [`tools/${path}`, text])]));
    const { client } = start(root, { appRoot: join(root, 'tools') });
    const { project } = await opened(client);

    expect(await client.handle('library.look', { project, component: 'prep' })).toMatchObject({ value: { reference: 'tools/components/prep/component.yml' } });
  });
});

describe('git', () => {
  const git = (root: string, ...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { stdio: 'pipe' });

  it('says branch and changed lines', async () => {
    const root = tempFolder({ 'a.yml': '1\n2\n' });
    git(root, 'init', '-q', '-b', 'topic');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'first');
    writeFileSync(join(root, 'a.yml'), '1\nchanged\nnew\n');
    const { client } = start(root);
    const { project } = await opened(client);

    expect(await client.handle('git.status', { project })).toEqual({ ok: true, value: { branch: 'topic', changedLines: 3 } });
  });

  it('runs nothing that a repository brings along', async () => {
    const root = tempFolder({ 'a.yml': '1\n', '.gitattributes': '*.yml filter=evil diff=evil\n' });
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'first');
    const trap = `touch ${join(root, 'trapped')}`;
    for (const key of ['core.fsmonitor', 'filter.evil.clean', 'diff.external', 'diff.evil.textconv', 'diff.evil.command', 'core.pager'])
      git(root, 'config', key, trap);
    rmSync(join(root, 'trapped'), { force: true });
    writeFileSync(join(root, 'a.yml'), '2\n');
    const { client } = start(root);
    const { project } = await opened(client);

    const status = await client.handle('git.status', { project });

    expect(status).toEqual({ ok: true, value: { branch: 'main' } });
    expect(existsSync(join(root, 'trapped'))).toBe(false);
  });

  it('says nothing where there is no repository', async () => {
    const { client } = start(tempFolder({ 'a.yml': '' }));
    const { project } = await opened(client);

    expect(await client.handle('git.status', { project })).toEqual({ ok: true, value: {} });
  });
});
