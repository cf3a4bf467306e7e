import { group } from '../row.js';
import { refusal, statusOf } from '../send.js';
import { minutesAgo, sendForm, type Store } from '../store.js';

type Fields = Record<string, string>;

/** A signed form for a new file, with something changed about its fields. */
async function form(store: Store, change: (fields: Fields) => void = () => undefined, body?: string | null) {
  const signed = await store.signPost(store.file());
  const fields = { ...signed.fields };
  change(fields);
  return sendForm({ ...signed, fields }, body);
}

const field = (name: string, value: string) => (store: Store) =>
  statusOf(form(store, (fields) => void (fields[name] = value)));

async function replayed(store: Store): Promise<string> {
  const file = store.file();
  const signed = await store.signPost(file);
  const first = await sendForm(signed, 'some bytes');
  const before = await store.objects.head(file.key);
  const again = await sendForm(signed, 'evil bytes');
  const after = await store.objects.head(file.key);
  const versionId = before?.versionId ?? '';
  const pinned = await store.objects.reader(file.key, { versionId, sizeBytes: 10 }).read(0, 10);
  const isNewer = after?.versionId !== versionId;
  return `${first.status}, ${again.status}, ${isNewer ? 'a newer version' : 'the same version'}, the first reads ${Buffer.from(pinned).toString()}`;
}

async function storedAs(store: Store): Promise<string> {
  const file = store.file('some bytes', { contentType: 'text/plain' });
  const { status } = await sendForm(await store.signPost(file));
  const head = await store.objects.head(file.key);
  return `${status}, ${head?.sizeBytes} bytes`;
}

export const formPost = group(
  'A form (POST policy)',
  ['form', 'as signed', '204, 10 bytes', storedAs],
  ['form-shorter', 'a shorter file', '204', (store) => statusOf(form(store, undefined, 'some'))],
  [
    'form-longer',
    'a file one byte too long',
    '400',
    (store) => statusOf(form(store, undefined, 'some bytes!')),
  ],
  ['form-empty', 'an empty file', '400', (store) => statusOf(form(store, undefined, ''))],
  ['form-no-file', 'no file', '400', (store) => statusOf(form(store, undefined, null))],
  ['form-type', 'another Content-Type', '403', field('Content-Type', 'text/html')],
  [
    'form-no-type',
    'no Content-Type',
    '403',
    (store) => statusOf(form(store, (fields) => void delete fields['Content-Type'])),
  ],
  ['form-key', 'another key', '403', field('key', 'files/00/u-mallory/file')],
  ['form-tags', 'tags added', '403', field('tagging', '<Tagging><TagSet/></Tagging>')],
  ['form-acl', 'an ACL added', '403', field('acl', 'public-read')],
  ['form-metadata', 'metadata added', '403', field('x-amz-meta-owner', 'mallory')],
  ['form-redirect', 'a redirect added', '403', field('success_action_redirect', 'https://evil.example')],
  [
    'form-policy',
    'a policy changed after it was signed',
    'refused',
    (store) => refusal(form(store, (fields) => void (fields['policy'] = wider(fields['policy'] ?? '')))),
  ],
  [
    'form-signature',
    'another signature',
    'refused',
    (store) => refusal(form(store, (fields) => void (fields['x-amz-signature'] = '0'.repeat(64)))),
  ],
  [
    'form-expired',
    'a minute after its expiry',
    '403',
    async (store) => statusOf(sendForm(await store.signPost(store.file(), minutesAgo(16)))),
  ],
  [
    'form-again',
    'the same form again, with other bytes',
    '204, 204, a newer version, the first reads some bytes',
    replayed,
  ],
);

function wider(encoded: string): string {
  const policy = JSON.parse(Buffer.from(encoded, 'base64').toString()) as { expiration: string };
  policy.expiration = new Date(Date.now() + 86_400_000).toISOString();
  return Buffer.from(JSON.stringify(policy)).toString('base64');
}
