import type { ListOptions } from '../../client/index.js';

const day = 24 * 60 * 60 * 1000;

/** The query of each choice. */
const types = {
  any: {},
  image: { type: 'image/*' },
  video: { type: 'video/*' },
  audio: { type: 'audio/*' },
  text: { type: 'text/*' },
  pdf: { type: 'application/pdf' },
} as const satisfies Record<string, ListOptions>;

const states = {
  any: {},
  verified: { status: 'verified' },
  uploaded: { status: 'uploaded' },
  rejected: { status: 'rejected' },
} as const satisfies Record<string, ListOptions>;

const ages = { any: undefined, day, week: 7 * day, month: 30 * day } as const;

const owners = { mine: {}, others: { sharedWithMe: true } } as const satisfies Record<string, ListOptions>;

/** The filter of the list. The service filters and sorts newest first. */
export interface Filter {
  readonly kind: keyof typeof types;
  readonly state: keyof typeof states;
  readonly since: keyof typeof ages;
  readonly whose: keyof typeof owners;
}

export const everything: Filter = { kind: 'any', state: 'any', since: 'any', whose: 'mine' };

/** The choices of each filter, in order. */
export const filterAnswers: { readonly [Question in keyof Filter]: readonly Filter[Question][] } = {
  whose: keysOf(owners),
  kind: keysOf(types),
  state: keysOf(states),
  since: keysOf(ages),
};

/** From the page's URL; unknown values are ignored. */
export function filterOf(query: URLSearchParams): Filter {
  const said = Object.entries(filterAnswers).map(([question, known]) => {
    const given = query.get(question);
    return [question, (known as readonly string[]).includes(given ?? '') ? given : undefined] as const;
  });
  return { ...everything, ...Object.fromEntries(said.filter(([, given]) => given !== undefined)) };
}

/** For the page's URL: only differences from the default. */
export function queryOf(filter: Filter): Readonly<Record<string, string>> {
  const entries = Object.entries(filter) as [keyof Filter, string][];
  return Object.fromEntries(entries.filter(([question, answer]) => everything[question] !== answer));
}

/** @param now milliseconds since 1970 */
export function listOptionsOf({ kind, state, since, whose }: Filter, now: number): ListOptions {
  const age = ages[since];
  return {
    ...types[kind],
    ...states[state],
    ...owners[whose],
    ...(age !== undefined && { createdAfter: new Date(now - age) }),
  };
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}
