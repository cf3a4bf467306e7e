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

/** A Jest project, as far as it says which files are its tests. */
interface Project {
  readonly displayName: string;
  readonly testMatch: readonly string[];
}
const projectsOf = async (configuration: string) =>
  ((await import(configuration)) as { default: { projects: readonly Project[] } }).default.projects;
const projects = [
  ...(await projectsOf('../../jest.config.js')),
  ...(await projectsOf('../contract/jest.config.js')),
];

/** The test files that CI runs: those of the projects that its scripts select. */
export function testsOfCi(): readonly string[] {
  const selected = [...scriptsOfCi()].flatMap((name) =>
    (scripts[name] ?? '')
      .split('--selectProjects ')
      .slice(1)
      .flatMap((rest) => rest.split(' ')),
  );
  const patterns = projects
    .filter(({ displayName }) => selected.includes(displayName))
    .flatMap(({ testMatch }) => testMatch);
  return globSync(
    patterns.map((pattern) => pattern.replace('<rootDir>/', '')),
    { cwd: root },
  );
}
