import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../local/process/command.js';
import { issueToken, system } from '../stack/system.js';

test('npm run bench:up measures at a deployment', async () => {
  const env = { ...process.env, WAYBILL_API_URL: system.apiUrl, WAYBILL_TOKEN: await issueToken('bench') };
  const cwd = path.join(import.meta.dirname, '../..');
  const printed = await run('npm', ['run', '--silent', 'bench:up', '--', '--short'], { cwd, env });
  expect(printed).toMatch(/10 files of 20000 bytes.*bare +up +ratio\s+\d+\.\d +\d+\.\d +\d+\.\d\d/s);
});
