import { readFile } from 'node:fs/promises';
import { Instrumenter } from '@stryker-mutator/instrumenter';

export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly replacement: string;
}

export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** Source text with each mutant behind a switch, by file. */
  readonly sources: ReadonlyMap<string, string>;
}

const never = () => false;
const silent = () => undefined;
const logger = {
  ...{ isTraceEnabled: never, isDebugEnabled: never, isInfoEnabled: never },
  ...{ isWarnEnabled: never, isErrorEnabled: never, isFatalEnabled: never },
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
};

/**
 * Puts mutants into the files, each behind a switch (`globalThis.__stryker__.activeMutant`), so that one build serves
 * them all. String literals are left as they are: most are messages, which tests need not repeat.
 * @param share of n mutants in a row, one: 1 makes all of them
 */
export async function instrument(files: readonly string[], share: number): Promise<Instrumented> {
  const originals = await Promise.all(
    files.map(async (name) => ({ name, mutate: true, content: await readFile(name, 'utf8') })),
  );
  const options = { plugins: null, excludedMutations: ['StringLiteral'], ignorers: [], noHeader: false };
  const made = await new Instrumenter(logger).instrument(originals, options);
  const chosen = made.mutants
    .filter(({ status }) => status !== 'Ignored')
    .filter((_, index) => index % share === 0);
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    mutants: chosen.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      kind: mutatorName,
      replacement,
    })),
    sources: new Map(made.files.map(({ name, content }) => [name, withSwitchesOf(ids, content)])),
  };
}

/** Other switches would only cost time: a checker passes them once a byte. */
const withSwitchesOf = (ids: ReadonlySet<string>, source: string): string =>
  source
    .replaceAll(/\bstryMutAct_\w+\("(\d+)"\)/g, (call, id: string) => (ids.has(id) ? call : 'false'))
    .replaceAll(/\bstryCov_(\w+)\(((?:"\d+"(?:, )?)+)\)/g, (_, name: string, list: string) => {
      const kept = list.split(', ').filter((id) => ids.has(id.slice(1, -1)));
      return kept.length > 0 ? `stryCov_${name}(${kept.join(', ')})` : '0';
    });
