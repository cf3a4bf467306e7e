import { system } from '../stack/system.js';
import type { Person } from './person.js';
import { until } from './until.js';

/** A share as the API shows it to who made it. */
export interface MadeShare {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly maxDownloads: number | null;
  readonly downloads: number;
  readonly hasPassword: boolean;
  readonly lastUsedAt: string | null;
}

export const makeShare = (owner: Person, id: string, body: object = {}): Promise<MadeShare> =>
  owner.ask<MadeShare>(`/files/${id}/shares`, { method: 'POST', body });

export const sharesOf = async (owner: Person, id: string): Promise<MadeShare[]> =>
  (await owner.ask<{ items: MadeShare[] }>(`/files/${id}/shares`)).items;

/** A link that nobody ever made. */
export const madeUpLink = (): string => `${system.apiUrl}/s/${'A'.repeat(43)}`;

interface Visit {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** As a program asks. @default as a browser does */
  readonly json?: boolean;
  /** Sent as the page's form does. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** Somebody without an account at a link. */
export const visit = (
  url: string,
  { method = 'GET', json = false, form, headers = {} }: Visit = {},
): Promise<Response> =>
  fetch(url, {
    method,
    redirect: 'manual',
    headers: { accept: json ? 'application/json' : browserAccept, ...headers },
    ...(form && { body: new URLSearchParams(form) }),
  });

export const use = (url: string, form?: Readonly<Record<string, string>>): Promise<Response> =>
  visit(url, { method: 'POST', ...(form && { form }) });

/**
 * Looks at a link so often at once that as many functions are awake, which uses nothing up: on a busy machine the
 * engine answers 502 for one that takes too long to start.
 */
export const warmed = (url: string, functions: number): Promise<true> =>
  until(
    `${String(functions)} functions`,
    async () => {
      const looks = await Promise.all(Array.from({ length: functions }, () => visit(url)));
      return looks.every(({ status }) => status === 200) || undefined;
    },
    90_000,
  );
