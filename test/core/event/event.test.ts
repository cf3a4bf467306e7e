import { expect, test } from '@jest/globals';
import { fileEventType } from '../../../lambda/core/event/event.js';

test('an upload is created once, also if it is pending again after parts were not joined', () => {
  expect(fileEventType(undefined, 'pending')).toBe('upload.created');
  expect(fileEventType('completing', 'pending')).toBeUndefined();
  expect(fileEventType('pending', 'completing')).toBeUndefined();
  expect(fileEventType('completing', 'uploaded')).toBe('file.uploaded');
  expect(fileEventType('uploaded', 'uploaded')).toBeUndefined();
});
