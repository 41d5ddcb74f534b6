import { Journal } from '../files/journal.ts';
import { ProfileStore } from '../files/profile-store.ts';

// Writes one entry after the other until it is killed; says each number once it is on disk.
const [profile = '', root = ''] = process.argv.slice(2);
const journal = new Journal(new ProfileStore(profile), () => new Date());
for (let count = 1; ; count += 1) {
  const written = await journal.write(root, { path: 'pipeline.yml', text: `count: ${count}\n${'# filler\n'.repeat(20_000)}end: ${count}\n` });
  if (!written.ok) throw new Error(written.failure.message);
  process.stdout.write(`${count}\n`);
}
