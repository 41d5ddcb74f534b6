import { readText } from '../files/read-text.ts';
import { saveText } from '../files/save-text.ts';

const [root = '', path = ''] = process.argv.slice(2);
const read = await readText(root, path);
const saved = await saveText(root, path, 'new\n', undefined);
console.log(JSON.stringify({ read, saved }));
