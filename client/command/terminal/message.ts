import { getSystemErrorMap } from 'node:util';
import { isWaybillError, type WaybillError } from '../../api/error.js';
import { shortDuration } from './duration.js';

/** The same with the code of the service's errors, to search for. */
export function codedMessageOf(error: unknown): [string, ...string[]] {
  const [sentence, ...fields] = messageOf(error);
  const isOfService = isWaybillError(error) && error.status > 0;
  return [isOfService ? `${sentence} (${error.code})` : sentence, ...fields];
}

/** What an error says to a person at a terminal: a sentence, then each invalid field. */
export function messageOf(error: unknown): [string, ...string[]] {
  if (!isWaybillError(error)) return [error instanceof Error ? plainMessage(error) : String(error)];
  const fields = error.errors.map(fieldMessage);
  // Where it is one field, the sentence repeats what is wrong with it.
  const [first] = error.errors;
  if (first && error.errors.length === 1 && error.detail.includes(first.detail)) return [fields.join('')];
  return [sentences[error.code]?.(error) ?? error.detail, ...fields];
}

const sentences: Readonly<Record<string, (error: WaybillError) => string>> = {
  network: (error) =>
    error.code === 'network' && error.host
      ? networkMessage(error.host, error.cause ?? 'unknown')
      : error.detail,
  unauthenticated: () =>
    'the token is missing, expired or not accepted: sign in with `waybill login`, or set WAYBILL_TOKEN',
  'route-not-found': () =>
    'the API has no such route: is its address (--api, WAYBILL_API_URL) the stack’s output ApiUrl?',
  'unexpected-answer': () =>
    'the answer is not one of the API: is its address (--api, WAYBILL_API_URL) the stack’s output ApiUrl?',
};

/** By Node's codes of what failed below `fetch`. */
function networkMessage(host: string, cause: string): string {
  switch (cause) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host}: no such host, or this machine is offline (${cause})`;
    case 'ECONNREFUSED':
      return `${host} refuses connections: nothing listens at that address (${cause})`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `the connection to ${host} broke (${cause})`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return `${host} cannot be reached (${cause})`;
    default:
      return /CERT|SIGNATURE|TLS|SSL/.test(cause)
        ? `the certificate of ${host} is not accepted (${cause}); NODE_EXTRA_CA_CERTS names a file of further authorities`
        : `no answer from ${host} (${cause})`;
  }
}

/** By the option that sets the field. */
const options: Readonly<Record<string, string>> = {
  '/expiresInSeconds': '--expires',
  '/maxDownloads': '--max-downloads',
  '/password': '--password',
  '/contentType': '--type',
  '/metadata': '--metadata',
};

function fieldMessage({ pointer, detail }: { pointer: string; detail: string }): string {
  const [field = pointer] = /^\/\w+/.exec(pointer) ?? [];
  const name = options[field] ?? pointer;
  if (!field.endsWith('InSeconds')) return `${name}: ${detail}`;
  const [, bound, seconds] = /([<>]=)(\d+)/.exec(detail) ?? [];
  if (bound !== undefined)
    return `${name} may be at ${bound === '<=' ? 'most' : 'least'} ${shortDuration(Number(seconds))}`;
  return `${name}: ${detail.replace(/(\d+) seconds/g, (_, count: string) => shortDuration(Number(count)))}`;
}

/** Below a `fetch failed`: of a sign-in. */
function belowFetch(cause: unknown): string | undefined {
  const { code, hostname, address, port } = (cause ?? {}) as Readonly<Record<string, string | undefined>>;
  const host = hostname ?? (address === undefined ? undefined : `${address}:${port ?? ''}`);
  return code === undefined || host === undefined ? undefined : networkMessage(host, code);
}

/** Why a file could not be read or written, without its path: Node's text has the code before it and the path after it. */
export function plainReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { errno } = error as NodeJS.ErrnoException;
  return (errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1]) ?? error.message;
}

/** Node's "ENOENT: no such file or directory, open 'x'" as `x: no such file or directory`. */
function plainMessage(error: NodeJS.ErrnoException): string {
  const { path, cause } = error;
  const reason = plainReason(error);
  return path === undefined || reason === error.message
    ? (belowFetch(cause) ?? reason)
    : `${path}: ${reason}`;
}
