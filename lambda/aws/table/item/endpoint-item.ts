import type { Endpoint } from '../../../core/webhook/endpoint.js';

type Times = 'createdAt' | 'previousSecretUntil' | 'failingSince';

/** The item of a webhook endpoint. Nothing in it is secret, except possibly the path of its URL. */
export type EndpointItem = Omit<Endpoint, Times | 'disabled'> & { readonly [Time in Times]?: string } & {
  readonly disabled?: { readonly reason: NonNullable<Endpoint['disabled']>['reason']; readonly at: string };
  readonly pk: 'WEBHOOK';
  readonly sk: `${typeof endpointPrefix}${string}`;
};

export const endpointPrefix = 'ENDPOINT#';

/** All in one partition: there are few, and each batch of events reads all of them. */
export const endpointPartition = 'WEBHOOK';

export const endpointKey = (id: string) => ({ pk: endpointPartition, sk: `${endpointPrefix}${id}` }) as const;

export function toEndpointItem(endpoint: Endpoint): EndpointItem {
  const { createdAt, previousSecretUntil, failingSince, disabled, ...rest } = endpoint;
  return {
    ...endpointKey(endpoint.id),
    ...rest,
    createdAt: createdAt.toISOString(),
    ...(previousSecretUntil && { previousSecretUntil: previousSecretUntil.toISOString() }),
    ...(failingSince && { failingSince: failingSince.toISOString() }),
    ...(disabled && { disabled: { ...disabled, at: disabled.at.toISOString() } }),
  };
}

export function fromEndpointItem(item: EndpointItem): Endpoint {
  const { pk, sk, createdAt = '', previousSecretUntil, failingSince, disabled, ...rest } = item;
  return {
    ...rest,
    createdAt: new Date(createdAt),
    ...(previousSecretUntil && { previousSecretUntil: new Date(previousSecretUntil) }),
    ...(failingSince && { failingSince: new Date(failingSince) }),
    ...(disabled && { disabled: { ...disabled, at: new Date(disabled.at) } }),
  };
}
