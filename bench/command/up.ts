/**
 * `npm run bench:up`: `waybill up` of many small files, compared with the bare requests, with the same concurrency,
 * alternating. Uploads to the deployment in WAYBILL_API_URL and WAYBILL_TOKEN, such as `npm start`'s. `-- --short` is a
 * smoke test with a few files.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { bundle } from '../../client/build/command-bundle.js';

const { short } = parseArgs({ options: { short: { type: 'boolean' } } }).values;
const fileCount = short ? 10 : 500;
const fileBytes = 20_000;
const jobs = 8;
const rounds = short ? 1 : 3;

const { WAYBILL_API_URL: apiUrl, WAYBILL_TOKEN: token } = process.env;
if (!apiUrl || !token)
  throw new Error('set WAYBILL_API_URL and WAYBILL_TOKEN: docs/local.md says how, with `npm start`');

const folder = mkdtempSync(path.join(tmpdir(), 'waybill-bench-up-'));
const command = path.join(folder, 'command');
const files = path.join(folder, 'files');

/** The requests of one file: create, send, complete. */
async function sendBare(name: string): Promise<void> {
  const bytes = readFileSync(path.join(files, name));
  const headers = { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ filename: name, contentType: 'text/plain', sizeBytes: bytes.length });
  const created = await fetch(`${String(apiUrl)}/uploads`, { method: 'POST', headers, body });
  const { id, upload } = (await created.json()) as {
    id: string;
    upload: { url: string; headers: Record<string, string> };
  };
  const stored = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
  const completed = await fetch(`${String(apiUrl)}/uploads/${id}/complete`, { method: 'POST', headers });
  if (!stored.ok || !completed.ok) throw new Error(`storage ${stored.status}, API ${completed.status}`);
  await completed.arrayBuffer();
}

async function bare(): Promise<void> {
  const waiting = readdirSync(files).values();
  const lane = async () => {
    for (const name of waiting) await sendBare(name);
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}

async function ours(): Promise<void> {
  const args = [path.join(command, 'waybill.js'), 'up', files, '--no-wait', '--jobs', String(jobs)];
  const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 });
}

async function seconds(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return (performance.now() - startedAt) / 1000;
}

try {
  mkdirSync(files);
  for (let number = 0; number < fileCount; number++)
    writeFileSync(
      path.join(files, `${String(number)}.txt`),
      `${String(number)}\n`.padEnd(fileBytes, 'Waybill. '),
    );
  await build(bundle(command));
  process.stdout.write(
    `${fileCount} files of ${fileBytes} bytes, ${jobs} at once, seconds\n\n  bare    up   ratio\n`,
  );
  for (let round = 0; round < rounds; round++) {
    const [yardstick, measured] = [await seconds(bare), await seconds(ours)];
    const cells = [yardstick.toFixed(1), measured.toFixed(1), (measured / yardstick).toFixed(2)];
    process.stdout.write(`${cells.map((cell) => cell.padStart(6)).join('')}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
