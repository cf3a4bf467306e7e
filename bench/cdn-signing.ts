/**
 * `npm run bench:cdn`: CPU of signing a CloudFront URL with a cached P-256 key, compared with `@aws-sdk/cloudfront-signer`,
 * which parses its PEM for each URL, alternating in one run. Fails below 8 times the SDK's way with RSA 2048, the usual
 * one. Machines differ and are noisy: quote the ratios. `-- --short` is a smoke test.
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { cdnUrl, signCdnUrl } from '../lambda/aws/signing/cdn/signed-url.js';

const { short } = parseArgs({ options: { short: { type: 'boolean' } } }).values;
const rounds = short ? 1 : 15;
const signatures = short ? 2 : 100;
const leastRatio = 8;

const pem = { type: 'pkcs8', format: 'pem' } as const;
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem).toString();
const keyPairId = 'K2JCJMDEHXQW5F';
const key = { keyPairId, privateKey: createPrivateKey(elliptic) };
const object = {
  origin: 'https://d111111abcdef8.cloudfront.net',
  key: 'files/4f/u-alice/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f',
  query: { versionId: 'L4kqtJlcpXroDTDmpUMLUo', 'response-content-type': 'image/png' },
};
const until = new Date('2026-12-01T00:00:00Z');
const url = cdnUrl(object);
const viaSdk = (privateKey: string) =>
  getSignedUrl({ url, keyPairId, privateKey, dateLessThan: until.toISOString(), algorithm: 'SHA256' });

const rsaWay = 'AWS SDK, RSA 2048 as PEM';
const ways: Readonly<Record<string, () => string>> = {
  'Waybill, P-256, cached': () => signCdnUrl(object, { until }, key),
  'AWS SDK, P-256 as PEM': () => viaSdk(elliptic),
  [rsaWay]: () => viaSdk(rsa),
};

const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, signOne] of Object.entries(ways)) {
    const before = process.cpuUsage();
    for (let count = 0; count < signatures; count += 1) signOne();
    const { user, system } = process.cpuUsage(before);
    times.get(name)?.push((user + system) / signatures);
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const [[, ours = []] = []] = times;
process.stdout.write(
  `Node ${process.version}, ${String(rounds)} rounds of ${String(signatures)}, medians\n\n`,
);
for (const [name, each] of times) {
  const ratio = (median(each) / median(ours)).toFixed(1);
  process.stdout.write(`${name.padEnd(26)} ${median(each).toFixed(0).padStart(6)} us   ${ratio} x ours\n`);
}
const reached = median(times.get(rsaWay) ?? []) / median(ours);
if (!short && !(reached >= leastRatio)) {
  process.stderr.write(`expected at least ${String(leastRatio)} times less than the SDK with RSA\n`);
  process.exitCode = 1;
}
