/**
 * Creates `client/dist`, the content of the package `@waybill/client`: one module for each of its entries, and their
 * self-contained types.
 */
import { copyFileSync, readFileSync, utimesSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { replaceFolder } from '../../build/replace-folder.js';
import { noticesBeside } from '../../build/third-party-notices.js';
import { writtenTypes } from '../../build/written-types.js';
import { packageBundle } from './package-bundle.js';

const source = join(import.meta.dirname, '..');
const target = join(source, 'dist');

const { exports } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
  exports: Record<string, { default: string }>;
};
const entries = Object.values(exports).map((entry) => entry.default.replace('./dist/', '').slice(0, -3));

/** Loaded on demand by an entry: not exported, and under a name of its own. */
const lazy = ['transfer/stream/send-stream'];

const { outputFiles, metafile } = await build({
  entryPoints: [...entries, ...lazy].map((entry) => join(source, `${entry}.ts`)),
  outdir: target,
  ...packageBundle,
  // Code that entries share is not duplicated.
  splitting: true,
  chunkNames: 'shared-[hash]',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

/** Declarations that the entries need, below `client/`. */
function declarations(): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const program = ts.createProgram(
    entries.map((entry) => join(source, `${entry}.ts`)),
    {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      strict: true,
      declaration: true,
      emitDeclarationOnly: true,
      skipLibCheck: true,
      outDir: target,
      rootDir: join(source, '..'),
    },
  );
  for (const file of program.getSourceFiles()) {
    const name = relative(source, file.fileName);
    if (name.startsWith('..') || file.isDeclarationFile) continue;
    const declared = name.replace(/\.ts$/, '.d.ts');
    const write = (_: string, text: string) => files.set(declared, Buffer.from(text));
    if (name === join('api', 'contract.ts')) write('', writtenTypes(program.getTypeChecker(), file));
    else program.emit(file, write, undefined, true);
  }
  return reached(files);
}

/** Only what the entries' types refer to. */
function reached(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const follow = (name: string) => {
    const text = files.get(name);
    if (!text || found.has(name)) return;
    found.set(name, text);
    for (const [, next] of text.toString().matchAll(/from '(\.[\w/.-]+)\.js'/g))
      follow(join(dirname(name), `${next}.d.ts`));
  };
  for (const entry of entries) follow(`${entry}.d.ts`);
  return found;
}

const modules = outputFiles.map(({ path, contents }) => [relative(target, path), contents] as const);
const notices = noticesBeside(Object.values(metafile.outputs));
replaceFolder(target, new Map([...modules, ...declarations(), ...notices]));
copyFileSync(join(source, '..', 'LICENSE'), join(source, 'LICENSE'));
// Time of the build, to detect changed sources.
utimesSync(target, new Date(), new Date());
