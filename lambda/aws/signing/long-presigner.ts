import type { SigningSessions } from './lazy-signing-sessions.js';
import { presigner, type Presign, type PresignerOptions } from './presigner.js';

export interface LongPresignerOptions extends PresignerOptions {
  /** @default always the function's own credentials: they do not say when they end, and are good for 15 minutes */
  readonly session?: SigningSessions;
}

/** Presigns for as long as is wanted, or as the credentials last, and says for how long. */
export function longPresigner({ session, ...options }: LongPresignerOptions) {
  const own = presigner(options);
  return async ({
    expiresInSeconds: wantedSeconds,
    ...request
  }: Presign): Promise<{ url: string; expiresAt: Date }> => {
    const { at } = request;
    const assumed = await session?.(at, wantedSeconds);
    const presign = assumed ? presigner({ ...options, credentials: assumed.credentials }) : own;
    const secondsLeft = assumed ? Math.floor((assumed.endsAt.getTime() - at.getTime()) / 1000) : Infinity;
    const expiresInSeconds = Math.min(wantedSeconds, secondsLeft);
    const url = presign({ ...request, expiresInSeconds });
    return { url, expiresAt: new Date(at.getTime() + expiresInSeconds * 1000) };
  };
}
