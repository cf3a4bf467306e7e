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

/** Each event once. Your workers process the rows that are not done: mails, thumbnails, orders. */
export const inbox = `
  create table if not exists waybill_inbox (
    id text primary key,
    event jsonb not null,
    received_at timestamptz not null default now(),
    done_at timestamptz
  )`;

/** The newest state of each file. */
export const files = `
  create table if not exists waybill_files (
    id text primary key,
    revision bigint not null,
    file jsonb not null
  )`;

// One statement, so that the write is atomic. A duplicate event changes nothing, and a late event, older than the stored
// revision, does not change the file. (Events of links and reads have only the file's id, no status.)
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

  // The raw bytes: the signature covers them, and JSON that was parsed and serialized again may differ.
  app.post('/waybill', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
    let event;
    try {
      event = webhook.verify(request.body, request.headers);
    } catch {
      // Not from Waybill, or older than five minutes.
      response.sendStatus(400);
      return;
    }
    // Stored before the response, processed after it: the response has 15 seconds. If the database fails, Express
    // responds with 500, and the event is redelivered.
    await database.query(keep, [request.headers['webhook-id'], JSON.stringify(event)]);
    response.sendStatus(204);
  });

  return app;
}
