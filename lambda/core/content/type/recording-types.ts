import type { KnownType } from './known-type.js';

export const recordingTypes: readonly KnownType[] = [
  {
    type: 'audio/mpeg',
    endings: 'mp3 mp2 mp1 mpga mpa m2a m3a',
    names:
      'audio/mp3 audio/x-mp3 audio/mpeg3 audio/x-mpeg-3 audio/x-mpeg audio/mpg audio/x-mpg audio/mp2 audio/x-mp2 audio/mpa',
    misnomers: 'video/mpeg video/x-mpeg video/x-mpeg2',
  },
  {
    type: 'audio/mp4',
    endings: 'm4a m4b m4p m4r mp4a f4a f4b',
    names: 'audio/x-m4a audio/m4a audio/mp4a-latm audio/x-m4b audio/m4b audio/x-m4p audio/x-m4r audio/x-mp4',
    misnomers: 'video/mp4 application/mp4 audio/mpeg audio/aac audio/x-aac video/quicktime',
  },
  {
    type: 'audio/wav',
    endings: 'wav wave',
    names: 'audio/x-wav audio/wave audio/vnd.wave audio/x-pn-wav',
  },
  { type: 'audio/flac', endings: 'flac', names: 'audio/x-flac application/x-flac application/flac' },
  {
    type: 'audio/aac',
    endings: 'aac adts adt',
    names: 'audio/x-aac audio/aacp audio/aac-adts audio/x-hx-aac-adts audio/vnd.dlna.adts',
  },
  {
    type: 'application/ogg',
    endings: 'ogg oga ogv opus ogx ogm spx',
    names:
      'audio/ogg video/ogg audio/opus audio/x-opus+ogg audio/vorbis audio/x-vorbis audio/x-vorbis+ogg audio/x-flac+ogg audio/x-speex audio/x-speex+ogg audio/speex video/x-theora+ogg video/x-ogm+ogg video/x-ogm application/x-ogg audio/x-ogg video/x-ogg',
    misnomers: 'application/x-apple-systemprofiler+xml',
  },
  {
    type: 'video/mp4',
    endings: 'mp4 m4v mp4v mpg4 f4v mpeg4',
    names: 'video/x-m4v video/m4v application/mp4 video/x-mp4 video/mpeg4 video/x-f4v',
    misnomers: 'audio/mp4 video/quicktime',
  },
  {
    type: 'video/quicktime',
    endings: 'mov qt',
    names: 'video/mov video/x-quicktime',
    misnomers: 'video/mp4',
  },
  {
    type: 'video/3gpp',
    endings: '3gp 3gpp 3g2 3gpp2 3gp2 3ga',
    names: 'video/3gp audio/3gpp audio/3gp video/3gpp2 audio/3gpp2 video/3gpp-encrypted audio/3gpp-encrypted',
    misnomers: 'video/mp4 audio/mp4',
  },
  { type: 'video/webm', endings: 'webm', names: 'video/x-webm', misnomers: 'audio/webm' },
  {
    type: 'audio/webm',
    endings: 'weba',
    names: 'audio/x-webm',
    misnomers: 'video/webm',
    foundAs: 'video/webm',
  },
  {
    type: 'video/x-matroska',
    endings: 'mkv mka mks mk3d',
    names:
      'video/matroska audio/x-matroska audio/matroska video/mkv video/x-mkv application/x-matroska video/x-matroska-3d video/matroska-3d',
  },
  {
    type: 'video/x-msvideo',
    endings: 'avi',
    names: 'video/avi video/msvideo video/vnd.avi video/divx video/x-avi application/x-troff-msvideo',
  },
];
