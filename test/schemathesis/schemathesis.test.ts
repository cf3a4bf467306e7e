import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { prepareVenv } from '../../local/engine/python.js';
import { cacheDirectory } from '../../local/process/cache-directory.js';
import { CommandFailure, run } from '../../local/process/command.js';
import { permissions } from '../../lambda/core/access/permission.js';
import { routes } from '../../lambda/api/routes.js';
import { drawing } from '../end-to-end/fixture.js';
import { withToken, type Person } from '../end-to-end/person.js';
import { makeShare } from '../end-to-end/shared.js';
import { deployWith, issueToken } from '../stack/system.js';
import { isAccepted } from './accepted.js';
import { readReport, type Report } from './report.js';

/** Requests of an operation; all take some two minutes. */
const examples = 100;
/** The same requests each time, so that a change is what makes it fail; others find what nobody looked for. */
const seed = process.env['SCHEMATHESIS_SEED'] ?? '1';
jest.setTimeout(10 * 60_000);

const place = path.join(cacheDirectory, 'schemathesis');
/** Stays, to see what led to a failure. */
const file = path.join(place, 'report.ndjson');
let folder: string;
let report: Report;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-schemathesis-'));
  const lockFile = path.join(import.meta.dirname, 'requirements.txt');
  const python = await prepareVenv(place, undefined, lockFile);
  const { apiUrl } = await deployWith('WaybillSchemathesis', {
    roles: JSON.stringify({ administrators: permissions }),
    onFinding: 'hold',
  });
  const token = await issueToken('schemathesis', { groups: ['administrators'] });
  const owner = withToken('owner', await issueToken('owner', { groups: ['administrators'] }), apiUrl);
  const args = [
    ...['-m', 'schemathesis.cli', '--config-file', path.join(import.meta.dirname, 'schemathesis.toml')],
    ...['run', `${apiUrl}/openapi.json`, '--url', apiUrl],
    ...['--header', `Authorization: Bearer ${token}`, '--continue-on-failure'],
    ...['--seed', seed, '--generation-deterministic', '--max-examples', String(examples)],
    ...['--workers', '4', '--no-shrink', '--request-timeout', '60'],
    ...['--report', 'ndjson', '--report-ndjson-path', file],
  ];
  const env = {
    ...process.env,
    ...{ SCHEMATHESIS_HOOKS: 'hooks', PYTHONPATH: import.meta.dirname },
    WAYBILL_KNOWN: JSON.stringify(await knownTo(owner)),
  };
  try {
    await run(python, args, { cwd: folder, env });
  } catch (error) {
    // 1 means that a check failed, which the report has.
    if (!(error instanceof CommandFailure) || error.exitCode !== 1) throw error;
  }
  report = readReport(file);
});
afterAll(() => rm(folder, { recursive: true }));

/** It is held. */
const lie = { ...drawing(), bytes: Buffer.from('#!/bin/sh\necho no picture\n') };

/** What test/schemathesis/hooks.py needs: a file in each state that takes more than a request to the API. */
async function knownTo(owner: Person): Promise<object> {
  const three = (make: () => Promise<{ readonly id: string }>) =>
    Promise.all([0, 1, 2].map(async () => (await make()).id));
  const [verified, inParts, released, rejected] = await Promise.all([
    three(() => owner.store(drawing())),
    three(() => owner.create(drawing(), { method: 'multipart', sizeBytes: 20_000_000 })),
    three(() => owner.store(lie)),
    three(() => owner.store(lie)),
  ]);
  const links = await Promise.all(verified.map((id) => makeShare(owner, id)));
  const token = links.map(({ url }) => url.split('/').at(-1));
  return { verified, token, in_parts: inParts, released, rejected };
}

test('every answer is as the document says, and every valid request is accepted', () => {
  process.stderr.write(`schemathesis: ${report.cases} cases, ${report.failures.length} failed checks\n`);
  expect(report.cases).toBeGreaterThan(1_000);
  expect(report.failures.filter((failure) => !isAccepted(failure))).toEqual([]);
});

// Links lead to what an earlier request made, which a run of minutes does not always reach.
test('at least 34 of the operations answered with success', () => {
  const operations = Object.values(routes).map(({ method, path: place }) => `${method} ${place}`);
  const missing = operations.filter((one) => !report.succeeded.has(one));
  const count = operations.length - missing.length;
  process.stderr.write(
    `schemathesis: ${count} of ${operations.length} succeeded, not ${missing.join(', ')}\n`,
  );
  expect(count).toBeGreaterThanOrEqual(34);
});
