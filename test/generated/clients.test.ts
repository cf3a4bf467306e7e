import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueToken, system } from '../stack/system.js';
import { root } from './generator.js';
import { languages } from './languages.js';
import { run } from './program.js';

// Compilers of six languages, and the packages that they need.
const longestMs = 10 * 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-generated-'));
  const answer = await fetch(`${system.apiUrl}/openapi.json`);
  await writeFile(path.join(folder, 'openapi.json'), await answer.text());
});
afterAll(() => rm(folder, { recursive: true }));

const isThere = (tool: string) =>
  run(tool, ['--version'], { env: process.env }).then(
    () => true,
    // `go` has a command for it.
    () =>
      run(tool, ['version'], { env: process.env }).then(
        () => true,
        () => false,
      ),
  );

describe.each(languages)(
  'a client that openapi-generator makes for $name',
  ({ name, tool, compile, upload }) => {
    test(
      'compiles, and where it has a program, uploads, verifies, reads and shares a photo',
      async () => {
        if (!(await isThere(tool))) {
          // CI has all of them; elsewhere the output names what was not tried.
          expect(process.env['CI']).toBeUndefined();
          process.stderr.write(`${name}: not tried, since this machine has no ${tool}\n`);
          return;
        }
        const place = path.join(folder, name);
        await mkdir(place);
        await compile(place);
        if (!upload) return;

        await copyFile(
          path.join(root, 'test/fixtures/content/image/photo.jpg'),
          path.join(place, 'photo.jpg'),
        );
        const [command, ...args] = upload;
        const env = {
          PATH: process.env['PATH'],
          API: system.apiUrl,
          TOKEN: await issueToken(`generated-${name}`),
        };
        const report: unknown = JSON.parse(await run(command, args, { cwd: place, env }));
        expect(report).toEqual({
          status: 'verified',
          type: 'image/jpeg',
          isSame: true,
          isShared: true,
          refused: 'file-not-found',
        });
      },
      longestMs,
    );
  },
);
