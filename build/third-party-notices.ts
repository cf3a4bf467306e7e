import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

type Output = Metafile['outputs'][string];

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** The full text of its licence and notices. */
  readonly text: string;
}

/**
 * Licence texts that packages do not include, from their repositories. By the package's name or scope, and only for the
 * licence that was reviewed: a package that changes its licence fails the build.
 */
const unpacked: Readonly<Record<string, { readonly license: string; readonly file: string }>> = {
  // github.com/aws/aws-sdk-js-v3, LICENSE: the Apache License 2.0, like this project's.
  '@aws-sdk': { license: 'Apache-2.0', file: '../LICENSE' },
  // github.com/aws-powertools/powertools-lambda-typescript, LICENSE
  '@aws-lambda-powertools': { license: 'MIT-0', file: 'licenses/aws-lambda-powertools.txt' },
  // github.com/standard-webhooks/standard-webhooks, libraries/LICENSE
  standardwebhooks: { license: 'MIT', file: 'licenses/standardwebhooks.txt' },
};

/**
 * The notices file of a bundle: the packages with code or files in it, and their licences. MIT, BSD, ISC and the Open
 * Font License require their text in every copy, the Apache License (section 4) NOTICE files too.
 *
 * @param outputs of the bundle, from esbuild's metafile
 * @param root of their paths, which is where esbuild ran
 * @returns the file's name and its bytes; empty if the bundle has no third-party code
 * @throws for a package without a licence text
 */
export function noticesBeside(outputs: readonly Output[], root = process.cwd()): Map<string, Buffer> {
  const packages = bundledFolders(outputs).map((folder) => readPackage(resolve(root, folder)));
  if (packages.length === 0) return new Map();
  packages.sort((one, other) => titleOf(one).localeCompare(titleOf(other), 'en'));
  const titles = new Map<string, Set<string>>();
  for (const each of packages) titles.set(each.text, (titles.get(each.text) ?? new Set()).add(titleOf(each)));
  const sections = [
    'What stands beside this file holds code or files of these packages, under their licences:',
    ...[...titles].map(([text, alike]) => `${[...alike].join('\n')}\n\n${text}`),
  ];
  const text = sections.join(`\n\n${'-'.repeat(80)}\n\n`).concat('\n');
  return new Map([['THIRD-PARTY-NOTICES.txt', Buffer.from(text)]]);
}

const titleOf = ({ name, version, license }: BundledPackage) => `${name} ${version} (${license})`;

/** The folders of packages with at least a byte in the output: code removed by tree shaking is not shipped. */
function bundledFolders(outputs: readonly Output[]): string[] {
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'license',
    string
  >;
  if (typeof license !== 'string')
    throw new Error(`${name} ${version} names no licence; it cannot be bundled`);
  const files = readdirSync(folder).filter((file) => /^(un)?licen[cs]e|^copying|^notice/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
  if (!files.some((file) => !/^notice/i.test(file))) texts.unshift(unpackedText(name, version, license));
  return { name, version, license, text: texts.map((text) => text.trim()).join('\n\n') };
}

function unpackedText(name: string, version: string, license: string): string {
  const known = unpacked[name] ?? unpacked[name.split('/', 1)[0] ?? name];
  if (known?.license !== license) {
    throw new Error(
      `${name} ${version} (${license}) is bundled, but its package has no licence text: add the text of its ` +
        'repository to build/third-party-notices.ts',
    );
  }
  return readFileSync(join(import.meta.dirname, known.file), 'utf8');
}
