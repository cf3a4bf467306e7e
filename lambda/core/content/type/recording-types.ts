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
  {
    type: 'video/x-ms-wmv',
    endings: 'wmv asf wm',
    names: 'video/x-ms-asf application/vnd.ms-asf video/x-ms-wm video/x-ms-asf-plugin video/wmv',
    misnomers: 'audio/x-ms-wma',
  },
  {
    type: 'audio/x-ms-wma',
    endings: 'wma',
    names: 'audio/wma audio/x-wma',
    misnomers: 'video/x-ms-wmv video/x-ms-asf application/vnd.ms-asf',
  },
  {
    type: 'video/mpeg',
    endings: 'mpg mpeg mpe m1v m2v vob mod',
    names:
      'video/x-mpeg video/mpg video/x-mpg video/x-mpeg2 video/mpeg2 video/mpeg-system video/x-mpeg-system video/x-ms-vob video/dvd video/mp1s video/mp2p',
    misnomers: 'video/mp4 audio/mpeg',
  },
  {
    // TypeScript has two of these endings as well: which it is, the bytes show.
    type: 'video/mp2t',
    endings: 'm2ts m2t ts mts trp tp',
    names:
      'video/mp2ts video/vnd.dlna.mpeg-tts video/x-m2ts video/x-mpegts video/mpegts video/avchd-stream video/x-mts',
    misnomers:
      'video/mpeg text/typescript application/typescript text/vnd.trolltech.linguist application/x-linguist text/plain model/vnd.mts',
  },
  {
    type: 'video/x-flv',
    endings: 'flv',
    names: 'video/flv application/x-flash-video flv-application/octet-stream',
    misnomers: 'video/mp4',
  },
  {
    type: 'audio/midi',
    endings: 'mid midi kar rmi',
    names: 'audio/x-midi audio/mid audio/sp-midi application/x-midi music/x-midi',
  },
  {
    type: 'audio/amr',
    endings: 'amr',
    names: 'audio/amr-encrypted audio/x-amr',
    misnomers: 'video/3gpp audio/3gpp',
  },
  {
    type: 'audio/amr-wb',
    endings: 'awb',
    names: 'audio/amr-wb-encrypted',
    misnomers: 'audio/amr video/3gpp',
  },
  {
    type: 'audio/aiff',
    endings: 'aif aiff aifc',
    names: 'audio/x-aiff audio/x-aifc audio/x-aiffc audio/aifc sound/aiff',
  },
  { type: 'audio/ac3', endings: 'ac3', names: 'audio/x-ac3 audio/vnd.dolby.dd-raw' },
  {
    type: 'audio/eac3',
    endings: 'eac3 ec3',
    names: 'audio/x-eac3',
    misnomers: 'audio/ac3 audio/vnd.dolby.dd-raw',
  },
];
