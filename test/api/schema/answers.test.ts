import { describe, expect, test } from '@jest/globals';
import { erasureAnswer } from '../../../lambda/api/answer/erasure-answer.js';
import { fileAnswer } from '../../../lambda/api/answer/file-answer.js';
import { shareAnswer } from '../../../lambda/api/answer/share-answer.js';
import { partAnswer, uploadAnswer } from '../../../lambda/api/answer/upload-answer.js';
import { deliveryAnswer, webhookAnswer } from '../../../lambda/api/answer/webhook-answer.js';
import { openApi } from '../../../lambda/api/openapi/document.js';
import { answers } from '../../../lambda/api/schema/answers.js';
import { deliveryOutcomes, type Delivery } from '../../../lambda/core/webhook/delivery.js';
import { noon, photo, photoId } from '../../core/records.js';
import { endpoint } from '../../core/webhook/endpoint.js';

// Functions do not validate what they answer: a client that does, by the published schema, must accept all of it.

const time = noon.toISOString();

describe('the schema of a file accepts', () => {
  test.each([
    'pending',
    'completing',
    'uploaded',
    'held',
    'verified',
    'rejected',
    'expired',
    'aborted',
  ] as const)('one that is %s', (status) => {
    const answer = fileAnswer(photo({ status }));
    expect(answers.StoredFile.parse(answer)).toEqual(answer);
    expect(answers.FileList.parse({ items: [answer], nextCursor: null })).toHaveProperty('items', [answer]);
  });

  test('each state of a check, and what was found', () => {
    for (const state of ['pending', 'passed', 'failed', 'skipped'] as const) {
      const answer = fileAnswer(
        photo({
          checks: { size: state, checksum: state, type: state, malware: state },
          reasons: [{ code: 'type-mismatch', message: 'found another type', offset: 0 }],
          warnings: [{ code: 'padding', message: 'zeros' }],
          ...{ detectedType: 'image/png', sha256: 'abc=', width: 1, height: 2 },
          ...{ uploadedAt: noon, verifiedAt: noon, expiresInSeconds: 60 },
        }),
      );
      expect(answers.StoredFile.parse(answer)).toEqual(answer);
    }
  });

  test('no reason without advice', () => {
    const answer = fileAnswer(photo());
    const reasons = [{ code: 'type-mismatch', message: 'found another type' }];
    expect(answers.StoredFile.safeParse({ ...answer, reasons }).error?.issues[0]?.path).toEqual([
      'reasons',
      0,
      'advice',
    ]);
  });
});

describe('the schema of an upload accepts', () => {
  const signed = { url: 'https://s3.example/', expiresAt: noon };

  test.each([
    { ...signed, method: 'put' as const, headers: { 'If-None-Match': '*' } },
    { ...signed, method: 'post' as const, fields: { key: 'k' } },
    { method: 'multipart' as const, parts: { sizeBytes: 5, count: 2 }, expiresAt: noon },
    undefined,
  ])('%j', (upload) => {
    const answer = uploadAnswer(photo(), upload);
    expect(answers.Upload.parse(answer)).toEqual(answer);
  });

  test('its parts, with where to send them and how long they are', () => {
    const part = partAnswer({ ...signed, partNumber: 1, sizeBytes: 5 });
    expect(answers.SignedParts.parse({ parts: [part] })).toEqual({ parts: [part] });
    const stored = { parts: [{ partNumber: 1, sizeBytes: 5, etag: '"1"' }] };
    expect(answers.StoredParts.parse(stored)).toEqual(stored);
  });

  test('no multipart upload without the size of its parts', () => {
    const { upload, ...rest } = uploadAnswer(photo());
    const without = { ...rest, upload: { method: 'multipart', parts: {}, expiresAt: time } };
    expect([upload, answers.Upload.safeParse(without).success]).toEqual([null, false]);
  });
});

test('the schema of reads accepts a URL or a problem for each file', () => {
  const items = [
    { id: photoId, url: 'https://s3.example/', expiresAt: time },
    { id: photoId, code: 'file-not-found', detail: 'No file of yours has this id' },
  ];
  expect(answers.ReadUrls.parse({ items })).toEqual({ items });
  expect(answers.ReadUrls.safeParse({ items: [{ id: photoId }] }).success).toBe(false);
});

test('the schema of a new link has its URL, that of a listed one has none', () => {
  const share = shareAnswer({
    ...{ id: 'share', fileId: photoId, owner: 'alice', createdBy: 'alice', downloads: 2, revision: 1 },
    ...{ createdAt: noon, expiresAt: noon, lastUsedAt: noon, maxDownloads: 3 },
  });
  const created = { ...share, url: 'https://api.example/s/token' };
  expect(answers.CreatedShare.parse(created)).toEqual(created);
  expect(answers.CreatedShare.safeParse(share).success).toBe(false);
  expect(answers.ShareList.parse({ items: [created] })).toEqual({ items: [share] });
});

test.each(['running', 'done'] as const)('the schema of an erasure accepts one that is %s', (status) => {
  const answer = erasureAnswer({ id: 'erasure', owner: 'alice', status, deleted: 3, requestedAt: noon });
  expect(answers.Erasure.parse(answer)).toEqual(answer);
});

test.each(['administrator', 'gone', 'failing'] as const)(
  'the schema of an endpoint accepts one that is disabled: %s',
  (reason) => {
    const answer = webhookAnswer(endpoint({ disabled: { reason, at: noon } }));
    expect(answers.WebhookList.parse({ items: [answer] })).toEqual({ items: [answer] });
  },
);

describe('the schema of deliveries accepts', () => {
  const delivery: Delivery = {
    ...{ endpointId: 'whe_1', eventId: 'evt_1', type: 'webhook.test', timestamp: noon, outcome: 'delivered' },
    ...{ attempts: 2, lastAttemptAt: noon },
    event: {
      ...{ id: 'evt_1', type: 'webhook.test', timestamp: time, revision: 1, owner: null },
      data: { webhook: { id: 'whe_1' } },
    },
  };
  const list = (changes: Partial<Delivery>) => ({
    items: [deliveryAnswer({ ...delivery, ...changes })],
    nextCursor: null,
  });

  test.each(deliveryOutcomes)('the outcome %s', (outcome) => {
    expect(answers.DeliveryList.parse(list({ outcome }))).toEqual(list({ outcome }));
  });

  test.each(['address-refused', 'name-not-found', 'timeout', 'tls-failed', 'connection-failed'] as const)(
    'the error %s',
    (error) => expect(answers.DeliveryList.parse(list({ error }))).toEqual(list({ error })),
  );
});

test('the schema of the OpenAPI document keeps all of it', () => {
  const document = openApi('1.0.0');
  expect(answers.OpenApi.parse(document)).toEqual(document);
  expect(answers.OpenApi.safeParse({}).success).toBe(false);
});
