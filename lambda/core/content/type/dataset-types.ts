import type { KnownType } from './known-type.js';

/** Tables, arrays and captures. */
export const datasetTypes: readonly KnownType[] = [
  {
    type: 'application/vnd.apache.parquet',
    endings: 'parquet',
    names: 'application/x-parquet application/parquet',
  },
  {
    type: 'application/vnd.apache.arrow.file',
    endings: 'arrow feather',
    names: 'application/x-arrow application/arrow application/x-feather',
  },
  {
    type: 'application/vnd.apache.orc',
    endings: 'orc',
    names: 'application/x-orc application/orc',
    misnomers: 'audio/csound',
  },
  {
    type: 'application/vnd.apache.avro',
    endings: 'avro',
    names: 'application/avro application/x-avro avro/binary application/x-avro-binary',
  },
  {
    type: 'application/vnd.sqlite3',
    endings: 'sqlite sqlite3 db3 db mbtiles',
    names:
      'application/x-sqlite3 application/x-sqlite application/sqlite3 application/vnd.mapbox-vector-tiles',
  },
  { type: 'application/geopackage+sqlite3', endings: 'gpkg', foundAs: 'application/vnd.sqlite3' },
  {
    type: 'application/x-hdf5',
    endings: 'h5 hdf5 hdf he5 nc',
    names:
      'application/x-hdf application/hdf5 application/x-netcdf application/netcdf application/x-matlab-data',
  },
  { type: 'application/x-npy', endings: 'npy', names: 'application/x-numpy application/npy' },
  {
    type: 'application/vnd.dbf',
    endings: 'dbf',
    names: 'application/x-dbf application/dbase application/x-dbase application/dbf',
  },
  {
    type: 'application/vnd.tcpdump.pcap',
    endings: 'pcap cap dmp',
    names: 'application/x-pcap application/pcap application/cap',
  },
  {
    type: 'application/x-pcapng',
    endings: 'pcapng ntar',
    names: 'application/pcapng application/vnd.tcpdump.pcapng',
  },
  { type: 'application/x-bittorrent', endings: 'torrent' },
];
