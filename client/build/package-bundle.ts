import type { BuildOptions } from 'esbuild';

/** How the package's modules are made of the sources. */
export const packageBundle = {
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // Uppy is there already, in a page that uses it.
  packages: 'external',
  // Fields that the constructor sets need no declaration besides: 70 bytes of each page.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
} as const satisfies BuildOptions;
