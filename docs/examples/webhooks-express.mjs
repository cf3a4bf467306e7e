// Webhooks of Waybill in Express 5, kept in PostgreSQL.
//
//   npm install express pg standardwebhooks
//
//   import pg from 'pg';
//   const database = new pg.Pool();
//   await database.query(inbox);
//   await database.query(files);
//   waybillWebhooks(process.env.WEBHOOK_SECRET, database).listen(8080);

import express from 'express';
import { Webhook } from 'standardwebhooks';

/** What came, once each. Your own work takes what is not done from here, at its own pace: mails, thumbnails, orders. */
export const inbox = `
  create table if not exists waybill_inbox (
    id text primary key,
    event jsonb not null,
    received_at timestamptz not null default now(),
    done_at timestamptz
  )`;

/** What is known of each file: the newest of its events. */
export const files = `
  create table if not exists waybill_files (
    id text primary key,
    revision bigint not null,
    file jsonb not null
  )`;

// One statement, so that both are written or neither is. An event that was here before changes nothing, and one that
// comes late, behind a newer one of the same file, changes nothing of the file. (Events of links and reads hold only
// the file's id: they have no status.)
const keep = `
  with fresh as (
    insert into waybill_inbox (id, event) values ($1, $2) on conflict (id) do nothing returning event
  )
  insert into waybill_files (id, revision, file)
  select event->'data'->'file'->>'id', (event->>'revision')::bigint, event->'data'->'file'
  from fresh
  where event->'data'->'file'->>'status' is not null
  on conflict (id) do update set revision = excluded.revision, file = excluded.file
  where waybill_files.revision < excluded.revision`;

/**
 * @param {string} secret the endpoint's: `whsec_…`
 * @param {{ query(text: string, values: unknown[]): Promise<unknown> }} database
 */
export function waybillWebhooks(secret, database) {
  const webhook = new Webhook(secret);
  const app = express();

  // The bytes as they came: the signature is over them, and JSON that was parsed and written again has others.
  app.post('/waybill', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
    let event;
    try {
      event = webhook.verify(request.body, request.headers);
    } catch {
      // Not from Waybill, or older than five minutes.
      response.sendStatus(400);
      return;
    }
    // Kept before the answer, worked on after it: the answer has 15 seconds. Should the database fail, Express answers
    // 500, and the event comes again.
    await database.query(keep, [request.headers['webhook-id'], JSON.stringify(event)]);
    response.sendStatus(204);
  });

  return app;
}
