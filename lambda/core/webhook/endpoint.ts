import { createHash } from 'node:crypto';
import type { EventType } from '../event/event.js';
import type { DisabledReason } from '../event/disabled-reason.js';

/** A webhook endpoint. */
export interface Endpoint {
  readonly id: string;
  /** Its path may contain a secret of the subscriber: never logged. */
  readonly url: string;
  /** @default all */
  readonly events?: readonly EventType[];
  readonly description?: string;
  /** From the construct's props: changed and removed there. */
  readonly fixed?: true;
  readonly disabled?: { readonly reason: DisabledReason; readonly at: Date };
  /** Version of the secret that is in use; increases with each rotation. */
  readonly secretVersion: number;
  /** Until when the previous secret is used too. */
  readonly previousSecretUntil?: Date;
  /** The first failure since the last success. */
  readonly failingSince?: Date;
  readonly createdAt: Date;
  /** Increases by one with each change; 0 for a fixed endpoint that has never changed. */
  readonly revision: number;
}

export type EndpointChanges = Partial<
  Omit<Endpoint, 'id' | 'revision' | 'createdAt' | 'fixed' | 'secretVersion' | 'url'>
> &
  Partial<Pick<Endpoint, 'secretVersion' | 'url'>>;

export interface EndpointReader {
  /** Strongly consistent. */
  get(id: string): Promise<Endpoint | undefined>;
}

export interface Endpoints extends EndpointReader {
  /** Strongly consistent. */
  all(): Promise<Endpoint[]>;
  add(endpoint: Endpoint): Promise<void>;
  /** @returns the changed endpoint, or undefined on a conflict */
  change(endpoint: Endpoint, changes: EndpointChanges): Promise<Endpoint | undefined>;
  remove(id: string): Promise<void>;
}

/** An endpoint of the construct's props. */
export interface FixedEndpoint {
  readonly url: string;
  readonly events?: readonly EventType[];
}

/** Webhook settings of a deployment. */
export interface WebhookSettings {
  readonly endpoints: readonly FixedEndpoint[];
  /** Allows plain http to loopback addresses, for a local deployment. @default false */
  readonly allowLoopback?: true;
}

/** Path-safe, and the same for the same URL: a fixed endpoint keeps its secret and log across deployments. */
export const fixedEndpointId = (url: string): string =>
  `whe_${createHash('sha256').update(url).digest('base64url').slice(0, 22)}`;

/** Path-safe; other values in a path may be too long for a key of the table. */
export const isEndpointId = (id: string): boolean => /^whe_[\w-]{1,64}$/.test(id);

/** The initial state of a fixed endpoint. */
export const asFixed = ({ url, events }: FixedEndpoint): Endpoint => ({
  id: fixedEndpointId(url),
  url,
  ...(events && { events }),
  fixed: true,
  secretVersion: 1,
  createdAt: new Date(0),
  revision: 0,
});

/**
 * A test is sent to its endpoint regardless of the subscription. Reads are personal data, and many: only endpoints that
 * list `file.read` get them.
 */
export const listensTo = ({ events }: Endpoint, type: EventType): boolean =>
  events ? events.includes(type) : type !== 'file.read';
