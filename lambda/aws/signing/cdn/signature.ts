import { sign, type KeyObject } from 'node:crypto';

/** A key pair whose public half is in a key group of the distribution. */
export interface CdnKey {
  /** Of the public key in CloudFront, such as `K2JCJMDEHXQW5F`. */
  readonly keyPairId: string;
  /** ECDSA P-256 or RSA 2048. Parsed once: parsing takes longer than a signature. */
  readonly privateKey: KeyObject;
}

/**
 * Signs a policy (CloudFront developer guide, "Create a signature for a signed URL"): ECDSA signatures are DER, as
 * OpenSSL writes them. SHA-256 has to be named beside the signature; without a name it would be SHA-1.
 */
export const signatureOf = (policy: string, { privateKey }: CdnKey): string =>
  urlSafe(sign('sha256', Buffer.from(policy), privateKey));

export const hashAlgorithm = 'SHA256';

const replaced: Readonly<Record<string, string>> = { '+': '-', '=': '_', '/': '~' };

/** Base64 without the characters that are special in a query or a cookie: CloudFront's own variant, not RFC 4648's. */
export const urlSafe = (bytes: Buffer): string =>
  bytes.toString('base64').replace(/[+=/]/g, (character) => replaced[character] ?? character);
