import { expect, test } from '@jest/globals';
import { chromiumPath } from './chromium.js';

test('a missing browser is an error that says what to install', () => {
  expect(() => chromiumPath({ PATH: '/nowhere' })).toThrow(/apt-get install chromium/);
  expect(() => chromiumPath({ PATH: '/usr/bin', CHROME_PATH: '/nowhere/chrome' })).toThrow(/CHROME_PATH is/);
});
