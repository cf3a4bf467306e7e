import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { close, listen } from '../../local/engine/front.js';

/** Signs with an algorithm that API Gateway does not verify. */
export interface Es256Issuer {
  readonly issuer: string;
  /** URL of the key set. */
  readonly keys: string;
  token(claims: Readonly<Record<string, unknown>>, expires?: string): Promise<string>;
  /** As `token`, by a key that is not in the key set. */
  forged(claims: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

/** @param audience of its tokens */
export async function startEs256Issuer(audience: string): Promise<Es256Issuer> {
  const [own, strange] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const keySet = JSON.stringify({
    keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'ES256' }],
  });
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(keySet);
  });
  await listen(server, 0);
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signed = (key: CryptoKey, claims: Readonly<Record<string, unknown>>, expires: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'own' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);
  return {
    issuer,
    keys: `${issuer}/jwks.json`,
    token: (claims, expires = '5 minutes') => signed(own.privateKey, claims, expires),
    forged: (claims) => signed(strange.privateKey, claims, '5 minutes'),
    stop: () => close(server),
  };
}
