import type { FileReader } from '../access/reach.js';
import type { FileRecord } from '../file/file.js';
import { Problem } from '../problem.js';
import { noteRead, type NoteReadPorts } from '../read/note-read.js';
import { signedRead, type Disposition, type SignedRead, type SignReadPorts } from '../read/read-content.js';
import { countGuess, type GuessCounters } from './guess-limit.js';
import { isPassword } from './password.js';
import { isLive, isShareable, shareIdOf, type Share, type ShareCounter, type Shares } from './share.js';

/** A link's read URL only needs to live as long as a redirect: S3 finishes a download that has started. */
const readSeconds = 5 * 60;

/** The nil UUID, RFC 9562 section 5.9: no file has it. */
const noFile = '00000000-0000-0000-0000-000000000000';

export interface OpenSharePorts {
  readonly now: () => Date;
  readonly files: FileReader;
  readonly shares: Pick<Shares, 'get'>;
}

/** A valid link and its file. */
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
 * The file of a link; counts no download. An unknown token, an expired, revoked or used up link, and one whose file is
 * deleted all throw `share-not-found`, after the same reads.
 */
export async function openShare({ now, files, shares }: OpenSharePorts, token: string): Promise<OpenShare> {
  const share = await shares.get(shareIdOf(token));
  const file = await files.get(share?.fileId ?? noFile);
  if (!share || !file || !isLive(share, now()) || !isShareable(file, now())) throw notFound();
  return { token, share, file };
}

/**
 * Uses a link once: presigns a read and counts it. Throws `share-not-found`, also if a concurrent use was the last one,
 * and `share-password-required`, `share-password-wrong` or `too-many-guesses`, which count no download.
 * @param source network address of the caller
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
  // Before the count: if signing fails, no download is lost.
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
    throw new Problem('share-password-required', 'This link requires a password; ask the sender for it');
  }
  const wasRight = await countGuess(ports, { shareId: share.id, token, source });
  if (!(await isPassword(password, passwordHash))) {
    throw new Problem('share-password-wrong', 'The password is wrong; it is case-sensitive');
  }
  await wasRight();
}

const notFound = () =>
  new Problem(
    'share-not-found',
    'The link is mistyped, expired, used up or revoked; ask the sender for a new one',
  );
