import { createPrivateKey } from 'node:crypto';
import type { CdnSigning } from '../../../core/settings/environment.js';
import type { CdnKey } from './signature.js';

/** The signing key, read with the first signature: no cold start pays for the client of Secrets Manager. */
export function lazyCdnKey({ keyPairId, privateKeyArn }: CdnSigning): () => Promise<CdnKey> {
  let known: Promise<CdnKey> | undefined;
  const read = async (): Promise<CdnKey> => {
    const { secretText } = await import('../secret-text.js');
    const pem = await secretText(privateKeyArn, 'the signing key of the CDN')();
    return { keyPairId, privateKey: createPrivateKey(pem) };
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
