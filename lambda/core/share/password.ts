import { scrypt, timingSafeEqual } from 'node:crypto';

/**
 * OWASP Password Storage Cheat Sheet, "scrypt": N = 2^15, r = 8, p = 3 is listed as equivalent to the first choice (N =
 * 2^17, p = 1), and needs 32 MiB instead of 128: a function has 512.
 */
const logN = 15;
const r = 8;
const p = 3;
const saltBytes = 16;
const hashBytes = 32;

/** @param randomBytes as node:crypto has it */
export async function hashPassword(password: string, randomBytes: (size: number) => Buffer): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, { logN, r, p });
  return `$scrypt$ln=${logN},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** PHC string format, https://github.com/P-H-C/phc-string-format */
const stored = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Constant time, whatever the password is and however much of it is right. */
export async function isPassword(password: string, passwordHash: string): Promise<boolean> {
  const [, ln, rStored, pStored, salt = '', hash = ''] = stored.exec(passwordHash) ?? [];
  if (!hash) throw new Error('a stored password hash is not one that this service writes');
  const costs = { logN: Number(ln), r: Number(rStored), p: Number(pStored) };
  return timingSafeEqual(
    await derive(password, Buffer.from(salt, 'base64'), costs),
    Buffer.from(hash, 'base64'),
  );
}

interface Costs {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

function derive(password: string, salt: Buffer, costs: Costs): Promise<Buffer> {
  const N = 2 ** costs.logN;
  // By default, Node.js refuses settings that need more than 32 MiB.
  const maxmem = 2 * 128 * N * costs.r;
  return new Promise((resolve, reject) => {
    // NIST SP 800-63B section 3.1.1.2: normalized, since keyboards compose characters in different ways.
    scrypt(
      password.normalize('NFKC'),
      salt,
      hashBytes,
      { N, r: costs.r, p: costs.p, maxmem },
      (error, key) => {
        if (error) reject(error);
        else resolve(key);
      },
    );
  });
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
