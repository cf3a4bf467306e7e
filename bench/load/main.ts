/**
 * `npm run bench:load`: what one machine can really run of many uploads at once, on a deployed local stack of its own:
 * creates, PUTs, verdicts; and how many bytes of each upload pass the application tier, beside a proxy that takes the
 * file itself. docs/load.md goes on from these figures to what AWS's limits allow.
 */
import http from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { startStack } from '../../local/stack.js';
import { printedSteps } from '../../local/steps.js';
import { CountingAgent, request } from './counting-agent.js';
import { startProxy } from './proxy.js';

const creates = 1_000;
const uploads = 200;
const atOnce = 64;

interface Created {
  readonly id: string;
  readonly upload: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

const directory = await mkdtemp(path.join(tmpdir(), 'waybill-load-'));
const stack = await startStack({
  directory,
  steps: printedSteps((line) => process.stderr.write(`${line}\n`)),
});
const proxy = await startProxy();
try {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const image = { width: 600, height: 580, channels: 3, background: 'black', noise } as const;
  const photo = await sharp({ create: image }).png().toBuffer();
  const token = await stack.issueToken('load');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ filename: 'photo.png', contentType: 'image/png', sizeBytes: photo.length });
  const create = async (agent: http.Agent): Promise<Created> => {
    const answer = await request(`${stack.apiUrl}/uploads`, { method: 'POST', headers, body, agent });
    if (answer.status !== 201) throw new Error(`POST /uploads: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as Created;
  };

  const api = new CountingAgent(atOnce);
  await create(api);
  report(`${creates} creates, ${atOnce} at once`, await timed(creates, () => create(api)));
  const asked = perUpload(api, creates + 1);

  const storage = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const tier = new CountingAgent(atOnce);
  const ids: string[] = [];
  const upload = async () => {
    const { id, upload: signed } = await create(tier);
    const put = await request(signed.url, {
      method: 'PUT',
      headers: signed.headers,
      body: photo,
      agent: storage,
    });
    if (put.status !== 200) throw new Error(`PUT: ${put.status} ${put.body}`);
    ids.push(id);
  };
  const startedAt = performance.now();
  report(`${uploads} uploads of ${kilobytes(photo.length)}, ${atOnce} at once`, await timed(uploads, upload));
  const verdicts = await timed(ids.length, async (index) => {
    for (;;) {
      const { body: file } = await request(`${stack.apiUrl}/files/${ids[index] ?? ''}`, {
        headers,
        agent: tier,
      });
      if (file.includes('"status":"verified"')) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });
  process.stdout.write(
    `all verified ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the first create\n`,
  );
  report('from the last PUT to the verdict, as seen by its client', verdicts);

  const ours = perUpload(tier, uploads);
  const proxied = new CountingAgent(atOnce);
  const { upload: signed } = await create(api);
  await request(proxy.url, {
    method: 'PUT',
    headers: { 'content-type': 'image/png', 'content-length': photo.length, 'x-storage-url': signed.url },
    body: photo,
    agent: proxied,
  });
  // In from the client, and out again to storage.
  const theirs = (proxied.bytes().sent + proxied.bytes().received) * 2;
  process.stdout.write(
    `\n| bytes through the application tier for one upload of ${kilobytes(photo.length)} | |\n| --- | --- |\n` +
      `| Waybill, to ask permission: both ways, headers and token included | ${asked} |\n` +
      `| Waybill, with all questions for the status | ${ours} |\n` +
      `| a proxy | ${theirs} |\n| ratio | 1 : ${Math.round(theirs / ours)} |\n`,
  );
} finally {
  await proxy.stop();
  await stack.stop();
  await rm(directory, { recursive: true, force: true });
}

function perUpload(agent: CountingAgent, count: number): number {
  const { sent, received } = agent.bytes();
  return Math.round((sent + received) / count);
}

/** Runs them `atOnce` at a time; milliseconds of each, and of all. */
async function timed(
  count: number,
  run: (index: number) => Promise<unknown>,
): Promise<{ each: number[]; all: number }> {
  const each: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await run(index);
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return { each: each.sort((one, other) => one - other), all: performance.now() - startedAt };
}

function report(what: string, { each, all }: { each: number[]; all: number }): void {
  const at = (share: number) => `${Math.round(each[Math.floor((each.length - 1) * share)] ?? 0)} ms`;
  const rate = `${Math.round((each.length / all) * 1000)} a second`;
  process.stdout.write(`${what}: ${rate}, median ${at(0.5)}, p99 ${at(0.99)}\n`);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`;
}
