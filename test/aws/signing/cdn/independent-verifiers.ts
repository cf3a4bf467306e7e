import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeyObject } from 'node:crypto';

/** A URL and, for signed cookies, their values. */
export interface Signed {
  readonly url: string;
  readonly cookies?: Readonly<Record<string, string>>;
}

interface Verified {
  readonly policy: string;
  /** Base64. */
  readonly signature: string;
}

/** The policies of signatures that Python's cryptography has verified. @throws for one that it refuses */
export function verifyByPython(python: string, publicKey: KeyObject, signed: readonly Signed[]): Verified[] {
  const program = path.join(import.meta.dirname, 'verify.py');
  const { status, stdout, stderr } = spawnSync(python, [program], {
    input: JSON.stringify({ publicKey: pemOf(publicKey), signed }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  if (status !== 0) throw new Error(`Python refused a signature: ${stderr}`);
  return JSON.parse(stdout) as Verified[];
}

/** How many of them the command `openssl` verifies. */
export function countVerifiedByOpenssl(publicKey: KeyObject, verified: readonly Verified[]): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-cdn-'));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  try {
    const key = file('public.pem', pemOf(publicKey));
    return verified.filter(({ policy, signature }) => {
      const args = ['-verify', key, '-signature', file('signature', Buffer.from(signature, 'base64'))];
      return spawnSync('openssl', ['dgst', '-sha256', ...args, file('policy', policy)]).status === 0;
    }).length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
