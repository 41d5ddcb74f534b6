import { LOCAL_FILE } from '#shared/azureml/local-file.ts';
import type { FieldSchema } from '#shared/azureml/schema/key-schema.ts';
import { LOCAL_FILE_SCHEMA } from '#shared/azureml/schema/local-file-schema.ts';
import { CHECKS_FILE } from '#shared/checks/checks-file.ts';
import { CHECKS_FILE_SCHEMA } from '#shared/checks/checks-file-schema.ts';

/** What the project's own files under `.sluice` may hold; undefined for any other file. */
export function schemaOfProjectFile(path: string): FieldSchema | undefined {
  if (path === LOCAL_FILE) return LOCAL_FILE_SCHEMA;
  return path === CHECKS_FILE ? CHECKS_FILE_SCHEMA : undefined;
}

/** What a person calls such a file. */
export function titleOfProjectFile(path: string): string | undefined {
  if (path === LOCAL_FILE) return 'Names on this computer';
  return path === CHECKS_FILE ? 'Checks of this project' : undefined;
}
