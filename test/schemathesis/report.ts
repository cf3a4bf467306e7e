import { readFileSync } from 'node:fs';

/** A failed check, and the case that failed it. */
export interface Failure {
  readonly check: string;
  readonly operation: string;
  readonly message: string;
  readonly uri: string;
  readonly status: number | undefined;
  /** Of the answer. */
  readonly body: string;
}

export interface Report {
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** Operations with a 2xx or 3xx, as `GET /files`. */
  readonly succeeded: ReadonlySet<string>;
}

/** A line of `--report ndjson`, as far as this reads it. */
interface Line {
  readonly ScenarioFinished?: { readonly recorder?: Partial<Recorder> };
}

interface Recorder {
  readonly cases: Readonly<
    Record<string, { readonly value: { readonly method: string; readonly path: string } }>
  >;
  readonly checks: Readonly<Record<string, readonly Check[]>>;
  readonly interactions: Readonly<
    Record<
      string,
      {
        readonly request: { readonly uri: string };
        readonly response: { readonly status_code: number; readonly content?: Content } | null;
      }
    >
  >;
}

interface Check {
  readonly name: string;
  readonly status: 'success' | 'failure' | 'skip';
  readonly failure_info?: { readonly failure: { readonly title: string; readonly message: string } };
}

interface Content {
  readonly $base64: string;
}

export function readReport(file: string): Report {
  const failures: Failure[] = [];
  const succeeded = new Set<string>();
  let count = 0;
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const {
      cases = {},
      checks = {},
      interactions = {},
    } = (JSON.parse(line) as Line).ScenarioFinished?.recorder ?? {};
    for (const [id, { value }] of Object.entries(cases)) {
      count += 1;
      const operation = `${value.method} ${value.path}`;
      const response = interactions[id]?.response;
      const status = response?.status_code;
      if (status !== undefined && status >= 200 && status < 400) succeeded.add(operation);
      for (const { name, failure_info: found } of checks[id] ?? [])
        if (found)
          failures.push({
            ...{ check: name, operation, status, uri: interactions[id]?.request.uri ?? '' },
            message: `${found.failure.title}: ${found.failure.message}`,
            body: Buffer.from(response?.content?.$base64 ?? '', 'base64').toString(),
          });
    }
  }
  return { cases: count, failures, succeeded };
}
