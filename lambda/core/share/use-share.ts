import type { FileReader } from '../access/reach.js';
import type { FileRecord } from '../file/file.js';
import { Problem } from '../problem.js';
import { noteRead, type NoteReadPorts } from '../read/note-read.js';
import { signedRead, type Disposition, type SignedRead, type SignReadPorts } from '../read/read-content.js';
import { countGuess, type GuessCounters } from './guess-limit.js';
import { isPassword } from './password.js';
import { isLive, isShareable, shareIdOf, type Share, type ShareCounter, type Shares } from './share.js';

/** A link's read URL needs to live as long as a redirect: what a download has begun, S3 ends. */
const readSeconds = 5 * 60;

/** The nil UUID, RFC 9562 section 5.9: no file has it. */
const noFile = '00000000-0000-0000-0000-000000000000';

export interface OpenSharePorts {
  readonly now: () => Date;
  readonly files: FileReader;
  readonly shares: Pick<Shares, 'get'>;
}

/** A link that opens its file. */
export interface OpenShare {
  readonly token: string;
  readonly share: Share;
  readonly file: FileRecord;
}

export interface UseSharePorts extends OpenSharePorts, SignReadPorts, NoteReadPorts {
  readonly shares: Pick<Shares, 'get'> & ShareCounter;
  readonly counters: GuessCounters;
}

/**
 * What a link opens; consumes nothing. A token that never was, a link that is over, revoked or used up, and one whose
 * file is gone are the same `share-not-found`, after the same reads.
 */
export async function openShare({ now, files, shares }: OpenSharePorts, token: string): Promise<OpenShare> {
  const share = await shares.get(shareIdOf(token));
  const file = await files.get(share?.fileId ?? noFile);
  if (!share || !file || !isLive(share, now()) || !isShareable(file, now())) throw notFound();
  return { token, share, file };
}

/**
 * Uses a link once that was just opened: signs a read and counts it. Besides `share-not-found`, where another use was
 * the last, refuses with `share-password-required`, `share-password-wrong` or `too-many-guesses`, which count nothing.
 * @param source network address of who asks
 */
export async function useShare(
  ports: UseSharePorts,
  { token, share, file }: OpenShare,
  {
    source,
    password,
    disposition,
  }: { source: string; password?: string | undefined; disposition?: Disposition | undefined },
): Promise<SignedRead> {
  if (share.passwordHash) await checkPassword(ports, { share, token, source, password }, share.passwordHash);
  const at = ports.now();
  const secondsLeft = Math.ceil((share.expiresAt.getTime() - at.getTime()) / 1000);
  // Before it is counted: should signing fail, no download is lost.
  const read = await signedRead(ports, file, {
    disposition,
    atMostSeconds: Math.min(readSeconds, secondsLeft),
  });
  if (!(await ports.shares.count(share.id, at))) throw notFound();
  await noteRead(ports, { how: 'share', subject: null, shareId: share.id }, [{ file, read }]);
  return read;
}

async function checkPassword(
  ports: UseSharePorts,
  {
    share,
    token,
    source,
    password,
  }: { share: Share; token: string; source: string; password: string | undefined },
  passwordHash: string,
): Promise<void> {
  if (!password) {
    throw new Problem('share-password-required', 'This link opens with a password; ask whoever sent it');
  }
  const wasRight = await countGuess(ports, { shareId: share.id, token, source });
  if (!(await isPassword(password, passwordHash))) {
    throw new Problem('share-password-wrong', 'This is not the password of the link; capitals matter');
  }
  await wasRight();
}

const notFound = () =>
  new Problem(
    'share-not-found',
    'The link is wrong, over, used up or taken back; ask whoever sent it for a new one',
  );
