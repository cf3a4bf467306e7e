import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../local/process/command.js';
import { stateOf, writeState } from '../../local/state.js';
import { system } from '../stack/system.js';

const root = path.join(import.meta.dirname, '..', '..');

test('a client with only the API and state.json does a whole upload and download', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'waybill-outside-'));
  try {
    const stateFile = path.join(directory, 'state.json');
    await writeState(stateFile, stateOf(system));
    const client = path.join(import.meta.dirname, 'outside-client.py');
    const fixtures = path.join(root, 'test', 'fixtures', 'content');
    const tokens = [process.execPath, '--import', 'tsx', 'local/token.ts', '--directory', directory];
    // -I: only the standard library.
    const said = await run('python3', ['-I', client, stateFile, fixtures, ...tokens], { cwd: root });
    expect(said).toContain('holds: and gone');
  } finally {
    await rm(directory, { recursive: true });
  }
});
