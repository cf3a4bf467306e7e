import { describe, expect, test } from '@jest/globals';
import { bytesReader } from '../../../lambda/core/content/index.js';
import type { Files } from '../../../lambda/core/file/files.js';
import { changeFile } from '../../../lambda/core/manage/change-file.js';
import { Problem } from '../../../lambda/core/problem.js';
import { defaultTypes } from '../../../lambda/core/settings/default-types.js';
import { declare } from '../../../lambda/core/upload/declaration.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { pngFile } from '../content/file-bytes.js';
import { alice, photo, photoId, policy as base } from '../records.js';

const bytes = pngFile();
const object = { versionId: '1', sizeBytes: bytes.length, properties: {} };

/** Whether a name passes each check with these types: declaration, change, verification. */
async function gates(filename: string, allowedTypes: readonly string[]): Promise<boolean[]> {
  const policy = { ...base, allowedTypes };
  const file = photo({ filename: 'before.png', contentType: 'image/png' });
  const files: Files = { get: async () => file, change: async (read, changes) => ({ ...read, ...changes }) };
  const { verdict } = await contentCheck(policy, () => bytesReader(bytes))(photo({ filename }), object);
  return [
    passes(() => declare(policy, { filename, contentType: 'image/png', sizeBytes: 900 })),
    await changeFile({ files, policy }, alice, photoId, { filename }).then(
      () => true,
      (error: unknown) => isRefusal(error),
    ),
    verdict === 'accept',
  ];
}

function passes(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    return isRefusal(error);
  }
}

/** @throws any other error */
function isRefusal(error: unknown): false {
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/filename' }] });
  return false;
}

describe('a name is checked by the same rule when it is declared, changed, and verified', () => {
  test.each(['invoice.js', 'a.png.exe', 'x.exe ', 'x.ｅｘｅ', 'x\u202egnp.exe', 'x.exe:y.png', 'page.html'])(
    '%j is refused',
    async (filename) => {
      expect(await gates(filename, defaultTypes)).toEqual([false, false, false]);
    },
  );

  test.each(['a.exe.png', 'notes.txt', 'no ending'])('%j is accepted', async (filename) => {
    expect(await gates(filename, defaultTypes)).toEqual([true, true, true]);
  });

  test('an ending is accepted where its type is, by any of its names', async () => {
    const allowedTypes = [...defaultTypes, 'application/xhtml+xml'];
    expect(await gates('page.html', allowedTypes)).toEqual([true, true, true]);
    expect(await gates('page.hta', allowedTypes)).toEqual([false, false, false]);
  });
});

test('the error has the extension, and what was expected', () => {
  const request = { filename: 'invoice.JS ', contentType: 'text/plain', sizeBytes: 900 };
  const detail = 'names that end in .js are not accepted; expected the ending of what the file is';
  expect(() => declare({ ...base, allowedTypes: defaultTypes }, request)).toThrow(
    expect.objectContaining({
      code: 'invalid-request',
      detail: `/filename: ${detail}`,
      errors: [{ pointer: '/filename', detail }],
    }),
  );
});

test('types that a deployment names by another of their names may be declared', () => {
  const policy = { ...base, allowedTypes: ['application/x-sh'] };
  const declared = declare(policy, { filename: 'run.sh', contentType: 'text/x-shellscript', sizeBytes: 900 });
  expect(declared).toMatchObject({ filename: 'run.sh', contentType: 'text/x-shellscript' });
});
