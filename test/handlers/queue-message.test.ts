import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { queueMessage } from '../../lambda/handlers/queue-message.js';

const message = (body: unknown) => queueMessage({ messageId: 'm1', body: JSON.stringify(body) } as SQSRecord);
const key = 'files/ab/u-alice/01939f5e-8a00-7abc-8def-0123456789ab';

/** GuardDuty user guide, "Monitoring S3 object scans with Amazon EventBridge". */
const scanned = (scanResultStatus: string, more: object = {}, versionId: string | null = 'v1') => ({
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  source: 'aws.guardduty',
  detail: {
    schemaVersion: '1.0',
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: 'b', objectKey: key, eTag: 'e', versionId, s3Throttled: false },
    scanResultDetails: { scanResultStatus, threats: null, ...more },
  },
});

describe('a message of validate’s queue', () => {
  test('may be S3’s news of an object', () => {
    const object = { key, size: 1, etag: 'e', 'version-id': 'v1', sequencer: '0A' };
    expect(message({ 'detail-type': 'Object Created', detail: { object } })).toEqual({
      kind: 'object',
      news: { key, versionId: 'v1', sequencer: '0A' },
    });
  });

  test.each([
    ['NO_THREATS_FOUND', {}, { verdict: 'clean' }],
    [
      'THREATS_FOUND',
      { threats: [{ name: 'EICAR' }, { name: 'Mal' }] },
      { verdict: 'threats', names: ['EICAR', 'Mal'] },
    ],
    ['THREATS_FOUND', {}, { verdict: 'threats', names: [] }],
    ['UNSUPPORTED', {}, { verdict: 'unscanned', cause: 'unsupported' }],
    [
      'UNSUPPORTED',
      { statusReasons: ['PASSWORD_PROTECTED'] },
      { verdict: 'unscanned', cause: 'unsupported', detail: 'PASSWORD_PROTECTED' },
    ],
    ['ACCESS_DENIED', {}, { verdict: 'unscanned', cause: 'denied' }],
    ['FAILED', { statusReasons: null }, { verdict: 'unscanned', cause: 'failed' }],
  ])('may be GuardDuty’s %s (%j)', (status, more, scan) => {
    expect(message(scanned(status, more))).toEqual({ kind: 'object', news: { key, versionId: 'v1', scan } });
  });

  test('that names no version means the newest', () => {
    expect(message(scanned('NO_THREATS_FOUND', {}, null))).toMatchObject({ news: { key } });
    expect(message(scanned('NO_THREATS_FOUND', {}, null))).not.toHaveProperty('news.versionId');
  });

  test.each(['Malware Scan Awaited', 'Object Found'])('may be our own: %s', (name) => {
    const detail = { key, versionId: 'v1' };
    expect(message({ source: 'waybill', 'detail-type': name, detail })).toEqual({
      kind: 'object',
      news: detail,
    });
  });

  test('may be a decision on a held file', () => {
    const detail = { id: 'x', verdict: 'release', by: 'ada', at: '2026-11-22T12:00:00.000Z' };
    expect(message({ source: 'waybill', 'detail-type': 'Held File Decided', detail })).toEqual({
      kind: 'decision',
      id: 'x',
      decision: { verdict: 'release', by: 'ada', at: new Date('2026-11-22T12:00:00Z') },
    });
  });

  test.each([
    ['another event', { 'detail-type': 'Object Deleted', detail: {} }],
    ['no event', { detail: {} }],
    ['a result that GuardDuty does not document', scanned('MAYBE')],
  ])('that is %s fails, and is kept for an operator', (_case, body) => {
    expect(() => message(body)).toThrow();
  });
});
