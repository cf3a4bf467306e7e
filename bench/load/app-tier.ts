import type http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { LocalStack } from '../../local/stack.js';
import { CountingAgent, request } from './counting-agent.js';
import { measure, type Timing } from './timing.js';

interface Created {
  readonly id: string;
  readonly upload: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

/** Longer than any verdict takes; a file without one by then fails the run. */
const verdictDeadlineMs = 300_000;

export interface Counts {
  readonly creates: number;
  readonly uploads: number;
  readonly atOnce: number;
}

export interface AppTierFigures {
  readonly creates: Timing;
  readonly uploads: Timing;
  /** Seconds from the first create to the last verdict. */
  readonly allVerifiedSeconds: number;
  readonly fileBytes: number;
  /** Requests that the engine dropped, and that were retried. */
  readonly dropped: number;
  /** Bytes over the connections to the API for one upload, both ways, including headers and token. */
  readonly bytes: {
    readonly token: number;
    readonly create: number;
    readonly poll: number;
    readonly polls: number;
  };
}

/** Many uploads on the deployed stack: first only creations, then files with their verdicts. */
export async function measureAppTier(
  stack: LocalStack,
  { creates, uploads, atOnce }: Counts,
): Promise<AppTierFigures> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const image = { width: 600, height: 580, channels: 3, background: 'black', noise } as const;
  const photo = await sharp({ create: image }).png().toBuffer();
  const token = await stack.issueToken('load');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ filename: 'photo.png', contentType: 'image/png', sizeBytes: photo.length });
  let dropped = 0;
  const create = async (agent: http.Agent): Promise<Created> => {
    for (;;) {
      const answer = await request(`${stack.apiUrl}/uploads`, { method: 'POST', headers, body, agent });
      if (answer.status === 201) return JSON.parse(answer.body) as Created;
      if (answer.status < 500) throw new Error(`POST /uploads: ${answer.status} ${answer.body}`);
      // The engine's functions get 29 seconds, also on a busy machine.
      dropped += 1;
    }
  };

  const creating = new CountingAgent(atOnce);
  const createTimes = await measure(creates, atOnce, () => create(creating));

  const storage = new CountingAgent(atOnce);
  const api = new CountingAgent(atOnce);
  const ids: string[] = [];
  const startedAt = performance.now();
  const uploadTimes = await measure(uploads, atOnce, async () => {
    const { id, upload } = await create(api);
    const put = { method: 'PUT', headers: upload.headers, body: photo, agent: storage };
    const { status, body } = await request(upload.url, put);
    if (status !== 200) throw new Error(`PUT: ${status} ${body}`);
    ids.push(id);
  });

  const polling = new CountingAgent(atOnce);
  let polls = 0;
  const { authorization } = headers;
  for (const id of ids) {
    // Polls with backoff, like the client. Sequentially, so that polling does not slow down what it waits for.
    for (let waitMs = 250; ; waitMs = Math.min(waitMs * 1.5, 5_000)) {
      const url = `${stack.apiUrl}/files/${id}`;
      const { body } = await request(url, { headers: { authorization }, agent: polling });
      polls += 1;
      const { status } = JSON.parse(body) as { status: string };
      if (status === 'verified') break;
      if (status === 'rejected' || performance.now() - startedAt > verdictDeadlineMs)
        throw new Error(`file ${id} is ${status}`);
      await pause(waitMs);
    }
  }
  const bytes = {
    token: token.length,
    create: Math.round(creating.bytes() / creates),
    poll: Math.round(polling.bytes() / polls),
    polls: polls / uploads,
  };
  const allVerifiedSeconds = (performance.now() - startedAt) / 1000;
  return {
    creates: createTimes,
    uploads: uploadTimes,
    allVerifiedSeconds,
    fileBytes: photo.length,
    dropped,
    bytes,
  };
}
