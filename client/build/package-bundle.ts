import type { BuildOptions } from 'esbuild';

/** The package's modules, bundled from the sources. */
export const packageBundle = {
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // A page that uses Uppy has it already.
  packages: 'external',
  // Fields that the constructor sets need no declaration: it saves 70 bytes.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
} as const satisfies BuildOptions;
