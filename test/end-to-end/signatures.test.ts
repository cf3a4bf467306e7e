import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { bucketAddress } from '../../lambda/aws/object/bucket-address.js';
import type { PresignerOptions } from '../../lambda/aws/signing/presigner.js';
import { putSigner } from '../../lambda/aws/signing/put-signer.js';
import { readSigner } from '../../lambda/aws/signing/read-signer.js';
import { run } from '../../local/process/command.js';
import { roleCredentials, system } from '../stack/system.js';
import { noon, photo } from '../core/records.js';
import { storageEndpoint } from './signed.js';

const sha256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const amazon = bucketAddress(system.bucket, 'eu-west-1');
const local = bucketAddress(system.bucket, 'eu-west-1', storageEndpoint());
const names = ['me.png', 'Übergröße «été» 写真.png', "it's (1) * 100% & more = +~!.png", '"quoted"; a=b'];

let options: Omit<PresignerOptions, 'address'>;
beforeAll(async () => {
  options = { region: 'eu-west-1', credentials: await roleCredentials('presign') };
});

interface Signed {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The signatures of botocore, AWS's own for Python, for the same requests. */
async function byBotocore(requests: readonly Signed[]): Promise<Record<string, string>[]> {
  const file = path.join(system.directory, `requests-${String(process.pid)}.json`);
  await writeFile(file, JSON.stringify({ ...options, requests }));
  return JSON.parse(await run(system.python, [path.join(import.meta.dirname, 'signature.py'), file])) as [];
}

async function expectSameSignatures(requests: readonly Signed[]): Promise<void> {
  const theirs = await byBotocore(requests);
  const ours = requests.map(({ url }) => new URL(url).searchParams);
  for (const [index, made] of theirs.entries()) {
    const given = Object.keys(made).map((name) => [name, ours[index]?.get(name)]);
    expect(made).toEqual(Object.fromEntries(given));
  }
  expect(theirs).toHaveLength(requests.length);
}

test('botocore signs the same PUTs with the same signatures', async () => {
  const files = [
    photo(),
    photo({ sha256 }),
    photo({ sizeBytes: 5 * 2 ** 30 }),
    photo({ contentType: 'image/svg+xml' }),
  ];
  const requests = [amazon, local].flatMap((address) =>
    files.map(async (file): Promise<Signed> => {
      const { url, headers } = await putSigner({ ...options, address })(file, noon, 900);
      return { method: 'PUT', url, headers: { ...headers, 'Content-Length': String(file.sizeBytes) } };
    }),
  );
  await expectSameSignatures(await Promise.all(requests));
});

test('botocore signs the same reads with the same signatures, whatever the file is called', async () => {
  const reads = (['GET', 'HEAD'] as const).flatMap((method) =>
    names.map((filename) => ({ method, filename })),
  );
  const requests = [amazon, local].flatMap((address) =>
    reads.map(async ({ method, filename }): Promise<Signed> => {
      const read = { key: photo().key, versionId: 'v.1+/=', contentType: 'image/png' };
      const sign = readSigner({ ...options, address });
      const { url } = await sign({ ...read, filename, method, disposition: 'attachment' }, noon, 600);
      return { method, url, headers: {} };
    }),
  );
  await expectSameSignatures(await Promise.all(requests));
});
