/** Uploads a photo with the client that openapi-generator makes for fetch, and reads it back in two ways. */
import { readFileSync } from 'node:fs';
import { Configuration, FilesApi, LinksApi, ReadsApi, ResponseError, UploadsApi } from './client/index.js';

async function send(method: string, url: string, body?: Buffer, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method, headers, ...(body && { body: new Uint8Array(body) }) });
  if (!answer.ok) throw new Error(`${method}: ${String(answer.status)}`);
  return Buffer.from(await answer.arrayBuffer());
}

const photo = readFileSync('photo.jpg');
const configuration = new Configuration({
  basePath: process.env['API'] ?? '',
  accessToken: process.env['TOKEN'] ?? '',
});
const files = new FilesApi(configuration);

const { id, upload } = await new UploadsApi(configuration).createUpload({
  createUploadRequest: { filename: 'photo.jpg', contentType: 'image/jpeg', sizeBytes: photo.length },
});
if (upload?.method !== 'put') throw new Error('expected a PUT');
await send('PUT', upload.url, photo, upload.headers);

let file = await files.readFile({ id });
while (file.status === 'pending' || file.status === 'uploaded') {
  await new Promise((resolve) => setTimeout(resolve, 200));
  file = await files.readFile({ id });
}

const read = await new ReadsApi(configuration).readUrl({ id });
const share = await new LinksApi(configuration).createShare({ id });
const refused = await files.readFile({ id: 'none' }).catch(async (error: unknown) => {
  if (!(error instanceof ResponseError)) throw error;
  return ((await error.response.json()) as { code: string }).code;
});
const report = {
  status: file.status,
  type: file.detectedType,
  isSame: photo.equals(await send('GET', read.url)),
  isShared: photo.equals(await send('POST', share.url)),
  refused,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
