import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { replaceFolder } from '../../build/replace-folder.js';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'waybill-replace-folder-'));
  folder = join(parent, 'out');
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

const files = (entries: Readonly<Record<string, string>>) =>
  new Map(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)]));

test('a folder has exactly the files, and nothing is left beside it', () => {
  replaceFolder(folder, files({ 'a.js': 'old', 'part/b.js': 'b', 'gone.js': 'c' }));
  replaceFolder(folder, files({ 'a.js': 'new', 'part/b.js': 'b' }));
  expect(readFileSync(join(folder, 'a.js'), 'utf8')).toBe('new');
  const left = readdirSync(parent, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(left.map(({ name }) => name).sort()).toEqual(['a.js', 'b.js']);
});

test('unchanged files are not written again, so that concurrent readers see whole files', () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.js'), 'same');
  const { ino } = statSync(join(folder, 'a.js'));
  replaceFolder(folder, files({ 'a.js': 'same' }));
  expect(statSync(join(folder, 'a.js')).ino).toBe(ino);
  replaceFolder(folder, files({ 'a.js': 'other' }));
  expect(statSync(join(folder, 'a.js')).ino).not.toBe(ino);
});
