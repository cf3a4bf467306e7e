import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FileListing, type ListFilter } from '../../../client/components/file-listing.js';
import type { Client } from '../../../client/index.js';
import { connected } from '../connected.js';
import { ContractServer } from '../contract-server.js';

let server: ContractServer;
let client: Client;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
  ({ client } = connected(server.url));
  for (const name of ['0', '1', '2', '3', '4'])
    await client.upload(new File([name], `${name}.txt`, { type: 'text/plain' }));
  server.requests.length = 0;
});
afterEach(() => server.close());

function listingOf(filter: ListFilter = {}) {
  const listing = new FileListing(client, filter);
  const names = () => listing.read().files.map(({ filename }) => filename[0]);
  const settled = () =>
    new Promise<void>((resolve) => {
      const leave = listing.subscribe(() => {
        if (listing.read().status === 'loading') return;
        leave();
        resolve();
      });
    });
  const after = (act: () => void) => {
    const end = settled();
    act();
    return end;
  };
  return { listing, names, after };
}

test('pages are appended until there is no more', async () => {
  const { listing, names, after } = listingOf({ pageSize: 2 });
  expect(listing.read()).toEqual({ files: [], status: 'loading', error: undefined, hasMore: false });
  await after(listing.refresh);
  expect(names()).toEqual(['4', '3']);
  expect(listing.read()).toMatchObject({ status: 'ready', hasMore: true });
  await after(listing.more);
  await after(listing.more);
  expect(names()).toEqual(['4', '3', '2', '1', '0']);
  expect(listing.read().hasMore).toBe(false);
  listing.more();
  await server.settled();
  expect(server.asked.filter((line) => line.startsWith('GET /files'))).toHaveLength(3);
});

test('a second `more` while a page is loading requests nothing', async () => {
  const { listing, names, after } = listingOf({ pageSize: 2 });
  await after(listing.refresh);
  await after(() => {
    listing.more();
    listing.more();
  });
  expect(names()).toEqual(['4', '3', '2', '1']);
});

test('a refresh replaces the files when the first page is there, and drops the page that was loading', async () => {
  const { listing, names, after } = listingOf({ pageSize: 2 });
  await after(listing.refresh);
  const held = server.holdNext(/^GET \/files/);
  listing.more();
  await held.reached;
  const end = after(listing.refresh);
  expect(names()).toEqual(['4', '3']);
  await end;
  held.release();
  await server.settled();
  expect(names()).toEqual(['4', '3']);
  await after(listing.more);
  expect(names()).toEqual(['4', '3', '2', '1']);
});

test('a page that fails leaves the files, and can be requested again', async () => {
  const { listing, names, after } = listingOf({ pageSize: 3 });
  await after(listing.refresh);
  server.failNext(/^GET \/files/, {
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ code: 'forbidden', detail: 'No', status: 403 }),
  });
  await after(listing.more);
  expect(listing.read()).toMatchObject({ status: 'failed', error: { code: 'forbidden' }, hasMore: true });
  expect(names()).toEqual(['4', '3', '2']);
  await after(listing.more);
  expect(listing.read()).toMatchObject({ status: 'ready', error: undefined, hasMore: false });
  expect(names()).toEqual(['4', '3', '2', '1', '0']);
});

test('nothing is notified of a page that is stopped', async () => {
  const { listing } = listingOf();
  const held = server.holdNext(/^GET \/files/);
  listing.refresh();
  await held.reached;
  let changes = 0;
  listing.subscribe(() => (changes += 1));
  listing.stop();
  held.release();
  await server.settled();
  expect(changes).toBe(0);
});
