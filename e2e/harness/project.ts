import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.ts';

/** A throw-away folder that a test opens, writes to and reads back. */
export class TestProject {
  private constructor(readonly folder: string) {}

  /** A folder with the given files (path to text). */
  static with(files: Readonly<Record<string, string>>): TestProject {
    const project = new TestProject(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-e2e-'))));
    for (const [file, text] of Object.entries(files)) project.write(file, text);
    return project;
  }

  /** A copy of the bundled churn example. */
  static churn(): TestProject {
    const project = TestProject.with({});
    fs.cpSync(path.join(root, 'examples', 'churn'), project.folder, { recursive: true });
    return project;
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  read(file: string): string {
    return fs.readFileSync(this.path(file), 'utf8');
  }

  exists(file: string): boolean {
    return fs.existsSync(this.path(file));
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(this.path(file)), { recursive: true });
    fs.writeFileSync(this.path(file), text);
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
