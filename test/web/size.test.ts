import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bundlePageScript } from '../../build/page-script.js';

/** What a visitor loads before the first render: the page in English and the client. */
const limitBytes = 35 * 1024;
/** Another language is loaded in addition. */
const languageLimitBytes = 8 * 1024;

test('the page’s script stays small, and each further language is loaded only by who reads it', async () => {
  const { outputFiles } = await bundlePageScript('/page');
  const sizes = Object.fromEntries(
    outputFiles
      .filter(({ path }) => path.endsWith('.js'))
      .map(({ path, contents }) => [
        path.replace(/^.*assets\/|-[^-]*$/g, ''),
        gzipSync(contents, { level: 9 }).length,
      ]),
  );
  // Of streams, which the page has none of, so that no visitor loads it.
  expect(Object.keys(sizes).sort()).toEqual(['app', 'de', 'send-stream']);
  expect(sizes['app']).toBeLessThan(limitBytes);
  expect(sizes['de']).toBeLessThan(languageLimitBytes);
});
