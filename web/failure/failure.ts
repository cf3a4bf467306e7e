import { WaybillError, type Limits } from '../../client/index.js';
import { localByteSize } from '../words/byte-size.js';
import { aType, kindsOf } from '../words/type-name.js';
import { words } from '../words/words.js';

/** Why something failed, in the page's language. */
export interface ExplainedFailure {
  readonly title: string;
  readonly advice: string;
  /** A retry may help. */
  readonly again: boolean;
  /** The condition for an automatic retry. */
  readonly needs?: Need | undefined;
}

/** That this machine is online, or that the user signs in. */
export type Need = 'online' | 'sign-in';

interface Sent {
  readonly contentType: string;
  readonly sizeBytes: number;
}

type Accepted = Pick<Limits, 'allowedTypes' | 'maxSizeBytes'>;

/** A decision of the service: a retry gets the same response. */
const final: ReadonlySet<string> = new Set([
  'type-not-allowed',
  'file-too-large',
  'invalid-request',
  'quota-exceeded',
  'file-not-found',
  'forbidden',
  'revision-mismatch',
  'request-too-large',
  'file-rejected',
  'too-many-shares',
  'too-many-grants',
  'share-not-found',
  'grant-not-found',
]);

/** @param sent the file that was being sent, if any */
export function failureOf(error: unknown, sent?: Sent, limits?: Accepted): ExplainedFailure {
  const { failure } = words();
  if (!(error instanceof WaybillError)) {
    // `fetch` rejects with a message of the browser if there is no response.
    if (error instanceof TypeError) return failureOf(new WaybillError('network', ''));
    const advice = error instanceof Error ? error.message : String(error);
    return { title: failure.unexpected, advice, again: true };
  }
  const [title, advice] = told(error, sent, limits);
  return { title, advice, again: !final.has(error.code), needs: needs[error.code] };
}

const needs: { readonly [Code in WaybillError['code']]?: Need } = {
  network: 'online',
  unauthenticated: 'sign-in',
};

type Told = readonly [title: string, advice: string];

/** Codes whose text needs the file, the limits, or fields of the response. */
const fitted: Readonly<
  Record<string, (error: WaybillError, sent: Sent | undefined, limits: Accepted | undefined) => Told>
> = {
  'type-not-allowed': ({ detail }, sent, limits) => [
    words().failure.typeNotAllowed(sent && aType(sent.contentType)),
    limits ? words().failure.accepted(kindsOf(limits.allowedTypes)) : detail,
  ],
  'file-too-large': ({ detail }, sent, limits) => [
    words().failure.tooLarge,
    sent && limits
      ? words().failure.sizes(localByteSize(sent.sizeBytes), localByteSize(limits.maxSizeBytes))
      : detail,
  ],
  'invalid-request': ({ detail, errors }, sent) =>
    sent?.sizeBytes === 0
      ? [words().failure.empty, words().failure.emptyAdvice]
      : [words().failure.invalid, errors.map((field) => field.detail).join('; ') || detail],
  'storage-refused': ({ detail }) => [words().failure.storage, words().failure.storageAdvice(detail)],
  'internal-error': ({ requestId = '' }) => [
    words().failure.trouble,
    words().failure.troubleAdvice(requestId),
  ],
};

/** Codes that mean the same to the user. */
const like: Readonly<Record<string, string>> = {
  'service-unavailable': 'internal-error',
  'route-not-found': 'unexpected-answer',
  'upload-incomplete': 'conflict',
  'upload-finished': 'conflict',
  'idempotency-key-reused': 'conflict',
  'grant-not-found': 'share-not-found',
  'too-many-guesses': 'too-many-requests',
};

/** For a code without a text, the service's own sentence is shown. */
function told(error: WaybillError, sent: Sent | undefined, limits: Accepted | undefined): Told {
  const { byCode, other } = words().failure;
  const code = (Object.hasOwn(like, error.code) && like[error.code]) || error.code;
  if (Object.hasOwn(byCode, code)) return byCode[code as keyof typeof byCode];
  const fitting = Object.hasOwn(fitted, code) ? fitted[code] : undefined;
  return fitting?.(error, sent, limits) ?? [other, error.detail];
}

/** Both in one line. */
export function sentenceOf(error: unknown): string {
  const { title, advice } = failureOf(error);
  return `${title}. ${advice}`;
}
