import { expect, test } from '@jest/globals';
import {
  erasureRequested,
  isFunctionMessage,
  joiningUnfinished,
} from '../../../lambda/core/sweep/function-message.js';

test.each([
  [joiningUnfinished('file'), true],
  [erasureRequested('alice'), true],
  [{ source: 'aws.s3', 'detail-type': 'Object Created', detail: { id: 'file' } }, false],
  // A request through the gateway is none, no matter who sends it.
  [{ version: '2.0', routeKey: 'POST /files', body: JSON.stringify({ source: 'waybill' }) }, false],
  [{}, false],
])('what functions ask of each other is known from other events: %j', (event, isMessage) => {
  expect(isFunctionMessage(event)).toBe(isMessage);
});

test('a message names its subject', () => {
  expect(joiningUnfinished('file')).toEqual({
    ...{ source: 'waybill', 'detail-type': 'Joining Unfinished', detail: { id: 'file' } },
  });
  expect(erasureRequested('alice')).toEqual({
    ...{ source: 'waybill', 'detail-type': 'Erasure Requested', detail: { owner: 'alice' } },
  });
});
