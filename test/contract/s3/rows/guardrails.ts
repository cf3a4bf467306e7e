import { PutBucketPolicyCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { Statement } from '../../../lib/policies/evaluate.js';
import { find, resourcesOf, synthesize } from '../../../lib/synthesize.js';
import { group } from '../row.js';
import { send, statusOf } from '../send.js';
import { minutesAgo, sendForm, type Store } from '../store.js';

/** The construct's own bucket policy. */
let synthesized: readonly Statement[] | undefined;

function statement(sid: string): Statement {
  synthesized ??= (
    find(resourcesOf(synthesize()), 'AWS::S3::BucketPolicy').Properties['PolicyDocument'] as {
      Statement: Statement[];
    }
  ).Statement;
  const found = synthesized.find(({ Sid }) => Sid === sid);
  if (!found) throw new Error(`the bucket policy has no statement ${sid}`);
  return found;
}

/** The responses of a bucket with one statement of the construct's policy; or that the store rejects the policy. */
const under =
  (sid: string, work: (store: Store) => Promise<string>) =>
  async (store: Store): Promise<string> => {
    const other = await store.another();
    const Resource = `arn:aws:s3:::${other.bucket}/files/*`;
    const own = { ...statement(sid), Resource, Principal: '*' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [own] });
    try {
      await store.buckets.client.send(new PutBucketPolicyCommand({ Bucket: other.bucket, Policy }));
    } catch (error) {
      if (error instanceof S3ServiceException && error.$fault === 'client') return 'rejects the policy';
      throw error;
    }
    return work(other);
  };

/** Statuses in the order of the requests. */
const each = async (...replies: (() => Promise<string>)[]): Promise<string> => {
  const answers: string[] = [];
  for (const reply of replies) answers.push(await reply());
  return answers.join(', ');
};

const signedAgo = (store: Store, minutes: number) => async () => {
  const { url, headers } = await store.signPut(store.file(), minutesAgo(minutes), 86_400);
  return statusOf(send(url, { method: 'PUT', headers, body: 'some bytes' }));
};

/** The status of an error that our adapters throw. */
const statusAfter = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => '200',
    (error: S3ServiceException) => String(error.$metadata.httpStatusCode),
  );

const unconditional = (store: Store): Promise<string> =>
  statusAfter(
    store.client.send(
      new PutObjectCommand({ Bucket: store.bucket, Key: store.file().key, Body: 'some bytes' }),
    ),
  );

export const guardrails = group(
  "The construct's bucket policy, statement by statement",
  [
    'policy-overwrite',
    'DenyOverwrite: a PUT with If-None-Match, one without, a form',
    '200, 403, 204',
    under('DenyOverwrite', (store) =>
      each(
        () => statusOf(store.put(store.file())),
        () => unconditional(store),
        async () => statusOf(sendForm(await store.signPost(store.file()))),
      ),
    ),
  ],
  [
    'policy-age',
    'DenyStaleSignature: a PUT signed 14 minutes ago for a day, one signed 16 minutes ago',
    '200, 403',
    under('DenyStaleSignature', (store) => each(signedAgo(store, 14), signedAgo(store, 16))),
  ],
  [
    'policy-clean',
    'DenyReadUnlessClean: a read before the tag, after a rejecting one, after a clean one',
    '403, 403, 200',
    under('DenyReadUnlessClean', async (store) => {
      const file = store.file();
      const { headers } = await store.put(file);
      const versionId = String(headers['x-amz-version-id']);
      const read = async () => statusOf(send(await store.signRead(file, versionId)));
      const tagged = (verdict: 'clean' | 'rejected') => async () => {
        await store.objects.tag(file.key, versionId, verdict);
        return read();
      };
      return each(read, tagged('rejected'), tagged('clean'));
    }),
  ],
  [
    'policy-tagger',
    'OnlyValidatorTags: a PUT, and a tag by somebody else',
    '200, 403',
    under('OnlyValidatorTags', async (store) => {
      const file = store.file();
      const { status, headers } = await store.put(file);
      if (status !== 200) return String(status);
      const versionId = String(headers['x-amz-version-id']);
      return `200, ${await statusAfter(store.objects.tag(file.key, versionId, 'clean'))}`;
    }),
  ],
  [
    'policy-signer',
    'DenyForeignPresign: a signed PUT and a form by another than the signers',
    '403, 403',
    under('DenyForeignPresign', (store) =>
      each(
        () => statusOf(store.put(store.file())),
        async () => statusOf(sendForm(await store.signPost(store.file()))),
      ),
    ),
  ],
);
