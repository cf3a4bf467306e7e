import type { Container } from './container.js';

const codec = (name: string, ...more: readonly string[]): string[] => ['-c:a', name, ...more];
const mp3 = { type: 'audio/mpeg', ending: 'mp3', declared: ['audio/mpeg', 'audio/mp3'] };
const wav = { type: 'audio/wav', ending: 'wav', declared: ['audio/wav', 'audio/x-wav'] };
const ogg = { type: 'application/ogg', ending: 'ogg', declared: ['audio/ogg'] };
const m4a = { type: 'audio/mp4', ending: 'm4a', declared: ['audio/mp4', 'audio/x-m4a'] };

const aiff = { type: 'audio/aiff', ending: 'aiff', declared: ['audio/aiff', 'audio/x-aiff'] };

export const soundFiles: Container[] = [
  { name: 'aiff', ...aiff, arguments: codec('pcm_s16be') },
  { name: 'aiff 24', ...aiff, arguments: codec('pcm_s24be') },
  { name: 'aifc', ...aiff, ending: 'aifc', arguments: codec('pcm_alaw', '-f', 'aiff') },
  {
    name: 'amr',
    type: 'audio/amr',
    ending: 'amr',
    arguments: codec('libopencore_amrnb', '-ar', '8000', '-ac', '1'),
  },
  {
    name: 'amr 4.75k',
    type: 'audio/amr',
    ending: 'amr',
    arguments: codec('libopencore_amrnb', '-ar', '8000', '-ac', '1', '-b:a', '4750', '-dtx', '1'),
  },
  { name: 'ac3', type: 'audio/ac3', ending: 'ac3', arguments: codec('ac3') },
  {
    name: 'ac3 44k',
    type: 'audio/ac3',
    ending: 'ac3',
    arguments: codec('ac3', '-ar', '44100', '-b:a', '96k'),
  },
  { name: 'eac3', type: 'audio/eac3', ending: 'eac3', arguments: codec('eac3') },
  { name: 'wma', type: 'audio/x-ms-wma', ending: 'wma', arguments: codec('wmav2') },
  { name: 'wma 1 live', type: 'audio/x-ms-wma', ending: 'wma', arguments: codec('wmav1'), pipe: 'asf' },
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
