import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export interface Program {
  /** The environment variable with its path. */
  readonly variable: string;
  /** For messages. */
  readonly title: string;
  /** File names, looked up in PATH, or absolute paths; the first that exists. */
  readonly names: readonly string[];
  /** Of Debian and Ubuntu. */
  readonly packages: string;
}

/** The path of an installed program. @throws Error that says what to install */
export function programPath(
  { variable, title, names, packages }: Program,
  environment: NodeJS.ProcessEnv,
): string {
  const { [variable]: given, PATH = '' } = environment;
  const folders = PATH.split(path.delimiter).filter(Boolean);
  const paths = (name: string) =>
    path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name));
  const found = given ? [given].find(isExecutable) : names.flatMap(paths).find(isExecutable);
  if (found) return found;
  throw new Error(
    given
      ? `${variable} is ${given}, which is not a program. Point it at ${title}, or unset it.`
      : `The browser tests need ${title}. Install it (Debian, Ubuntu: apt-get install ${packages}), or set ${variable} to its program.`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
