import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { keyFor } from '../../../../lambda/core/file/object-key.js';
import { group } from '../row.js';
import { send, statusOf } from '../send.js';
import { sendForm, type Store } from '../store.js';

/** A key with two versions: forms may write a second one. */
async function twoVersions(store: Store) {
  const file = store.file();
  const form = await store.signPost(file);
  await sendForm(form, 'some bytes');
  const first = (await store.objects.head(file.key))?.versionId ?? '';
  await sendForm(form, 'new bytes');
  const second = (await store.objects.head(file.key))?.versionId ?? '';
  return { file, first, second };
}

async function heads(store: Store): Promise<string> {
  const { file, first } = await twoVersions(store);
  const newest = await store.objects.head(file.key);
  const pinned = await store.objects.head(file.key, first);
  return `newest ${newest?.sizeBytes}, pinned ${pinned?.sizeBytes}`;
}

async function answered(store: Store): Promise<string> {
  const file = store.file();
  const { headers } = await store.put(file);
  const head = await store.objects.head(file.key);
  return headers['x-amz-version-id'] === head?.versionId ? 'its version' : 'no version';
}

async function taggedAlone(store: Store): Promise<string> {
  const { file, first, second } = await twoVersions(store);
  const isThere = await store.objects.tag(file.key, first, 'clean');
  const tagsOf = async (VersionId: string) => {
    const command = new GetObjectTaggingCommand({ Bucket: store.bucket, Key: file.key, VersionId });
    const { TagSet = [] } = await store.client.send(command);
    return TagSet.map(({ Key, Value }) => `${Key}=${Value}`).join() || 'none';
  };
  return `${isThere ? 'tagged' : 'gone'}: ${await tagsOf(first)}, the other: ${await tagsOf(second)}`;
}

/** The response for a removed version. */
const removed =
  (ask: (store: Store, key: string, versionId: string) => Promise<string>) => async (store: Store) => {
    const { file, second } = await twoVersions(store);
    await store.objects.removeVersion(file.key, second);
    return ask(store, file.key, second);
  };

async function newestAfterRemoval(store: Store): Promise<string> {
  const { file, first, second } = await twoVersions(store);
  await store.objects.removeVersion(file.key, second);
  const head = await store.objects.head(file.key);
  return head?.versionId === first ? 'the first' : 'another';
}

async function marked(store: Store): Promise<string> {
  const { file } = await store.stored();
  await store.hide(file.key);
  return (await store.objects.head(file.key)) ? 'there' : 'gone';
}

async function freed(store: Store): Promise<string> {
  const file = store.file();
  const { url, headers } = await store.signPut(file);
  const put = () => statusOf(send(url, { method: 'PUT', headers, body: 'some bytes' }));
  const before = await put();
  const head = await store.objects.head(file.key);
  await store.objects.removeVersion(file.key, head?.versionId ?? '');
  return `${before}, ${await put()}`;
}

async function ranges(store: Store): Promise<string> {
  const { file, versionId } = await store.stored();
  const reader = store.objects.reader(file.key, { versionId, sizeBytes: 10 });
  const beyond = await reader.read(8, 5).then(
    () => 'more than there is',
    () => 'fails',
  );
  return `${Buffer.from(await reader.read(5, 4)).toString()}, after the end: ${beyond}`;
}

const ofOwner = (owner: string) => async (store: Store) => {
  const { file, versionId } = await store.stored('some bytes', { owner });
  return `${file.key === keyFor(owner, file.id) ? '200' : 'another key'}, ${await statusOf(send(await store.signRead(file, versionId)))}`;
};

export const versions = group(
  'Versions, tags and ranges',
  ['version-answered', 'the version id in the response to a PUT', 'its version', answered],
  ['version-head', 'HEAD of a key with two versions, and of the older one', 'newest 9, pinned 10', heads],
  ['version-tag', 'a tag on one of two versions', 'tagged: verdict=clean, the other: none', taggedAlone],
  [
    'version-remove',
    'HEAD of the key after the removal of its second version',
    'the first',
    newestAfterRemoval,
  ],
  [
    'removed-again',
    'another removal of a removed version',
    'done',
    removed((store, key, versionId) => store.objects.removeVersion(key, versionId).then(() => 'done')),
  ],
  [
    'removed-head',
    'HEAD of a removed version',
    'gone',
    removed(async (store, key, versionId) => ((await store.objects.head(key, versionId)) ? 'there' : 'gone')),
  ],
  [
    'removed-tag',
    'a tag on a removed version',
    'gone',
    removed(async (store, key, versionId) =>
      (await store.objects.tag(key, versionId, 'clean')) ? 'tagged' : 'gone',
    ),
  ],
  ['version-marker', 'HEAD of a key under a delete marker', 'gone', marked],
  [
    'version-missing',
    'HEAD of a key that never existed',
    'gone',
    async (store) => ((await store.objects.head(store.file().key)) ? 'there' : 'gone'),
  ],
  ['version-freed', 'a used PUT URL again after its version was removed', '200, 200', freed],
  [
    'version-ranges',
    'the bytes 5 to 8 of a version, and some after its end',
    'byte, after the end: fails',
    ranges,
  ],
  ['key-long', 'write and read: an owner of 64 letters', '200, 200', ofOwner(`-_${'A'.repeat(62)}`)],
  [
    'key-odd',
    'write and read: an owner whose name is not valid in a key',
    '200, 200',
    ofOwner('../a b+c/\u00e9\u{1f4f7}?&#%'),
  ],
);
