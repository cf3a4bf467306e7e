import { system } from '../stack/system.js';
import type { Person } from './person.js';
import { until } from './until.js';

/** A share in the API for its creator. */
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

/** A link that does not exist. */
export const madeUpLink = (): string => `${system.apiUrl}/s/${'A'.repeat(43)}`;

interface Visit {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** As a program requests it. @default as a browser does */
  readonly json?: boolean;
  /** Sent as the page's form does. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const browserAccept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** A visitor of a link without an account. */
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
 * Requests a link concurrently, so that this many functions are started, which counts no download: on a busy machine
 * the engine responds with 502 if one starts too slowly.
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
