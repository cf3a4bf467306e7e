import type { Recipe } from '../recipe.js';
import { written, type Format } from './written.js';

const dataset = (type: string, ending: string, what: string): Format => ({
  type,
  ending,
  what,
  maker: 'datasets',
});

const [parquet, arrow] = ['application/vnd.apache.parquet', 'application/vnd.apache.arrow.file'];
const many = 40_000;

const rows: Recipe[] = [
  ...written(
    dataset(parquet, 'parquet', 'parquet'),
    {},
    { count: 0 },
    { compression: 'none' },
    { compression: 'zstd', count: many },
    { compression: 'gzip', version: '1.0', row_group_size: 30 },
    { count: many, row_group_size: 500 },
  ),
  ...written(dataset(arrow, 'arrow', 'arrow'), {}, { count: 0 }, { count: many }),
  ...written(
    dataset(arrow, 'feather', 'arrow'),
    { feather: true, compression: 'lz4' },
    { feather: true, compression: 'zstd', count: many },
    { feather: true, compression: 'uncompressed' },
  ),
  ...written(
    dataset('application/vnd.apache.orc', 'orc', 'orc'),
    {},
    { count: 0 },
    { compression: 'uncompressed' },
    { compression: 'zstd', count: many },
  ),
  ...written(
    dataset('application/vnd.apache.avro', 'avro', 'avro'),
    {},
    { count: 0 },
    { codec: 'deflate', count: many },
    { count: many },
  ),
  ...written(
    dataset('application/vnd.sqlite3', 'sqlite', 'sqlite'),
    {},
    { count: 0, page: 512 },
    { page: 65_536 },
    { wal: true },
    { count: many },
  ),
  ...written(
    dataset('application/vnd.shp', 'shp', 'shape'),
    { part: 'shp' },
    { part: 'shp', shape: 5 },
    { part: 'shp', count: 0 },
    { part: 'shp', count: 5000 },
  ),
  ...written(dataset('application/vnd.shx', 'shx', 'shape'), { part: 'shx' }, { part: 'shx', shape: 5 }),
  ...written(dataset('application/vnd.dbf', 'dbf', 'shape'), { part: 'dbf' }, { part: 'dbf', count: 5000 }),
];

const arrays: Recipe[] = [
  ...written(
    dataset('application/x-hdf5', 'h5', 'hdf5'),
    {},
    { version: 'latest', packed: true },
    { userblock: 512 },
    { count: 20_000 },
    { version: 'latest', count: 20_000, packed: true },
  ),
  ...written(
    dataset('application/x-npy', 'npy', 'npy'),
    {},
    { dtype: '<i4', shape: [3] },
    { dtype: '>f4', shape: [200, 300] },
    { dtype: '|u1', shape: [1000, 1000] },
    { dtype: '<c16', shape: [1] },
    { shape: [0] },
  ),
];

const captures: Recipe[] = [
  ...written(
    dataset('application/vnd.tcpdump.pcap', 'pcap', 'capture'),
    {},
    { count: 0 },
    { nano: true },
    { count: 1 },
    { count: 5000 },
  ),
  ...written(
    dataset('application/x-pcapng', 'pcapng', 'capture'),
    { ng: true },
    { ng: true, count: 0 },
    { ng: true, count: 5000 },
  ),
  ...written(
    dataset('application/x-lz4', 'lz4', 'lz4'),
    {},
    { count: 0 },
    { block_size: 5, count: 900 },
    { content_checksum: true, block_checksum: true, store_size: false },
    { block_linked: false, count: 5000 },
  ),
];

/** Tables, arrays, captures, and LZ4. */
export const tables: Recipe[] = [...rows, ...arrays, ...captures];
