import { gzipSync, constants } from 'node:zlib';
import { makeByPython } from './python-maker.js';
import { diagonals, noiseBytes, pairs, type Recipe } from './recipe.js';

type Options = Readonly<Record<string, unknown>>;
interface Format {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  readonly options: Options;
}

const gz = { type: 'application/gzip', ending: 'gz', declared: ['application/gzip', 'application/x-gzip'] };
const bz2 = { type: 'application/x-bzip2', ending: 'bz2' };
const xz = { type: 'application/x-xz', ending: 'xz' };
const zst = { type: 'application/zstd', ending: 'zst' };
const tar = { type: 'application/x-tar', ending: 'tar' };
const zip = {
  type: 'application/zip',
  ending: 'zip',
  declared: ['application/zip', 'application/x-zip-compressed'],
};
const sevenZip = { type: 'application/x-7z-compressed', ending: '7z' };

const formats: Format[] = [
  { name: 'gzip', ...gz, options: { format: 'gzip' } },
  { name: 'gzip 1', ...gz, options: { format: 'gzip', compresslevel: 1 } },
  { name: 'gzip 0', ...gz, options: { format: 'gzip', compresslevel: 0 } },
  { name: 'bzip2', ...bz2, options: { format: 'bzip2' } },
  { name: 'bzip2 1', ...bz2, options: { format: 'bzip2', compresslevel: 1 } },
  { name: 'xz', ...xz, options: { format: 'xz', preset: 1 } },
  { name: 'xz sha-256', ...xz, options: { format: 'xz', preset: 0, check: 10 } },
  { name: 'xz padded', ...xz, options: { format: 'xz', preset: 0, padding: 4096 } },
  { name: 'xz long padding', ...xz, options: { format: 'xz', preset: 0, padding: 100_000 } },
  { name: 'zstd', ...zst, options: { format: 'zstd' } },
  { name: 'zstd checksum', ...zst, options: { format: 'zstd', write_checksum: true, level: 1 } },
  {
    name: 'zstd unknown size',
    ...zst,
    options: { format: 'zstd', write_content_size: false, piece: 131_072 },
  },
  { name: 'zstd small blocks', ...zst, options: { format: 'zstd', piece: 1000 } },
  { name: 'tar pax', ...tar, options: { format: 'tar', kind: 'pax' } },
  { name: 'tar gnu', ...tar, options: { format: 'tar', kind: 'gnu', folder: `${'long/'.repeat(40)}` } },
  { name: 'tar ustar', ...tar, options: { format: 'tar', kind: 'ustar' } },
  { name: 'tar.gz', ...gz, ending: 'tgz', options: { format: 'tar', packed: 'gz' } },
  { name: 'zip stored', ...zip, options: { format: 'zip', method: 'STORED' } },
  { name: 'zip', ...zip, options: { format: 'zip' } },
  { name: 'zip bzip2', ...zip, options: { format: 'zip', method: 'BZIP2' } },
  { name: 'zip lzma', ...zip, options: { format: 'zip', method: 'LZMA' } },
  { name: 'zip64', ...zip, options: { format: 'zip', zip64: true } },
  { name: '7z', ...sevenZip, options: { format: '7z' } },
  { name: '7z copy', ...sevenZip, options: { format: '7z', method: 'copy' } },
];

const kinds = ['zeros', 'ones', 'noise', 'text', 'noise, zeros', 'zeros, noise', 'stripes'] as const;
/** Bytes of each member, and how many. */
const small = [
  [0, 1],
  [1, 3],
  [50_000, 1],
] as const;
const large = [
  [1_000_000, 1],
  [3_300_000, 1],
  [400_000, 12],
] as const;

function recipe(
  kind: string,
  [size, members]: readonly [number, number],
  format: Format,
  isCostly: boolean,
): Recipe {
  const { name, options, ...rest } = format;
  return {
    ...rest,
    isCostly,
    name: `${name}, ${members} x ${size} ${kind}`,
    make: (seed) => makeByPython({ maker: 'archives', what: [kind, size, members], options, seed }),
  };
}

/** A whole archive of another kind as its only member, and many small members. */
const crowded: Recipe[] = formats
  .filter(({ name }) => /^(tar|zip|7z)( |$)/.test(name))
  .flatMap((format) => [
    recipe('text', [700, 900], format, true),
    recipe('zeros', [100, 3000], format, true),
  ]);

/** Partly uniform content with other settings of zlib. */
const strategies = { filtered: 1, 'huffman only': 2, 'run lengths': 3, 'fixed codes': 4 } as const;
const byZlib: Recipe[] = pairs(Object.entries(strategies), [1, 9]).flatMap(([[name, strategy], memLevel]) =>
  (['zeros', 'noise', 'mixed'] as const).map((kind): Recipe => ({
    ...gz,
    isCostly: true,
    name: `zlib ${name} memLevel ${memLevel}, ${kind}`,
    make(seed) {
      const noise = noiseBytes(400_000, seed);
      const zeros = Buffer.alloc(3_000_000);
      const content = {
        zeros,
        noise,
        mixed: Buffer.concat([noise, zeros, noise.subarray(0, 50_000), zeros]),
      }[kind];
      return gzipSync(content, { strategy, memLevel, level: constants.Z_DEFAULT_COMPRESSION });
    },
  })),
);

/** Disk images and dumps: mostly zeros, more than is read. */
const images: Recipe[] = formats
  .filter(({ name }) => !/[012] |copy|stored|small|padd/.test(name))
  .flatMap((format) => [
    recipe('noise, zeros', [30_000_000, 1], format, true),
    recipe('stripes', [12_000_000, 1], format, true),
  ]);

export const archives: Recipe[] = [
  ...diagonals(4, kinds, pairs(formats, small)).map(([kind, [format, size]]) =>
    recipe(kind, size, format, false),
  ),
  ...diagonals(4, kinds, pairs(formats, large)).map(([kind, [format, size]]) =>
    recipe(kind, size, format, true),
  ),
  ...crowded,
  ...byZlib,
  ...images,
];
