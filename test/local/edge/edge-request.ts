import { generateKeyPairSync } from 'node:crypto';

/** A request to an edge: path with query, and cookies. */
export interface EdgeRequest {
  readonly path: string;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly host?: string;
}

export const keyPairId = 'K2JCJMDEHXQW5F';
export const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
export const key = { keyPairId, privateKey };

export const now = new Date('2026-12-01T12:00:00Z');
export const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
export const until = inMinutes(15);

export const alice = 'files/4f/u-alice/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f';
export const bob = 'files/4f/u-bob/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f';
