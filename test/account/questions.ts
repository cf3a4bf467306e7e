import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { createPresignedPost } from './signed-form.js';
import type { AccountClient, Deployed } from './target.js';

/** What only the service itself can answer, and what Waybill assumes until then. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
  /** What the code and the documents assume. */
  readonly assumed: string;
}

interface Question {
  readonly question: string;
  readonly assumed: string;
  readonly ask: (scene: Scene) => Promise<string>;
}

/** The deployed stack, with two users of it. */
export interface Scene {
  readonly client: AccountClient;
  readonly deployed: Deployed;
  readonly tokens: readonly [string, string];
}

/** A PNG of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const questions: readonly Question[] = [
  {
    question: 'Does a form enforce the checksum that its policy names?',
    assumed: 'no: the checksum is compared after the upload (docs/uploads.md)',
    async ask({ client, deployed: { bucket } }) {
      const other = createHash('sha256').update('other bytes').digest('base64');
      const fields = { 'x-amz-checksum-sha256': other, 'x-amz-checksum-algorithm': 'SHA256' };
      const { url, form } = createPresignedPost(client, bucket, `verify/${randomUUID()}`, fields);
      form.append('file', new Blob([picture]));
      const { status } = await fetch(url, { method: 'POST', body: form });
      return status < 300
        ? `no: other bytes were stored, ${status}`
        : `yes: other bytes were refused, ${status}`;
    },
  },
  {
    question: 'Is a version that was removed 403 or 404 to a role without s3:ListBucketVersions?',
    assumed: 'either: readers are shown the same (docs/downloads.md)',
    async ask({ deployed, tokens: [token] }) {
      const id = await upload(deployed, token);
      const { url } = await call<{ url: string }>(deployed, token, 'GET', `/files/${id}/content`);
      await call(deployed, token, 'DELETE', `/files/${id}`);
      const { status } = await fetch(url);
      return String(status);
    },
  },
  {
    question: 'Which of two Authorization headers does the authorizer take?',
    assumed: 'none that the function does not take too: it compares both, and answers 401 (docs/access.md)',
    async ask({ deployed, tokens: [one, other] }) {
      const id = await upload(deployed, one);
      const both = await Promise.all([
        statusWith(`${deployed.apiUrl}/files/${id}`, [one, other]),
        statusWith(`${deployed.apiUrl}/files/${id}`, [other, one]),
      ]);
      await call(deployed, one, 'DELETE', `/files/${id}`);
      return `owner first: ${both[0]}; owner last: ${both[1]}`;
    },
  },
  {
    question: 'Is a request to a new bucket at the global address redirected?',
    assumed: 'yes, for hours: signed URLs have the regional address (docs/uploads.md)',
    async ask({ client, deployed: { bucket } }) {
      if (client.endpoint) return 'not asked: an engine has one address';
      const answer = await fetch(`https://${bucket}.s3.amazonaws.com/`, { redirect: 'manual' });
      return `${answer.status} ${new URL(answer.headers.get('location') ?? 'none:').host}`.trim();
    },
  },
];

/** What a run without the scanner cannot answer. */
export const notAsked: readonly string[] = [
  'GuardDuty’s events: the stack has no malwareProtection, which is paid for each GB and object. Deploy it with `-c malwareProtection=true`, upload a file, and see its record become verified.',
  'How lists and objects in the context of a Lambda authorizer arrive: the stack has none. Waybill reads them as they are and as JSON text. Deploy it with `-c authorizer=ARN` of docs/examples/authorizer.mjs, and call a route with a role in a list.',
];

/** An answer to each; a question that fails has its error for one. */
export async function askAll(scene: Scene): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { question, assumed, ask } of questions) {
    const answer = await ask(scene).catch((error: unknown) => `no answer: ${String(error)}`);
    answers.push({ question, assumed, answer });
  }
  return answers;
}

async function upload(deployed: Deployed, token: string): Promise<string> {
  const request = { filename: 'pixel.png', contentType: 'image/png', sizeBytes: picture.length };
  const { id, upload } = await call<{ id: string; upload: { url: string; headers: Record<string, string> } }>(
    ...[deployed, token, 'POST', '/uploads', request],
  );
  const stored = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: picture });
  if (!stored.ok) throw new Error(`S3 answered the PUT with ${stored.status}`);
  for (let tries = 0; tries < 120; tries++) {
    const { status } = await call<{ status: string }>(deployed, token, 'GET', `/files/${id}`);
    if (status === 'verified') return id;
    await new Promise((go) => setTimeout(go, 500));
  }
  throw new Error('the file was not verified within a minute');
}

async function call<T>(
  { apiUrl }: Deployed,
  token: string,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(apiUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** `fetch` joins headers of one name; this sends each in a line of its own. */
function statusWith(url: string, tokens: readonly string[]): Promise<number> {
  const lines = [
    'host',
    new URL(url).host,
    ...tokens.flatMap((token) => ['authorization', `Bearer ${token}`]),
  ];
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: lines }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}
