import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '#shared/base/result.ts';
import { filesBelow } from '../files/tracking/file-store.ts';
import { openArtifact, pathBelow, placeArtifact, placeText, readNamingFile } from '../files/tracking/place-artifacts.ts';
import type { MlflowClient, MlflowFailure } from './mlflow-client.ts';

/** Where artifacts of a store can be put. */
export interface ArtifactPlace {
  readonly client: MlflowClient;
  /** The folder behind the server's `mlflow-artifacts:`, when the server is Sluice's own. */
  readonly folder: string | undefined;
}

/**
 * Puts everything in a folder among the artifacts of a run or model. On this computer nothing is copied where the disk can give a file a second name. True
 * when all of it is there; false where the store's artifacts are in a place that Sluice cannot write to. `rename` is asked about files that name their run.
 */
export async function sendArtifacts(
  from: string,
  uri: string,
  place: ArtifactPlace,
  rename: (text: string) => string,
): Promise<Result<boolean, MlflowFailure>> {
  const files = filesBelow(from);
  if (files.length === 0) return ok(true);
  const below = /^mlflow-artifacts:(?:\/\/[^/]*)?\/*(.*)$/.exec(uri)?.[1];
  const folder = below === undefined ? localFolder(uri, place.client.url) : place.folder === undefined ? undefined : pathBelow(place.folder, below);
  for (const { path, file, size } of files) {
    const naming = await readNamingFile(file, path);
    const target = folder === undefined ? undefined : pathBelow(folder, path);
    if (target !== undefined) {
      if (naming === undefined) await placeArtifact(file, target);
      else await placeText(rename(naming), target);
    } else if (below !== undefined) {
      const text = naming === undefined ? undefined : Buffer.from(rename(naming));
      const sent = await place.client.upload(
        `${below}/${path}`,
        text === undefined ? openArtifact(file, size) : { size: text.length, read: () => Readable.from([text]) },
      );
      if (!sent.ok) return sent;
    } else return ok(false);
  }
  return ok(true);
}

/** A folder that a server on this computer keeps artifacts in without serving them. */
function localFolder(uri: string, server: string): string | undefined {
  if (!/^https?:\/\/(127\.|localhost\b|\[::1\])/.test(server)) return undefined;
  if (uri.startsWith('file:')) return fileURLToPath(uri);
  return uri.startsWith('/') ? uri : undefined;
}
