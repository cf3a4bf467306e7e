import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../local/command.js';
import { issueToken, system } from '../stack/system.js';

const root = path.join(import.meta.dirname, '..', '..');

/** The block of the README behind the comment that says that it is run here. */
async function curlBlock(): Promise<string> {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const marked = /<!-- The end-to-end tests run this block as it stands\. -->\s*```sh\n(.*?)```/s.exec(
    readme,
  );
  if (!marked?.[1]) throw new Error('README.md has no block that says that it is run here');
  return marked[1];
}

test("the README's curl commands take a photo there and back", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'waybill-readme-'));
  try {
    await copyFile(path.join(root, 'test/fixtures/content/image/photo.jpg'), path.join(folder, 'photo.jpg'));
    const said = await run('bash', ['-euo', 'pipefail', '-c', await curlBlock()], {
      cwd: folder,
      env: { PATH: process.env['PATH'], API: system.apiUrl, TOKEN: await issueToken('alice') },
    });
    expect(said).toContain('"status":"verified"');
    const [photo, copy] = await Promise.all(
      ['photo.jpg', 'copy.jpg'].map((name) => readFile(path.join(folder, name))),
    );
    expect(copy?.equals(photo ?? Buffer.alloc(0))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
