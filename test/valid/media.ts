import { makeByPython } from './python-maker.js';
import { pairs, type Recipe } from './recipe.js';

interface Container {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  readonly arguments: readonly string[];
  /** Written to a pipe, as live recorders do, in this format. */
  readonly pipe?: string;
}

const sounds: Readonly<Record<string, string>> = {
  silence: 'anullsrc=r=44100:cl=stereo',
  tone: 'sine=f=440:r=44100',
  noise: 'anoisesrc=c=white:r=44100:seed={seed}',
  'noise, then silence': "anoisesrc=c=pink:r=44100:seed={seed},volume='if(lt(t,1),1,0)':eval=frame",
  'one frame': 'sine=f=1000:r=44100:d=0.02',
};
const videos: Readonly<Record<string, string>> = {
  black: 'color=black:s=640x360:r=25',
  test: 'testsrc2=s=640x360:r=25',
  noise: 'color=gray:s=320x180:r=25,noise=alls=100:allf=t:all_seed=7',
  'one frame': 'color=white:s=1280x720:r=1:d=1',
};

const codec = (name: string, ...more: readonly string[]): string[] => ['-c:a', name, ...more];
const mp3 = { type: 'audio/mpeg', ending: 'mp3', declared: ['audio/mpeg', 'audio/mp3'] };
const wav = { type: 'audio/wav', ending: 'wav', declared: ['audio/wav', 'audio/x-wav'] };
const ogg = { type: 'application/ogg', ending: 'ogg', declared: ['audio/ogg'] };
const m4a = { type: 'audio/mp4', ending: 'm4a', declared: ['audio/mp4', 'audio/x-m4a'] };

const soundFiles: Container[] = [
  { name: 'mp3 128k', ...mp3, arguments: codec('libmp3lame', '-b:a', '128k') },
  { name: 'mp3 v4', ...mp3, arguments: codec('libmp3lame', '-q:a', '4') },
  { name: 'mp3 32k mono', ...mp3, arguments: codec('libmp3lame', '-b:a', '32k', '-ac', '1', '-ar', '22050') },
  { name: 'mp3 bare', ...mp3, arguments: codec('libmp3lame', '-id3v2_version', '0', '-write_xing', '0') },
  { name: 'mp3 ID3v1', ...mp3, arguments: codec('libmp3lame', '-write_id3v1', '1', '-metadata', 'title=A') },
  { name: 'wav 16', ...wav, arguments: codec('pcm_s16le') },
  { name: 'wav 8', ...wav, arguments: codec('pcm_u8') },
  { name: 'wav float', ...wav, arguments: codec('pcm_f32le') },
  { name: 'wav a-law', ...wav, arguments: codec('pcm_alaw') },
  { name: 'wav adpcm', ...wav, arguments: codec('adpcm_ms') },
  { name: 'wav rf64', ...wav, arguments: codec('pcm_s16le', '-rf64', 'always') },
  { name: 'wav live', ...wav, arguments: codec('pcm_s16le'), pipe: 'wav' },
  { name: 'wav 24 live', ...wav, arguments: codec('pcm_s24le'), pipe: 'wav' },
  { name: 'flac', type: 'audio/flac', ending: 'flac', arguments: codec('flac') },
  { name: 'flac 0', type: 'audio/flac', ending: 'flac', arguments: codec('flac', '-compression_level', '0') },
  { name: 'flac live', type: 'audio/flac', ending: 'flac', arguments: codec('flac'), pipe: 'flac' },
  {
    name: 'flac long blocks',
    type: 'audio/flac',
    ending: 'flac',
    arguments: codec('flac', '-frame_size', '65535', '-sample_fmt', 's32', '-ac', '8', '-strict', '-2'),
  },
  {
    name: 'opus',
    ...ogg,
    ending: 'opus',
    declared: ['audio/ogg', 'audio/opus'],
    arguments: codec('libopus'),
  },
  { name: 'vorbis', ...ogg, arguments: codec('libvorbis') },
  { name: 'ogg flac', ...ogg, ending: 'oga', arguments: codec('flac') },
  { name: 'ogg small pages', ...ogg, arguments: codec('libvorbis', '-page_duration', '20000') },
  { name: 'aac', type: 'audio/aac', ending: 'aac', arguments: codec('aac') },
  { name: 'm4a', ...m4a, arguments: codec('aac') },
  { name: 'm4a fast start', ...m4a, arguments: codec('aac', '-movflags', '+faststart') },
  { name: 'm4a alac', ...m4a, arguments: codec('alac') },
  {
    name: 'mp4 sound',
    type: 'video/mp4',
    declared: ['audio/mp4', 'video/mp4'],
    ending: 'mp4',
    arguments: codec('aac'),
  },
  { name: 'mov pcm', type: 'video/quicktime', ending: 'mov', arguments: codec('pcm_s16le') },
  {
    name: 'mov pcm fragments',
    type: 'video/quicktime',
    ending: 'mov',
    arguments: codec('pcm_s16le', '-movflags', 'frag_keyframe+empty_moov', '-frag_duration', '1000000'),
  },
  { name: 'mka', type: 'video/x-matroska', ending: 'mka', arguments: codec('pcm_s16le') },
  {
    name: 'mka live',
    type: 'video/x-matroska',
    ending: 'mka',
    arguments: codec('pcm_s16le'),
    pipe: 'matroska',
  },
  {
    name: 'weba',
    type: 'video/webm',
    declared: ['audio/webm', 'video/webm'],
    ending: 'weba',
    arguments: codec('libopus', '-f', 'webm'),
  },
];

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

const videoFiles: Container[] = [
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

const seconds = ['0.5', '12'] as const;

function recipe(container: Container, content: string, inputs: readonly string[], duration: string): Recipe {
  const { name, arguments: chosen, pipe, ...rest } = container;
  return {
    ...rest,
    name: `FFmpeg ${name}, ${content}${duration ? ` ${duration} s` : ''}`,
    isCostly: true,
    make: (seed) =>
      makeByPython({
        maker: 'media',
        what: [inputs, [...(duration ? ['-t', duration] : []), ...chosen]],
        options: { ending: rest.ending, ...(pipe && { pipe }) },
        seed,
      }),
  };
}

const isOneFrame = (name: string): boolean => name === 'one frame';

/** Half a second of it is a file that is read completely; of twelve the middle is not. */
export const media: Recipe[] = [
  ...pairs(Object.entries(sounds), soundFiles).flatMap(([[name, graph], file]) =>
    (isOneFrame(name) ? [''] : seconds).map((duration) => recipe(file, name, [graph], duration)),
  ),
  ...pairs(Object.entries(videos), videoFiles).flatMap(([[name, graph], file]) => {
    if (isOneFrame(name))
      return [recipe({ ...file, arguments: ['-frames:v', '1', ...file.arguments] }, name, [graph], '')];
    const sound = name === 'noise' ? sounds['noise'] : sounds['silence'];
    return ['1', '5'].map((duration) => recipe(file, name, [graph, sound ?? ''], duration));
  }),
];
