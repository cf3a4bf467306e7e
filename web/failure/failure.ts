import { WaybillError, type Limits } from '../../client/index.js';
import { localByteSize } from '../words/byte-size.js';
import { aType, kindsOf } from '../words/type-name.js';
import { words } from '../words/words.js';

/** Why something did not work, in words for the person at the page. */
export interface ExplainedFailure {
  readonly title: string;
  readonly advice: string;
  /** Trying the same again may help. */
  readonly again: boolean;
  /** What it takes before: with it, it is tried again. */
  readonly needs?: Need | undefined;
}

/** That this machine is online, that somebody signs in. */
export type Need = 'online' | 'sign-in';

interface Sent {
  readonly contentType: string;
  readonly sizeBytes: number;
}

type Accepted = Pick<Limits, 'allowedTypes' | 'maxSizeBytes'>;

/** What the service has decided: the same again gets the same answer. */
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

/** @param sent the file that was being sent, if it was about one */
export function failureOf(error: unknown, sent?: Sent, limits?: Accepted): ExplainedFailure {
  const { failure } = words();
  if (!(error instanceof WaybillError)) {
    // `fetch` says so, in the browser's own words, where nobody answers.
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

/** Codes whose words need the file, the limits, or what the answer says. */
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

/** Codes that come to the same for whoever is at the page. */
const like: Readonly<Record<string, string>> = {
  'service-unavailable': 'internal-error',
  'route-not-found': 'unexpected-answer',
  'upload-incomplete': 'conflict',
  'upload-finished': 'conflict',
  'idempotency-key-reused': 'conflict',
  'grant-not-found': 'share-not-found',
  'too-many-guesses': 'too-many-requests',
};

/** A code that the page has no words for gives the service's own sentence. */
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
