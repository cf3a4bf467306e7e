import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { writtenTypes } from '../../build/written-types.js';

/** As the compiler would have it without its own library: what the module needs is declared in it. */
const library = `
  interface Array<T> { length: number; [index: number]: T }
  interface Boolean {} interface Function {} interface IArguments {} interface Number {}
  interface Object {} interface RegExp {} interface String {} interface CallableFunction {} interface NewableFunction {}
  declare function described<T>(text: string, schema: T): T;
`;

function written(code: string): string {
  const files = new Map([
    ['/library.d.ts', library],
    ['/types.ts', code],
  ]);
  const host: ts.CompilerHost = {
    getSourceFile: (name, version) => {
      const text = files.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, version, true);
    },
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    getDefaultLibFileName: () => '/library.d.ts',
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  };
  const program = ts.createProgram([...files.keys()], { strict: true, noLib: true }, host);
  return writtenTypes(program.getTypeChecker(), program.getSourceFile('/types.ts') as ts.SourceFile);
}

describe('the types of a module, written out,', () => {
  test('are interfaces with the descriptions of their fields', () => {
    const code = `
      const until = described('When it ends; not */ before.', '');
      const file = {
        size: described('In bytes.', 0),
        until,
        kind: described('Of which kind.', 'a' as 'a' | 'b' | null),
        tags: described('Names.', [] as { readonly name: 'x' }[]),
      };
      /** One file. */
      export type File = typeof file;
      /** Which kinds there are. */
      export type Kind = 'a' | 'b';
      /** One tag. */
      export type Tag = File['tags'][number];
    `;
    expect(() => written(code)).toThrow('Tag.name is not documented');
    expect(written(code.replace('{ readonly name', '{\n/** Its name. */\nreadonly name'))).toBe(
      [
        '/** One file. */\nexport interface File {',
        '  /** In bytes. */\n  readonly size: number;',
        '  /** When it ends; not *\\/ before. */\n  readonly until: string;',
        '  /** Of which kind. */\n  readonly kind: Kind | null;',
        '  /** Names. */\n  readonly tags: Tag[];\n}',
        '\n/** Which kinds there are. */\nexport type Kind = "a" | "b";',
        '\n/** One tag. */\nexport interface Tag {\n  /** Its name. */\n  readonly name: "x";\n}\n',
      ].join('\n'),
    );
  });

  test('are refused where a field is not documented', () => {
    expect(() => written('/** One. */ export type One = { size: number };')).toThrow(
      'One.size is not documented',
    );
  });

  test('are refused where a type is not documented', () => {
    expect(() => written('export type One = {\n/** Bytes. */\nsize: number };')).toThrow(
      'One is not documented',
    );
  });

  test('are refused where an object has no name', () => {
    expect(() =>
      written('/** One. */ export type One = {\n/** Two. */\ntwo: {\n/** Three. */\nthree: number } };'),
    ).toThrow('One holds an object without a name: export a type of its own for it');
  });

  test('are refused where an import was not found', () => {
    expect(() =>
      written(
        "import type { Two } from './two.js'; /** One. */ export type One = {\n/** Two. */\ntwo: Two };",
      ),
    ).toThrow('a type came out as Two: an import of it was not found');
  });
});
