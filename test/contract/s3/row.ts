import type { Store } from './store.js';

/** One property that our presigned requests rely on. */
export interface Row {
  /** Unique; the key of its differences. */
  readonly name: string;
  /** What is sent. */
  readonly does: string;
  /** What Amazon S3 answers: statuses, or what our adapter makes of them. */
  readonly answers: string;
  /** Sends it. @returns the answer in the words of `answers` */
  readonly run: (store: Store) => Promise<string>;
}

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Each row as `[name, what is done, what S3 answers, how]`. */
export const group = (
  title: string,
  ...rows: readonly (readonly [string, string, string, Row['run']])[]
): Group => ({ title, rows: rows.map(([name, does, answers, run]) => ({ name, does, answers, run })) });
