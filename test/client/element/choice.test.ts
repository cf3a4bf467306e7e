import { expect, test } from '@jest/globals';
import { isAccepted, splitChoice } from '../../../client/element/choice.js';
import { english } from '../../../client/element/texts.js';

test.each([
  ['photo.jpg', 'image/jpeg', '', true],
  ['photo.jpg', 'image/jpeg', 'image/*', true],
  ['photo.jpg', 'image/jpeg', 'image/jpeg, image/png', true],
  ['photo.jpg', 'image/jpeg', 'IMAGE/PNG,.JPG', true],
  ['photo.JPG', 'image/jpeg', '.jpg', true],
  ['photo.jpg', 'image/jpeg', 'image', false],
  ['photo.jpg', 'image/jpeg', '.png,video/*', false],
  // The browser does not know it: the service does.
  ['photo.heic', '', 'image/*', true],
  ['photo.heic', '', '.heic', true],
  ['photo.heic', '', '.jpg', false],
])('%s of type "%s" for accept="%s": %s', (name, type, accept, expected) => {
  expect(isAccepted(new File(['x'], name, { type }), accept)).toBe(expected);
});

test('what is added counts those that are there, and each refusal has one reason', () => {
  const file = (name: string, bytes = 1) =>
    new File([new Uint8Array(bytes)], `${name}.png`, { type: 'image/png' });
  const { added, refused } = splitChoice(
    { files: [file('big', 11), file('a'), file('b'), file('c')], folders: [new File([], 'trip')] },
    { accept: 'image/*', maxSize: 10, maxFiles: 3, present: 1 },
    english,
  );
  expect(added.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  expect(refused.map(({ reason, message }) => [reason, message])).toEqual([
    ['folder', 'trip was not added: it is a folder.'],
    ['size', 'big.png was not added: it is larger than 10 byte.'],
    ['count', 'c.png was not added: choose at most 3.'],
  ]);
});
