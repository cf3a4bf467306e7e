import picomatch from 'picomatch';
import { isDynamicPattern } from 'tinyglobby';
import { isWaybillError } from '../../api/error.js';
import type { Client, StoredFile } from '../../index.js';

/** An id, in the form that the service gives them (RFC 9562). */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** No such file, or several: the caller has to be clearer. */
export class NoOneFile extends Error {}

/**
 * The caller's files behind the arguments of a command, each once: ids (also of files that others granted), names, and
 * patterns of names such as `*.jpg`. Names and patterns find verified files; the list is read once for all of them.
 *
 * @throws NoOneFile for an argument without a file, or a name of several
 */
export async function findStored(
  client: Client,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<StoredFile[]> {
  const found = new Map<string, StoredFile>();
  let listed: Promise<readonly StoredFile[]> | undefined;
  for (const argument of wanted) {
    const files = uuid.test(argument)
      ? [await fileOf(client, argument, signal)]
      : namedLike(argument, await (listed ??= allVerified(client, signal)));
    for (const file of files) found.set(file.id, file);
  }
  return [...found.values()];
}

/** The id of one file: as it is given, or by a name that only one file has. */
export async function idOf(client: Client, wanted: string, signal: AbortSignal): Promise<string> {
  if (uuid.test(wanted)) return wanted;
  const [file, another] = await findStored(client, [wanted], signal);
  if (file && !another) return file.id;
  throw new NoOneFile(`${wanted}: it stands for several files; give the id of one`);
}

async function fileOf(client: Client, id: string, signal: AbortSignal): Promise<StoredFile> {
  try {
    return await client.file(id, { signal });
  } catch (error) {
    if (isWaybillError(error, 'file-not-found'))
      throw new NoOneFile(`${id}: ${error.detail} (${error.code})`);
    throw error;
  }
}

async function allVerified(client: Client, signal: AbortSignal): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of client.list({ status: 'verified', pageSize: 100, signal })) files.push(file);
  return files;
}

function namedLike(argument: string, files: readonly StoredFile[]): readonly StoredFile[] {
  const name = argument.normalize('NFC');
  const named = files.filter(({ filename }) => filename.normalize('NFC') === name);
  if (named.length === 1) return named;
  if (named.length > 1) {
    const ids = named.map(({ id, createdAt }) => `${id} of ${createdAt.slice(0, 16).replace('T', ' ')}`);
    throw new NoOneFile(
      `${argument}: ${named.length} files have that name; give the id of one: ${ids.join(', ')}`,
    );
  }
  // A name may contain pattern characters: exact names count first.
  const matches = isDynamicPattern(argument) ? picomatch(name, { dot: true }) : undefined;
  const matching = matches ? files.filter(({ filename }) => matches(filename.normalize('NFC'))) : [];
  if (matching.length > 0) return matching;
  throw new NoOneFile(`${argument}: you have no verified file of that ${matches ? 'pattern' : 'name'}`);
}
