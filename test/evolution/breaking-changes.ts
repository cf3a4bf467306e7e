import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../local/process/command.js';

/** Of an OpenAPI document, what this needs to know. */
export interface Contract {
  readonly paths: Readonly<Record<string, object>>;
  readonly webhooks: Readonly<Record<string, { readonly $ref: string }>>;
  readonly components: Readonly<Record<string, object>> & {
    readonly pathItems: Readonly<Record<string, Delivery>>;
  };
}

interface Delivery {
  readonly post: { readonly requestBody: { readonly content: object } };
}

const oasdiff = 'github.com/oasdiff/oasdiff@v1.38.0';

/** The level of changes that break, beside those that might. */
const certain = 3;
/** Might elsewhere; this API refuses what it does not know. */
const certainHere = ['request-property-removed', 'request-parameter-removed'];

interface Change {
  readonly level: number;
  readonly id: string;
  readonly operation: string;
  readonly path: string;
  readonly text: string;
}

/**
 * What a client or a subscriber of `before` would notice of `after`, each as `id: METHOD path: text`, by oasdiff. An
 * added answer field, route, optional parameter or event breaks nobody; an added value of an enum in an answer does.
 */
export async function breakingChanges(before: Contract, after: Contract): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'waybill-evolution-'));
  try {
    const files = [path.join(folder, 'before.json'), path.join(folder, 'after.json')] as const;
    await writeFile(files[0], JSON.stringify(deliveriesAsAnswers(before)));
    await writeFile(files[1], JSON.stringify(deliveriesAsAnswers(after)));
    const found = await changesBetween(files);
    return found.map(({ id, operation, path: place, text }) => `${id}: ${operation} ${place}: ${text}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function changesBetween(files: readonly string[]): Promise<Change[]> {
  const output = await run('go', ['run', oasdiff, 'breaking', '--format', 'json', ...files], {
    env: process.env,
  });
  const changes = output.trim() === '' ? [] : (JSON.parse(output) as Change[]);
  return changes.filter(({ level, id }) => level === certain || certainHere.includes(id));
}

/**
 * What this service sends is an answer to its reader: a field that is missing breaks a subscriber, and a new one
 * does not. oasdiff compares a webhook as what a client sends, in which it is the other way round.
 */
function deliveriesAsAnswers({ webhooks, ...document }: Contract): object {
  const { pathItems, ...components } = document.components;
  const events = Object.entries(webhooks).map(([type, { $ref }]) => {
    const content = pathItems[$ref.split('/').at(-1) ?? '']?.post.requestBody.content;
    const answer = { description: 'The event', content };
    return [
      `/events/${type}`,
      { get: { operationId: `event ${type}`, responses: { 200: answer } } },
    ] as const;
  });
  return { ...document, components, paths: { ...document.paths, ...Object.fromEntries(events) } };
}
