import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../..');

/** Where the types of what is published are, by how it is imported. */
const published = {
  waybill: 'dist/lib/index.d.ts',
  'waybill/content': 'dist/lambda/core/content/index.d.ts',
  '@waybill/client': 'client/dist/index.d.ts',
  '@waybill/client/crc64nvme': 'client/dist/crc64nvme.d.ts',
  '@waybill/client/element': 'client/dist/element/waybill-upload.d.ts',
  '@waybill/client/media-type': 'client/dist/transfer/media-type.d.ts',
  '@waybill/client/react': 'client/dist/components/react.d.ts',
  '@waybill/client/uppy': 'client/dist/uppy.d.ts',
};

/** What an example may name without saying where it is from. */
const given = `
declare const apiUrl: string;
declare const getToken: () => Promise<string>;
declare const session: { readonly accessToken: string };
declare const client: import('@waybill/client').Client;
declare const file: File;
declare const id: string;
declare const error: unknown;
declare const show: (text: unknown) => void;
declare const image: HTMLImageElement;
declare const pauseButton: HTMLButtonElement;
declare const cancelButton: HTMLButtonElement;
declare const stack: import('aws-cdk-lib').Stack;
`;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  paths: Object.fromEntries(Object.entries(published).map(([name, file]) => [name, [path.join(root, file)]])),
};

/**
 * What the compiler has to say of the examples, each a module of its own, against the types that are published.
 * @param examples code by where it stands
 */
export function complaints(examples: ReadonlyMap<string, string>): string[] {
  const texts = new Map([[path.join(root, 'given.d.ts'), given]]);
  const names = new Map<string, string>();
  for (const [name, code] of examples) {
    const file = path.join(root, `example-${texts.size}.ts`);
    texts.set(file, `${code}\nexport {};\n`);
    names.set(file, name);
  }
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, ...rest)
      : ts.createSourceFile(file, text, options.target ?? ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${names.get(file?.fileName ?? '') ?? file?.fileName}: ${message}`;
  });
}
