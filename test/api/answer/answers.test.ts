import { describe, expect, test } from '@jest/globals';
import { erasureAnswer } from '../../../lambda/api/answer/erasure-answer.js';
import { shareAnswer, sharedFileAnswer } from '../../../lambda/api/answer/share-answer.js';
import { partAnswer, uploadAnswer } from '../../../lambda/api/answer/upload-answer.js';
import {
  cursorAt,
  deliveryAnswer,
  placeIn,
  webhookAnswer,
} from '../../../lambda/api/answer/webhook-answer.js';
import type { Delivery } from '../../../lambda/core/webhook/delivery.js';
import { noon, photo, photoId } from '../../core/records.js';
import { verified } from '../../core/share/simulated-shares.js';
import { endpoint } from '../../core/webhook/endpoint.js';

const time = '2026-11-22T12:00:00.000Z';
const minute = new Date(noon.getTime() + 60_000);
const minuteTime = '2026-11-22T12:01:00.000Z';

describe('an upload is answered', () => {
  const put = { method: 'put', url: 'https://s3/', headers: { 'If-None-Match': '*' } } as const;
  const post = { method: 'post', url: 'https://s3/', fields: { key: 'k' } } as const;
  const multipart = { method: 'multipart', parts: { sizeBytes: 5, count: 2 } } as const;

  test.each([put, post, multipart])('by what fills it: $method', (signed) => {
    expect(uploadAnswer(photo(), { ...signed, expiresAt: noon })).toMatchObject({
      ...{ id: photoId, file: { id: photoId, status: 'pending' } },
      upload: { ...signed, expiresAt: time },
    });
  });

  test('without, where it is over', () => {
    expect(uploadAnswer(photo())).toMatchObject({ id: photoId, upload: null });
  });

  test('part by part', () => {
    const part = { partNumber: 3, url: 'https://s3/', sizeBytes: 5 };
    expect(partAnswer({ ...part, expiresAt: noon })).toEqual({ ...part, headers: {}, expiresAt: time });
  });
});

describe('a share is answered', () => {
  const share = {
    ...{ id: 'share', fileId: photoId, owner: 'alice', createdBy: 'alice', downloads: 2, revision: 1 },
    ...{ createdAt: noon, expiresAt: minute },
  };
  const known = { id: 'share', createdAt: time, expiresAt: minuteTime, downloads: 2 };

  test('to who manages it: no token, no password', () => {
    expect(shareAnswer(share)).toEqual({
      ...known,
      maxDownloads: null,
      hasPassword: false,
      lastUsedAt: null,
    });
    expect(shareAnswer({ ...share, maxDownloads: 3, passwordHash: '$scrypt$', lastUsedAt: noon })).toEqual({
      ...known,
      maxDownloads: 3,
      hasPassword: true,
      lastUsedAt: time,
    });
  });

  test('to who has the link: the name only without a password', () => {
    const file = { sizeBytes: 900, contentType: 'image/png', expiresAt: minuteTime };
    const named = verified({ filename: '../me.png' });
    expect(sharedFileAnswer(share, named)).toEqual({
      ...file,
      filename: '.._me.png',
      passwordRequired: false,
    });
    expect(sharedFileAnswer({ ...share, passwordHash: '$scrypt$' }, named)).toEqual({
      ...{ ...file, filename: null, passwordRequired: true },
    });
  });
});

test('an erasure is answered without its owner', () => {
  const erasure = { id: 'erasure', owner: 'alice', deleted: 3, requestedAt: noon } as const;
  const known = { id: 'erasure', deleted: 3, requestedAt: time };
  expect(erasureAnswer({ ...erasure, status: 'running' })).toEqual({
    ...known,
    status: 'running',
    finishedAt: null,
  });
  expect(erasureAnswer({ ...erasure, status: 'done', finishedAt: minute })).toEqual({
    ...{ ...known, status: 'done', finishedAt: minuteTime },
  });
});

describe('an endpoint is answered', () => {
  const { id, url } = endpoint();
  const plain = {
    ...{ id, url, events: null, description: null, enabled: true, disabled: null, fixed: false },
    ...{ failingSince: null, previousSecretUntil: null, createdAt: time },
  };

  test.each([
    [endpoint(), plain],
    [
      endpoint({ events: ['file.verified'], description: 'ours' }),
      { ...plain, events: ['file.verified'], description: 'ours' },
    ],
    [
      endpoint({ disabled: { reason: 'failing', at: minute }, failingSince: noon }),
      { ...plain, enabled: false, disabled: { reason: 'failing', at: minuteTime }, failingSince: time },
    ],
    [endpoint({ previousSecretUntil: minute }), { ...plain, previousSecretUntil: minuteTime }],
    // One of the deployment was made by nobody here.
    [endpoint({ fixed: true }), { ...plain, fixed: true, createdAt: null }],
    [endpoint({ revision: 0 }), { ...plain, createdAt: null }],
  ])('as it is: %#', (stored, answer) => {
    expect(webhookAnswer(stored)).toEqual(answer);
  });
});

describe('a delivery is answered', () => {
  const delivery: Delivery = {
    ...{ endpointId: 'whe_1', eventId: 'evt_1', type: 'webhook.test', timestamp: noon, outcome: 'delivered' },
    ...{ attempts: 2, lastAttemptAt: minute },
    event: {
      ...{ id: 'evt_1', type: 'webhook.test', timestamp: time, revision: 1, owner: null },
      data: { webhook: { id: 'whe_1' } },
    },
  };
  const known = {
    ...{ eventId: 'evt_1', type: 'webhook.test', timestamp: time, outcome: 'delivered', attempts: 2 },
    ...{ status: null, error: null, latencyMs: null, lastAttemptAt: minuteTime, nextAttemptAt: null },
  };

  test('with what is known of its last attempt', () => {
    expect(deliveryAnswer(delivery)).toEqual(known);
    expect(deliveryAnswer({ ...delivery, status: 200, latencyMs: 12 })).toEqual({
      ...known,
      status: 200,
      latencyMs: 12,
    });
    expect(deliveryAnswer({ ...delivery, error: 'timeout', nextAttemptAt: minute })).toEqual({
      ...{ ...known, error: 'timeout', nextAttemptAt: minuteTime },
    });
  });

  test('page by page: a cursor is a place in the log', () => {
    const place = `${time}#evt_1`;
    expect(cursorAt(undefined)).toBeNull();
    expect(placeIn(cursorAt(place) ?? '', '?cursor')).toBe(place);
    // As version 0.1 wrote it.
    expect(placeIn(Buffer.from(place).toString('base64url'), '?cursor')).toBe(place);
  });

  test.each([
    '',
    'x',
    time,
    `${time}#`,
    `${time}#evt_`,
    `${time}#evt_1#`,
    `yesterday#evt_1`,
    `${time}#x evt_1`,
    `${time}#evt_1 x`,
  ])('and nothing else is one: %j', (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    expect(() => placeIn(cursor, '?cursor')).toThrow(
      expect.objectContaining({
        code: 'invalid-cursor',
        errors: [expect.objectContaining({ pointer: '?cursor' })],
      }),
    );
  });
});
