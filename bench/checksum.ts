/**
 * `npm run bench:checksum`: speed of CRC-64/NVME in the client, compared with SHA-256 of OpenSSL and CRC-64/NVME of the
 * AWS SDK in JavaScript, alternating in one run. Machines differ and are noisy: quote the ratios. `-- --short` is a
 * smoke test.
 */
import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import { Crc64 } from '../client/transfer/crc64.js';

const { short } = parseArgs({ options: { short: { type: 'boolean' } } }).values;
const rounds = short ? 1 : 9;
const piece = randomBytes(4 * 1024 ** 2);
const pieces = 8;

const ways: Readonly<Record<string, () => unknown>> = {
  'CRC-64/NVME, the client’s': () => {
    const sum = new Crc64();
    for (let i = 0; i < pieces; i += 1) sum.update(piece);
    return sum.base64;
  },
  'CRC-64/NVME, the AWS SDK’s': () => {
    const sum = new Crc64Nvme();
    for (let i = 0; i < pieces; i += 1) sum.update(piece);
    return sum.digest();
  },
  'SHA-256, OpenSSL’s': () => {
    const hash = createHash('sha256');
    for (let i = 0; i < pieces; i += 1) hash.update(piece);
    return hash.digest();
  },
};

const rates = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, sum] of Object.entries(ways)) {
    const before = process.cpuUsage();
    sum();
    const { user, system } = process.cpuUsage(before);
    rates.get(name)?.push((pieces * piece.length) / (user + system));
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const [[, ours = []] = []] = rates;
process.stdout.write(`Node ${process.version}, ${String(rounds)} rounds of 32 MiB, medians\n\n`);
for (const [name, each] of rates) {
  const ratio = (median(ours) / median(each)).toFixed(2);
  process.stdout.write(`${name.padEnd(28)} ${median(each).toFixed(0).padStart(6)} MB/s   ours x ${ratio}\n`);
}
