import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readState, removeState, writeState, type State } from '../../local/state.js';

const state: State = {
  apiUrl: 'http://127.0.0.1:1',
  pageUrl: 'http://127.0.0.1:2',
  issuerUrl: 'http://127.0.0.1:4',
  awsEndpoint: 'http://127.0.0.1:3',
  s3Endpoint: 'http://127.0.0.1:3',
  region: 'eu-west-1',
  bucket: 'b',
  table: 't',
  stackName: 'Waybill',
};

describe('state.json', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-state-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is written atomically, and removed completely', async () => {
    const file = path.join(folder, 'new', 'state.json');
    await writeState(file, state);
    expect(await readState(file)).toEqual(state);
    await removeState(file);
    expect(await readdir(path.dirname(file))).toEqual([]);
    expect(await readState(file)).toBeUndefined();
  });

  test('may be removed when it is not there', async () => {
    await expect(removeState(path.join(folder, 'state.json'))).resolves.toBeUndefined();
  });
});
