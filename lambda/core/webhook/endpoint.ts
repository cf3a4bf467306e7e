import { createHash } from 'node:crypto';
import type { EventType } from '../event/event.js';
import type { DisabledReason } from '../event/disabled-reason.js';

/** Where somebody wants to be told. */
export interface Endpoint {
  readonly id: string;
  /** May hold a secret of the subscriber's in its path: never logged. */
  readonly url: string;
  /** @default all */
  readonly events?: readonly EventType[];
  readonly description?: string;
  /** From the construct's props: changed and removed there. */
  readonly fixed?: true;
  readonly disabled?: { readonly reason: DisabledReason; readonly at: Date };
  /** Which of the secrets that its id can have is in use; grows with each rotation. */
  readonly secretVersion: number;
  /** Until when the one before it is too. */
  readonly previousSecretUntil?: Date;
  /** The first of the failures since the last success. */
  readonly failingSince?: Date;
  readonly createdAt: Date;
  /** Grows by one with each change; 0 of a fixed one that has never changed. */
  readonly revision: number;
}

export type EndpointChanges = Partial<
  Omit<Endpoint, 'id' | 'revision' | 'createdAt' | 'fixed' | 'secretVersion' | 'url'>
> &
  Partial<Pick<Endpoint, 'secretVersion' | 'url'>>;

export interface EndpointReader {
  /** As of now. */
  get(id: string): Promise<Endpoint | undefined>;
}

export interface Endpoints extends EndpointReader {
  /** As of now. */
  all(): Promise<Endpoint[]>;
  add(endpoint: Endpoint): Promise<void>;
  /** @returns the endpoint after the change, or undefined where it has changed since it was read */
  change(endpoint: Endpoint, changes: EndpointChanges): Promise<Endpoint | undefined>;
  remove(id: string): Promise<void>;
}

/** An endpoint of the construct's props. */
export interface FixedEndpoint {
  readonly url: string;
  readonly events?: readonly EventType[];
}

/** What a deployment says of webhooks. */
export interface WebhookSettings {
  readonly endpoints: readonly FixedEndpoint[];
  /** Plain http to this machine, for a deployment on this machine. @default false */
  readonly allowLoopback?: true;
}

/** Path-safe, and the same for the same URL: a fixed endpoint keeps its secret and its log from one deployment to the next. */
export const fixedEndpointId = (url: string): string =>
  `whe_${createHash('sha256').update(url).digest('base64url').slice(0, 22)}`;

/** A fixed endpoint before anything happened to it. */
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
 * A test is sent to whom it is for, whatever they listen to. Reads name who read, and are many: they are told to those
 * alone who ask for them by name.
 */
export const listensTo = ({ events }: Endpoint, type: EventType): boolean =>
  events ? events.includes(type) : type !== 'file.read';
