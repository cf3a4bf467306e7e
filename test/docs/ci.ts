import { globSync } from 'tinyglobby';
import { read, root } from './shell-blocks.js';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}
export const { scripts } = JSON.parse(read('package.json')) as Manifest;

/** The scripts that a line of a shell runs. */
const scriptsIn = (line: string): string[] =>
  [...line.matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(test)\b)/g)].map(
    ([, name, test]) => name ?? test ?? '',
  );

/** The scripts that CI runs, by itself or by a script of these. */
export function scriptsOfCi(): ReadonlySet<string> {
  const reached = new Set(scriptsIn(read('.ci/run').replace(/^\s*#.*$/gm, '')));
  for (const name of reached) for (const next of scriptsIn(scripts[name] ?? '')) reached.add(next);
  return reached;
}

/** A Jest project, as far as it says which files are its tests. */
interface Project {
  readonly displayName: string;
  readonly testMatch: readonly string[];
}
const { default: all } = (await import('../../jest.config.js')) as { default: { projects: Project[] } };
const { default: long } = (await import('../contract/jest.config.js')) as {
  default: { projects: Project[] };
};

/** The test files that CI runs: all projects of `npm test`, and those that its scripts select. */
export function testsOfCi(): readonly string[] {
  const selected = [...scriptsOfCi()].flatMap((name) =>
    (scripts[name] ?? '')
      .split('--selectProjects ')
      .slice(1)
      .flatMap((rest) => rest.split(' ')),
  );
  const chosen = long.projects.filter(({ displayName }) => selected.includes(displayName));
  const patterns = [...all.projects, ...chosen].flatMap(({ testMatch }) => testMatch);
  return globSync(
    patterns.map((pattern) => pattern.replace('<rootDir>/', '')),
    { cwd: root },
  );
}
