import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { noticesBeside } from '../../build/third-party-notices.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waybill-notices-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** A package as npm installs it, which exports one word. */
const install = (
  folder: string,
  files: Readonly<Record<string, string>> = {},
  { version = '1.0.0', license = 'MIT' } = {},
) => {
  const name = folder.split('node_modules/').at(-1);
  const all = {
    'package.json': JSON.stringify({ name, version, license, sideEffects: false }),
    'index.js': `export const word = ${JSON.stringify(`${folder} ${version}`)};`,
    ...files,
  };
  write(
    Object.fromEntries(Object.entries(all).map(([file, text]) => [`node_modules/${folder}/${file}`, text])),
  );
};

/** The notices of a program's bundle. */
async function noticesOf(program: string): Promise<string | undefined> {
  write({ 'main.js': program });
  const { metafile } = await build({
    entryPoints: [join(root, 'main.js')],
    absWorkingDir: root,
    outdir: join(root, 'out'),
    bundle: true,
    format: 'esm',
    loader: { '.woff2': 'file' },
    metafile: true,
    write: false,
  });
  return noticesBeside(Object.values(metafile.outputs), root).get('THIRD-PARTY-NOTICES.txt')?.toString();
}

test('name the packages in a bundle, with their licences and notices, and no others', async () => {
  install('used', { LICENSE: 'the licence of used', 'NOTICE.txt': 'the notice of used' });
  install(
    '@scope/used',
    { 'license.md': 'the licence of @scope/used' },
    { version: '2.3.4', license: 'ISC' },
  );
  install('shaken-off', { LICENSE: 'the licence of shaken-off' });
  install('not-imported', { LICENSE: 'the licence of not-imported' });
  const notices = await noticesOf(`
    import { word as one } from 'used';
    import { word as two } from '@scope/used';
    import { word as unused } from 'shaken-off';
    console.log(one, two);
  `);
  expect(notices).toContain('@scope/used 2.3.4 (ISC)\n\nthe licence of @scope/used\n');
  expect(notices).toContain('used 1.0.0 (MIT)\n\nthe licence of used\n\nthe notice of used\n');
  expect(notices).not.toMatch(/shaken-off|not-imported/);
});

test('give a text that packages share once, under all of their versions', async () => {
  const shared = { LICENSE: 'the licence of both' };
  install('one', shared);
  install('other', { ...shared, 'index.js': "export { word } from 'one';" });
  install('other/node_modules/one', shared, { version: '0.9.0' });
  const notices = await noticesOf(`
    import { word as one } from 'one';
    import { word as other } from 'other';
    console.log(one, other);
  `);
  expect(notices).toContain('one 0.9.0 (MIT)\none 1.0.0 (MIT)\n\nthe licence of both\n');
  expect(notices?.match(/the licence of both/g)).toHaveLength(1);
});

test('name packages of which files alone are shipped, such as fonts', async () => {
  install('font', { LICENSE: 'the Open Font License', 'font.woff2': 'glyphs' }, { license: 'OFL-1.1' });
  const notices = await noticesOf(`import url from 'font/font.woff2'; console.log(url);`);
  expect(notices).toContain('font 1.0.0 (OFL-1.1)\n\nthe Open Font License\n');
});

test('are none where nothing in a bundle is others’ work', async () => {
  expect(await noticesOf(`console.log('ours');`)).toBeUndefined();
});

test('a package without a licence text fails the build, and is named', async () => {
  install('bare', { 'NOTICE.txt': 'no licence' });
  await expect(noticesOf(`import { word } from 'bare'; console.log(word);`)).rejects.toThrow(
    'bare 1.0.0 (MIT) is bundled, but its package has no licence text',
  );
});

test('so does one with another licence than the reviewed one', async () => {
  install('standardwebhooks');
  const program = `import { word } from 'standardwebhooks'; console.log(word);`;
  expect(await noticesOf(program)).toContain('Copyright (c) 2023 Svix');
  install('standardwebhooks', {}, { license: 'BUSL-1.1' });
  await expect(noticesOf(program)).rejects.toThrow('standardwebhooks 1.0.0 (BUSL-1.1) is bundled');
});
