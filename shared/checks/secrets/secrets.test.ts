import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findSecrets } from './find-secrets.ts';
import { SecretScanner } from './secret-scanner.ts';

/** Put together here, so that no scanner of the repository takes them for real ones. */
const GITHUB = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const BASE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/';
const STORAGE = `${(BASE + BASE).slice(0, 86)}==`;

async function kindsIn(text: string, path = 'a.yml'): Promise<readonly string[]> {
  return (await findSecrets(text, path)).map((finding) => finding.kind);
}

describe('secrets in a text', () => {
  it('are found by the rules that others maintain, each where it stands', async () => {
    const text = `jobs:\n  token: ${GITHUB}\n`;

    const found = await findSecrets(text, 'a.yml');

    expect(found).toEqual([{ start: text.indexOf('ghp'), end: text.indexOf('ghp') + GITHUB.length, kind: 'a GitHub token', isCertain: true }]);
  });

  it('are found where Azure gives them out', async () => {
    expect(await kindsIn(`c: DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${STORAGE};EndpointSuffix=core.windows.net`)).toEqual([
      'the key of a storage account',
    ]);
    expect(await kindsIn(`c: Endpoint=sb://x/;SharedAccessKeyName=r;SharedAccessKey=${BASE.slice(0, 43)}=`)).toEqual(['a shared access key']);
    expect(await kindsIn(`path: https://a.blob.core.windows.net/c/f.csv?sp=r&sig=${BASE.slice(0, 43)}%3D`)).toEqual(['a shared access signature']);
    expect(await kindsIn(`secret: ${'abc'}8Q~${BASE.slice(0, 34)}`)).toEqual(['a client secret of Microsoft Entra']);
  });

  it('are weaker signs in connection strings', async () => {
    const found = await findSecrets(`db: postgres://reader:${'k3llerT'}9z@db.contoso.net:5432/churn`, 'a.yml');

    expect(found.map((finding) => finding.isCertain)).toEqual([false]);
  });

  it('are no placeholders, expressions and examples', async () => {
    expect(await kindsIn('c: AccountName=a;AccountKey=<your key>;x')).toEqual([]);
    expect(await kindsIn('db: postgres://user:${{secrets.DB}}@db:5432/x')).toEqual([]);
    expect(await kindsIn('db: postgres://user:password@localhost:5432/x')).toEqual([]);
    expect(await kindsIn('compute: azureml:cpu-cluster\nenvironment: azureml:sklearn:1\n')).toEqual([]);
  });

  it('are found in code', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });

    expect(await kindsIn(`KEY = """${privateKey}"""\n`, 'train.py')).toEqual(['a private key']);
    expect(await kindsIn(JSON.stringify({ private_key_id: '1', private_key: privateKey }), 'key.json')).toContain('the key of a Google Cloud service account');
  });
});

describe('the scanner', () => {
  it('answers when it has scanned, and keeps what an edit elsewhere leaves', async () => {
    let text = `a: 1\ntoken: ${GITHUB}\n`;
    const scanner = new SecretScanner(findSecrets);
    const secrets = scanner.view(() => text);

    expect(secrets.in('a.yml')).toBe('pending');
    expect(await scanner.scan()).toBe(true);
    const before = secrets.in('a.yml');
    text = `# a comment\n${text}`;
    const after = secrets.in('a.yml');

    expect(before !== 'pending' && before[0]?.start).toBe(12);
    expect(after !== 'pending' && after[0]?.start).toBe(24);
    expect(await scanner.scan()).toBe(false);
    text = 'a: 1\n';
    expect(secrets.in('a.yml')).toEqual([]);
  });
});
