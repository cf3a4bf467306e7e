import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { choosePython, findPythons, type Python } from '../../../local/engine/python.js';

const python = (version: string, hasVenv = true): Python => ({ command: 'python3', version, hasVenv });

describe('the Python that carries the engine', () => {
  test('is the first that is new enough and can make environments', () => {
    expect(choosePython([python('3.9.19'), python('3.12.1', false), python('3.10.0')]).version).toBe(
      '3.10.0',
    );
  });

  test('3.10 is newer than 3.9, and 4.0 newer still', () => {
    expect(choosePython([python('4.0.0')]).version).toBe('4.0.0');
    expect(() => choosePython([python('3.9.20')])).toThrow(/3\.10 or newer is needed.*has 3\.9\.20/);
  });

  test('is requested, with the command that installs it, if there is none', () => {
    expect(() => choosePython([])).toThrow(
      /none was found in PATH\. Install it .*apt-get install python3 python3-venv/,
    );
  });

  test('without venv is named, with the package that brings it', () => {
    expect(() => choosePython([python('3.11.2', false)])).toThrow(/Python 3\.11\.2 is here.*python3-venv/);
  });
});

describe('looking for Python', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'waybill-python-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function install(name: string, script: string): Promise<void> {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, name), 0o755);
  }

  test('skips broken names and stops at the first suitable one', async () => {
    await install('python3', 'exit 3');
    await install('python3.12', `echo '{"version": "3.12.4", "hasVenv": true}'`);
    await install('python', `echo '{"version": "3.13.0", "hasVenv": true}'`);
    expect(await findPythons(folder)).toEqual([{ command: 'python3.12', version: '3.12.4', hasVenv: true }]);
  });

  test('finds nothing where nothing is', async () => {
    expect(await findPythons(folder)).toEqual([]);
  });
});
