import { Problem } from '../problem.js';

/** What a read can be bound to; today the network address of the request for it. */
export type Bind = 'ip';

export interface BindPorts {
  /** Whether the deployment binds reads. @default false */
  readonly bindsReads?: boolean | undefined;
}

const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * The address that a read is bound to; undefined for one that is not.
 * @param source of the request, as the gateway saw it
 * @throws Problem `bind-not-available`
 */
export function boundAddress(
  { bindsReads }: BindPorts,
  bind: Bind | undefined,
  source: string,
): string | undefined {
  if (bind === undefined) return undefined;
  if (!bindsReads)
    throw new Problem(
      'bind-not-available',
      'This deployment binds no reads to an address (`bindReads` is off); leave `bind` out',
    );
  if (!ipv4.test(source))
    throw new Problem(
      'bind-not-available',
      'The request came over IPv6, and reads can be bound to an IPv4 address only; send it over IPv4, or leave `bind` out',
    );
  return source;
}
