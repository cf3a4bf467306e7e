import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { generate, root } from './generator.js';
import { run } from './program.js';

export interface Language {
  readonly name: string;
  /** What the machine must have; a language whose tool is missing is skipped, and named. */
  readonly tool: string;
  /** Generates the client in the folder, and compiles it. */
  readonly compile: (folder: string) => Promise<void>;
  /** Uploads `photo.jpg` of the folder: the command that prints the report. @default none: only compiled */
  readonly upload?: readonly [command: string, ...args: string[]];
}

const program = (name: string) => path.join(import.meta.dirname, 'programs', name);
const tool = (name: string) => path.join(root, 'node_modules/.bin', name);

const python: Language = {
  name: 'python',
  tool: 'python3',
  async compile(folder) {
    await generate('python', folder);
    await run('python3', ['-m', 'venv', 'venv'], { cwd: folder });
    await run('venv/bin/pip', ['install', '--quiet', './client'], { cwd: folder });
    // Every module of it, also those that the program does not use.
    await run('venv/bin/python', ['-c', importAll], { cwd: folder });
    await copyFile(program('upload.py'), path.join(folder, 'upload.py'));
  },
  upload: ['venv/bin/python', 'upload.py'],
};
const importAll = `import importlib, pkgutil, openapi_client
for module in pkgutil.walk_packages(openapi_client.__path__, 'openapi_client.'):
    importlib.import_module(module.name)`;

const go: Language = {
  name: 'go',
  tool: 'go',
  async compile(folder) {
    await generate('go', folder, { packageName: 'waybill' });
    const client = path.join(folder, 'client');
    const manifest = path.join(client, 'go.mod');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace(/^module .*$/m, 'module example.com/waybill'),
    );
    await mkdir(path.join(client, 'upload'));
    await copyFile(program('upload.go'), path.join(client, 'upload/main.go'));
    // The generated tests name a repository that does not exist.
    await rename(path.join(client, 'test'), path.join(client, '_test'));
    await run('go', ['mod', 'tidy'], { cwd: client });
    await run('go', ['vet', './...'], { cwd: client });
    await run('go', ['build', '-o', path.join(folder, 'upload'), './upload'], {
      cwd: client,
      env: process.env,
    });
  },
  upload: ['./upload'],
};

const typescript: Language = {
  name: 'typescript-fetch',
  tool: 'node',
  async compile(folder) {
    await generate('typescript-fetch', folder, { importFileExtension: '.js' });
    await copyFile(program('upload.ts'), path.join(folder, 'upload.ts'));
    await run(
      tool('tsc'),
      [
        ...['upload.ts', '--strict', '--noEmit', '--target', 'es2023', '--module', 'esnext'],
        ...['--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable'],
        ...['--types', 'node', '--typeRoots', path.join(root, 'node_modules/@types')],
      ],
      { cwd: folder },
    );
    await build({
      ...{ entryPoints: [path.join(folder, 'upload.ts')], outfile: path.join(folder, 'upload.mjs') },
      ...{ bundle: true, format: 'esm', platform: 'node', logLevel: 'warning' },
    });
  },
  upload: [process.execPath, 'upload.mjs'],
};

const classPath = 'client/target/classes:client/target/dependency/*';

const java: Language = {
  name: 'java',
  tool: 'mvn',
  async compile(folder) {
    await generate('java', folder);
    await run('mvn', ['-B', '-q', 'compile', 'dependency:copy-dependencies', '-DincludeScope=runtime'], {
      cwd: path.join(folder, 'client'),
    });
    await run('javac', ['-cp', classPath, '-d', '.', program('UploadPhoto.java')], { cwd: folder });
  },
  upload: ['java', '-cp', `.:${classPath}`, 'UploadPhoto'],
};

const kotlin: Language = {
  name: 'kotlin',
  tool: 'mvn',
  async compile(folder) {
    await generate('kotlin', folder);
    const client = path.join(folder, 'client');
    await copyFile(program('kotlin-pom.xml'), path.join(client, 'pom.xml'));
    await run('mvn', ['-B', '-q', 'compile', '-Dkotlin.compiler.daemon=false'], { cwd: client });
  },
};

const rust: Language = {
  name: 'rust',
  tool: 'cargo',
  async compile(folder) {
    await generate('rust', folder);
    await run('cargo', ['check', '--quiet'], { cwd: path.join(folder, 'client') });
  },
};

export const languages: readonly Language[] = [python, typescript, java, go, rust, kotlin];
