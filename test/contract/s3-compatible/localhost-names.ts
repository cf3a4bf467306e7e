import dns from 'node:dns';
import { storeDomain } from '../s3/engines/versitygw.js';

export function namedHost(endpoint: URL): URL {
  const named = new URL(endpoint);
  named.hostname = storeDomain;
  return named;
}

/** RFC 6761 section 6.3: names under `localhost` are this machine. Browsers resolve them, many resolvers do not. */
export function resolveLocalhostNames(): void {
  const { lookup } = dns;
  const patched = (hostname: string, ...rest: unknown[]) =>
    (lookup as (...all: unknown[]) => void)(
      hostname.endsWith('.localhost') ? '127.0.0.1' : hostname,
      ...rest,
    );
  dns.lookup = patched as typeof lookup;
}
