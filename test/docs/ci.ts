import { globSync } from 'tinyglobby';
import { read, root } from './shell-blocks.js';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}
export const { scripts } = JSON.parse(read('package.json')) as Manifest;

/** The scripts that a shell line runs. */
const scriptsIn = (line: string): string[] =>
  [...line.matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(test)\b)/g)].map(
    ([, name, test]) => name ?? test ?? '',
  );

/** The scripts that CI runs, directly or by another script. */
export function scriptsOfCi(): ReadonlySet<string> {
  const reached = new Set(scriptsIn(read('.ci/run').replace(/^\s*#.*$/gm, '')));
  for (const name of reached) for (const next of scriptsIn(scripts[name] ?? '')) reached.add(next);
  return reached;
}

/** The projects of a Jest configuration: name and pattern. */
const projectsIn = (configuration: string) =>
  [...read(configuration).matchAll(/displayName: '([^']+)',\s*testMatch: \[\s*'<rootDir>\/([^']+)'/g)].map(
    ([, name = '', pattern = '']) => ({ name, pattern }),
  );

/** The test files that CI runs: all projects of `npm test`, and those that its scripts select. */
export function testsOfCi(): readonly string[] {
  const selected = [...scriptsOfCi()].flatMap((name) =>
    (scripts[name] ?? '')
      .split('--selectProjects ')
      .slice(1)
      .flatMap((rest) => rest.split(' ')),
  );
  const chosen = projectsIn('test/contract/jest.config.js').filter(({ name }) => selected.includes(name));
  const patterns = [...projectsIn('jest.config.js'), ...chosen].map(({ pattern }) => pattern);
  return globSync(patterns, { cwd: root });
}
