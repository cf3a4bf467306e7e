import { Resolver } from 'node:dns/promises';

/** Milliseconds for the first try at each name server; later tries are longer. */
const firstTryMs = 2_000;
const tries = 3;

/**
 * Resolves names with the machine's name servers. Not `dns.lookup`: it blocks one of four threads of the process while
 * a name server does not respond, and can't be cancelled, so that a few such names would delay all others (Node.js,
 * "Implementation considerations" of the DNS module).
 *
 * @param servers addresses of other name servers, with their ports
 * @returns all IPv4 and IPv6 addresses of a name; rejects if it has none
 */
export function nameServers(
  servers?: readonly string[],
): (hostname: string, signal: AbortSignal) => Promise<readonly string[]> {
  return async (hostname, signal) => {
    // RFC 6761 section 6.3: this name is not resolved by DNS.
    if (hostname === 'localhost') return ['127.0.0.1'];
    const resolver = new Resolver({ timeout: firstTryMs, tries });
    if (servers) resolver.setServers(servers);
    signal.addEventListener('abort', () => resolver.cancel());
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const addresses = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length === 0 && v4.status === 'rejected') throw v4.reason;
    return addresses;
  };
}
