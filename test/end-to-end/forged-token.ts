import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The same token, signed by another key with the same key id. */
export function forged(token: string): Promise<string> {
  const { kid = '' } = decodeProtectedHeader(token);
  const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}
