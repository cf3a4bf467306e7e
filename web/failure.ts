import { WaybillError, type Limits } from '../client/index.js';
import { byteSize } from './byte-size.js';
import { aType, kindsOf } from './type-name.js';

/** Why something did not work, in words for the person at the page. */
export interface Failure {
  readonly title: string;
  readonly advice: string;
  /** Trying the same again may help. */
  readonly again: boolean;
}

interface Sent {
  readonly contentType: string;
  readonly sizeBytes: number;
}

type Accepted = Pick<Limits, 'allowedTypes' | 'maxSizeBytes'>;
type Words = (error: WaybillError, sent: Sent | undefined, limits: Accepted | undefined) => Failure;

const final = (title: string, advice: string): Failure => ({ title, advice, again: false });
const passing = (title: string, advice: string): Failure => ({ title, advice, again: true });

/** By code; a code that is not here gives the service's own sentence. */
const words: Readonly<Record<string, Words>> = {
  'type-not-allowed': ({ detail }, sent, limits) =>
    final(
      sent ? `The service does not take ${aType(sent.contentType)}` : 'This type is not accepted',
      limits ? `Accepted: ${kindsOf(limits.allowedTypes)}.` : detail,
    ),
  'file-too-large': ({ detail }, sent, limits) =>
    final(
      'The file is too large',
      sent && limits
        ? `It has ${byteSize(sent.sizeBytes)}; the limit is ${byteSize(limits.maxSizeBytes)}.`
        : detail,
    ),
  'invalid-request': ({ detail, errors }, sent) =>
    sent?.sizeBytes === 0
      ? final('The file is empty', 'There is nothing in it to store.')
      : final(
          'The service does not take this file',
          errors.map((field) => field.detail).join('; ') || detail,
        ),
  'quota-exceeded': () =>
    final('There is no room left', 'Delete files that you no longer need, then send it again.'),
  'too-many-uploads': () =>
    passing('Too many files are under way at once', 'Wait until some have arrived, then try again.'),
  'file-not-found': () => final('The file is gone', 'It was deleted somewhere else.'),
  network: () => passing('The connection broke', 'Check that you are online, then try again.'),
  unauthenticated: () => passing('You are no longer signed in', 'Sign out and in again to go on.'),
  'upload-expired': () => passing('It took too long to send', 'The permission ran out. Try again.'),
  'too-many-requests': () => passing('The service is busy', 'Wait a moment, then try again.'),
  'verdict-timeout': () =>
    passing('The check takes longer than usual', 'The file is safe with the service. Look again in a while.'),
};

/** @param sent the file that was being sent, if it was about one */
export function failureOf(error: unknown, sent?: Sent, limits?: Accepted): Failure {
  if (!(error instanceof WaybillError)) {
    return passing('Something unexpected happened', error instanceof Error ? error.message : String(error));
  }
  const known = Object.hasOwn(words, error.code) ? words[error.code] : undefined;
  return known?.(error, sent, limits) ?? passing('That did not work', error.detail);
}
