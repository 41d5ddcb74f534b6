import type { Check } from '../check.ts';
import { secretInFile } from './secret-in-file.check.ts';

export const secretsChecks: readonly Check[] = [secretInFile];
