import { expect, test } from '@jest/globals';
import { WaybillError } from '../../../client/index.js';
import { failureOf } from '../../../web/failure/failure.js';

const limits = {
  maxSizeBytes: 5_000_000,
  allowedTypes: ['image/png', 'application/pdf'],
};

test('a type that is not accepted is named, with what would be', () => {
  const sent = { contentType: 'video/mp4', sizeBytes: 1 };
  expect(failureOf(new WaybillError('type-not-allowed', 'no'), sent, limits)).toEqual({
    title: 'The service does not accept an MP4 video',
    advice: 'Accepted: Images and PDF.',
    again: false,
  });
});

test('a file that is too large is reported with both sizes; an empty one as empty', () => {
  const large = failureOf(
    new WaybillError('file-too-large', 'no'),
    { contentType: '', sizeBytes: 7.2e6 },
    limits,
  );
  expect(large.advice).toBe('It has 7.2 MB; the limit is 5 MB.');
  const empty = failureOf(new WaybillError('invalid-request', 'no'), { contentType: '', sizeBytes: 0 });
  expect(empty.title).toBe('The file is empty');
});

test('a retry is offered only if it may help', () => {
  expect(failureOf(new WaybillError('network', '')).again).toBe(true);
  expect(failureOf(new WaybillError('file-not-found', '')).again).toBe(false);
  expect(failureOf(new RangeError('odd')).advice).toBe('odd');
  // As `fetch` rejects without a response.
  expect(failureOf(new TypeError('Failed to fetch'))).toMatchObject({
    advice: 'Check that you are online, then try again.',
    needs: 'online',
  });
  expect(failureOf(new WaybillError('constructor', 'The service’s own sentence')).advice).toBe(
    'The service’s own sentence',
  );
});
