import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { lazyFunctionInvoker } from '../../../lambda/aws/messages/lazy-function-invoker.js';
import { lazyValidatorQueue } from '../../../lambda/aws/messages/lazy-validator-queue.js';
import { noon } from '../../core/records.js';
import { startRecordedAws } from '../recorded-aws.js';

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
beforeAll(async () => {
  aws = await startRecordedAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.requests.length = 0;
  aws.answer = () => ({ body: {} });
});

const bodies = () => aws.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/queue';

test('the validator gets a message of each kind, which names its subject', async () => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  aws.answer = ({ body }) => ({
    body: { MD5OfMessageBody: md5((JSON.parse(body) as { MessageBody: string }).MessageBody) },
  });
  const queue = lazyValidatorQueue(url);
  await queue.notifyValidator('file', { verdict: 'release', by: 'ada', at: noon });
  await queue.askAgain('key', 'v1', 60);
  await queue.notifyFound('key', 'v1');
  const sent = bodies().map(({ MessageBody, ...rest }) => ({ ...rest, ...JSON.parse(String(MessageBody)) }));
  const from = { QueueUrl: url, source: 'waybill' };
  const detail = { key: 'key', versionId: 'v1' };
  expect(sent).toEqual([
    {
      ...{ ...from, 'detail-type': 'Held File Decided' },
      detail: { id: 'file', verdict: 'release', by: 'ada', at: '2026-11-22T12:00:00.000Z' },
    },
    { ...from, 'detail-type': 'Malware Scan Awaited', detail, DelaySeconds: 60 },
    { ...from, 'detail-type': 'Object Found', detail },
  ]);
});

test('a message that the queue does not accept fails', async () => {
  aws.answer = () => ({ status: 403, body: { __type: 'AccessDenied' } });
  await expect(lazyValidatorQueue(url).notifyFound('key', 'v1')).rejects.toThrow();
});

test('another function is invoked, and not waited for', async () => {
  const invoke = lazyFunctionInvoker('presign');
  await invoke({ id: 'file' });
  await invoke({ id: 'other' });
  expect(aws.requests.map(({ path }) => path)).toEqual(
    Array(2).fill('/2015-03-31/functions/presign/invocations'),
  );
  expect(aws.requests[0]?.headers).toMatchObject({ 'x-amz-invocation-type': 'Event' });
  expect(bodies()).toEqual([{ id: 'file' }, { id: 'other' }]);
});
