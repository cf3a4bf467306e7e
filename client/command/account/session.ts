import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** How to refresh the tokens of a session. */
export type Origin =
  | { readonly kind: 'oidc'; readonly issuer: string; readonly clientId: string; readonly scope: string }
  | { readonly kind: 'cognito'; readonly userPoolId: string; readonly clientId: string };

/** Tokens from an issuer. */
export interface Tokens {
  /** The token for the API. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly refreshToken?: string | undefined;
}

/** The account that is signed in. */
export interface Session extends Tokens {
  readonly apiUrl: string;
  readonly origin: Origin;
}

/** `$XDG_CONFIG_HOME/waybill` or `~/.config/waybill` (XDG Base Directory Specification); on Windows `%APPDATA%\waybill`. */
export function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  const windows = process.platform === 'win32' ? env['APPDATA'] : undefined;
  return join(env['XDG_CONFIG_HOME'] || windows || join(homedir(), '.config'), 'waybill');
}

const sessionFile = (): string => join(configFolder(), 'session.json');

export async function readSession(): Promise<Session | undefined> {
  let text: string;
  try {
    text = await readFile(sessionFile(), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text) as Session;
  } catch {
    throw new Error(`${sessionFile()} is damaged: remove it with \`waybill logout\`, and sign in again`);
  }
}

/** Written atomically, readable only by the user. @returns the path */
export async function writeSession(session: Session): Promise<string> {
  const file = sessionFile();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(session), { mode: 0o600 });
  await rename(aside, file);
  return file;
}

/** @returns whether there was one */
export async function removeSession(): Promise<boolean> {
  try {
    await rm(sessionFile());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
