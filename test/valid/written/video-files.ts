import type { Container } from './container.js';

const x264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-threads',
  '1',
  '-pix_fmt',
  'yuv420p',
  '-c:a',
  'aac',
];
const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-c:a', 'libopus'];
const mp4 = { type: 'video/mp4', ending: 'mp4' };
const mov = { type: 'video/quicktime', ending: 'mov' };
const mkv = { type: 'video/x-matroska', ending: 'mkv' };
const avi = { type: 'video/x-msvideo', ending: 'avi' };
const flags = (value: string, ...more: string[]): string[] => ['-movflags', value, ...more];

const mpeg2 = ['-c:v', 'mpeg2video', '-q:v', '9', '-c:a', 'mp2'];
const mpeg = { type: 'video/mpeg', ending: 'mpg' };
const ts = { type: 'video/mp2t', ending: 'ts' };
const flv = { type: 'video/x-flv', ending: 'flv' };
const wmv = { type: 'video/x-ms-wmv', ending: 'wmv' };

export const videoFiles: Container[] = [
  { name: 'mpg', ...mpeg, arguments: mpeg2 },
  {
    name: 'mpg 1',
    ...mpeg,
    arguments: ['-r', '25', '-c:v', 'mpeg1video', '-q:v', '9', '-c:a', 'mp2', '-f', 'mpeg'],
  },
  {
    name: 'vob',
    ...mpeg,
    ending: 'vob',
    arguments: ['-c:v', 'mpeg2video', '-q:v', '9', '-c:a', 'ac3', '-f', 'vob'],
  },
  { name: 'm2v', ...mpeg, ending: 'm2v', arguments: ['-c:v', 'mpeg2video', '-q:v', '9', '-an'] },
  { name: 'ts', ...ts, arguments: [...mpeg2, '-f', 'mpegts'] },
  { name: 'ts h264 live', ...ts, arguments: x264, pipe: 'mpegts' },
  { name: 'm2ts', ...ts, ending: 'm2ts', arguments: [...x264, '-mpegts_m2ts_mode', '1', '-f', 'mpegts'] },
  { name: 'flv', ...flv, arguments: ['-c:v', 'flv1', '-c:a', 'libmp3lame', '-ar', '44100'] },
  { name: 'flv h264 live', ...flv, arguments: x264, pipe: 'flv' },
  { name: 'wmv', ...wmv, arguments: ['-c:v', 'wmv2', '-c:a', 'wmav2'] },
  { name: 'wmv live', ...wmv, arguments: ['-c:v', 'wmv1', '-c:a', 'wmav2'], pipe: 'asf' },
  {
    name: 'animated jxl',
    type: 'image/jxl',
    ending: 'jxl',
    arguments: ['-an', '-r', '5', '-c:v', 'libjxl_anim', '-effort', '3'],
    pipe: 'image2pipe',
  },
  { name: 'mp4', ...mp4, arguments: x264 },
  { name: 'mp4 fast start', ...mp4, arguments: [...x264, ...flags('+faststart')] },
  { name: 'mp4 fragments', ...mp4, arguments: [...x264, '-g', '12', ...flags('frag_keyframe+empty_moov')] },
  {
    name: 'mp4 short fragments',
    ...mp4,
    arguments: [...x264, ...flags('frag_every_frame+empty_moov+default_base_moof')],
  },
  { name: 'mp4 dash', ...mp4, arguments: [...x264, '-g', '25', ...flags('dash+frag_keyframe+global_sidx')] },
  { name: 'mp4 live', ...mp4, arguments: [...x264, ...flags('frag_keyframe+empty_moov')], pipe: 'mp4' },
  { name: 'mp4 mpeg4', ...mp4, arguments: ['-c:v', 'mpeg4', '-q:v', '9', '-c:a', 'aac'] },
  { name: 'mov', ...mov, arguments: x264 },
  {
    name: 'mov raw',
    ...mov,
    arguments: ['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', '-r', '5'],
  },
  {
    name: 'mov raw fragments',
    ...mov,
    arguments: [
      '-c:v',
      'rawvideo',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'pcm_s16le',
      '-r',
      '5',
      ...flags('frag_keyframe+empty_moov'),
    ],
  },
  { name: 'mov mjpeg', ...mov, arguments: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16be'] },
  { name: 'webm', type: 'video/webm', ending: 'webm', arguments: vp8 },
  { name: 'webm live', type: 'video/webm', ending: 'webm', arguments: vp8, pipe: 'webm' },
  { name: 'webm dash', type: 'video/webm', ending: 'webm', arguments: [...vp8, '-an', '-dash', '1'] },
  { name: 'mkv', ...mkv, arguments: x264 },
  { name: 'mkv raw', ...mkv, arguments: ['-c:v', 'ffv1', '-c:a', 'pcm_s16le', '-r', '5'] },
  { name: 'mkv live', ...mkv, arguments: x264, pipe: 'matroska' },
  {
    name: 'mkv raw live',
    ...mkv,
    arguments: ['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', '-r', '5'],
    pipe: 'matroska',
  },
  {
    name: 'mkv small clusters',
    ...mkv,
    arguments: [...x264, '-cluster_time_limit', '200'],
    pipe: 'matroska',
  },
  { name: 'avi', ...avi, arguments: ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'] },
  {
    name: 'avi raw',
    ...avi,
    arguments: ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24', '-c:a', 'pcm_s16le', '-r', '5'],
  },
  { name: 'avi mjpeg', ...avi, arguments: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le'] },
  { name: 'avi live', ...avi, arguments: ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le'], pipe: 'avi' },
  {
    name: 'ogv',
    type: 'application/ogg',
    declared: ['video/ogg'],
    ending: 'ogv',
    arguments: ['-c:v', 'libtheora', '-c:a', 'libvorbis'],
  },
  { name: 'gif', type: 'image/gif', ending: 'gif', arguments: ['-an', '-r', '10', '-loop', '0'] },
  {
    name: 'apng',
    type: 'image/png',
    ending: 'png',
    arguments: ['-an', '-r', '5', '-c:v', 'apng', '-f', 'apng', '-plays', '0'],
  },
  {
    name: 'animated webp',
    type: 'image/webp',
    ending: 'webp',
    arguments: ['-an', '-r', '5', '-c:v', 'libwebp_anim', '-lossless', '1', '-compression_level', '0'],
  },
];
