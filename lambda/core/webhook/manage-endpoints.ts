import type { EventType, WebhookTestEvent } from '../event/event.js';
import { Problem } from '../problem.js';
import type { DeliveryOrder } from './delivery.js';
import { isEndpointId, type Endpoint, type EndpointChanges, type Endpoints } from './endpoint.js';
import { endpointSecret } from './secret.js';
import { wrongWithUrl } from './webhook-url.js';

export const maxEndpoints = 50;

/** How long the old secret is used beside the new one: default and maximum. */
export const defaultOverlapSeconds = 24 * 60 * 60;
export const maxOverlapSeconds = 7 * defaultOverlapSeconds;

const attempts = 5;

export interface ManageEndpointsPorts {
  readonly now: () => Date;
  /** Path-safe, and unguessable. */
  readonly newId: () => string;
  readonly allowLoopback: boolean;
  readonly endpoints: Endpoints;
  /** From the deployment. */
  readonly webhookKey: () => Promise<string>;
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<ReadonlyMap<string, string>>;
}

export interface EndpointRequest {
  readonly url?: string | undefined;
  readonly events?: readonly EventType[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | undefined;
}

/** Creates an endpoint. Its secret is returned only here and by a rotation. */
export async function addEndpoint(
  ports: ManageEndpointsPorts,
  { url, events, description }: EndpointRequest & { url: string },
): Promise<{ endpoint: Endpoint; secret: string }> {
  refuseUrl(ports, url);
  if ((await ports.endpoints.all()).length >= maxEndpoints) {
    throw new Problem('too-many-webhooks', `There may be ${maxEndpoints} endpoints; delete one to make room`);
  }
  const endpoint: Endpoint = {
    id: ports.newId(),
    url,
    ...(events && { events }),
    ...(description && { description }),
    secretVersion: 1,
    createdAt: ports.now(),
    revision: 1,
  };
  const secret = endpointSecret(await ports.webhookKey(), endpoint.id, 1);
  await ports.endpoints.add(endpoint);
  return { endpoint, secret };
}

/** Throws `webhook-not-found`. */
export async function endpointOf(
  { endpoints }: Pick<ManageEndpointsPorts, 'endpoints'>,
  id: string,
): Promise<Endpoint> {
  const endpoint = isEndpointId(id) ? await endpoints.get(id) : undefined;
  if (!endpoint) throw new Problem('webhook-not-found', 'No webhook endpoint has this id');
  return endpoint;
}

/** Changes the given fields. An endpoint of the deployment can only be enabled and disabled here. */
export async function changeEndpoint(
  ports: ManageEndpointsPorts,
  id: string,
  { url, events, description, enabled }: EndpointRequest,
): Promise<Endpoint> {
  if (url !== undefined) refuseUrl(ports, url);
  return updateEndpoint(ports, id, (read) => {
    if (url !== undefined || events !== undefined || description !== undefined) refuseFixed(read);
    return {
      ...(url !== undefined && { url }),
      ...(events !== undefined && { events: events ?? undefined }),
      ...(description !== undefined && { description: description ?? undefined }),
      ...(enabled === true && { disabled: undefined, failingSince: undefined }),
      ...(enabled === false && !read.disabled && { disabled: { reason: 'administrator', at: ports.now() } }),
    };
  });
}

/** Idempotent. */
export async function removeEndpoint(ports: ManageEndpointsPorts, id: string): Promise<void> {
  const endpoint = await endpointOf(ports, id);
  refuseFixed(endpoint);
  await ports.endpoints.remove(id);
}

/** Creates a new secret; the old one is used beside it for a while, so that the subscriber can switch. */
export async function rotateSecret(
  ports: ManageEndpointsPorts,
  id: string,
  overlapSeconds = defaultOverlapSeconds,
): Promise<{ endpoint: Endpoint; secret: string }> {
  const webhookKey = await ports.webhookKey();
  const endpoint = await updateEndpoint(ports, id, ({ secretVersion }) => ({
    secretVersion: secretVersion + 1,
    previousSecretUntil:
      overlapSeconds > 0 ? new Date(ports.now().getTime() + overlapSeconds * 1000) : undefined,
  }));
  return { endpoint, secret: endpointSecret(webhookKey, id, endpoint.secretVersion) };
}

/** Sends a test event to one endpoint through the queue. @returns its id in the log */
export async function testEndpoint(
  ports: ManageEndpointsPorts & { newEventId: () => string },
  id: string,
): Promise<string> {
  const { revision } = await endpointOf(ports, id);
  const event: WebhookTestEvent = {
    id: ports.newEventId(),
    type: 'webhook.test',
    timestamp: ports.now().toISOString(),
    revision,
    owner: null,
    data: { webhook: { id } },
  };
  const unsent = await ports.order([{ endpointId: id, event }]);
  if (unsent.size > 0) throw new Error(`the queue did not take a test: ${[...unsent.values()].join()}`);
  return event.id;
}

async function updateEndpoint(
  { endpoints }: Pick<ManageEndpointsPorts, 'endpoints'>,
  id: string,
  decide: (read: Endpoint) => EndpointChanges,
): Promise<Endpoint> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const read = await endpointOf({ endpoints }, id);
    const changes = decide(read);
    const now = Object.keys(changes).length === 0 ? read : await endpoints.change(read, changes);
    if (now) return now;
  }
  throw new Problem('conflict', 'The endpoint was changed concurrently; send the request again');
}

function refuseUrl({ allowLoopback }: ManageEndpointsPorts, url: string): void {
  const wrong = wrongWithUrl(url, allowLoopback);
  if (!wrong) return;
  const detail = `nothing is sent to this URL: ${wrong}`;
  throw new Problem('webhook-url-refused', detail, [{ pointer: '/url', detail }]);
}

function refuseFixed({ fixed }: Endpoint): void {
  if (fixed) throw new Problem('webhook-fixed', 'The endpoint is managed by the deployment; change it there');
}
