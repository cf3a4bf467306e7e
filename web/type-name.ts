const names: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG image',
  'image/png': 'PNG image',
  'image/gif': 'GIF image',
  'image/webp': 'WebP image',
  'image/avif': 'AVIF image',
  'image/heic': 'HEIC image',
  'image/heif': 'HEIF image',
  'image/svg+xml': 'SVG drawing',
  'image/tiff': 'TIFF image',
  'image/bmp': 'BMP image',
  'video/mp4': 'MP4 video',
  'video/quicktime': 'QuickTime video',
  'video/webm': 'WebM video',
  'audio/mpeg': 'MP3 audio file',
  'audio/mp4': 'M4A audio file',
  'audio/wav': 'WAV audio file',
  'audio/ogg': 'Ogg audio file',
  'audio/flac': 'FLAC audio file',
  'application/pdf': 'PDF document',
  'application/zip': 'ZIP archive',
  'application/json': 'JSON file',
  'text/plain': 'text file',
  'text/csv': 'CSV table',
  'text/markdown': 'Markdown text',
  'text/html': 'web page (HTML)',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel workbook',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint presentation',
  'application/x-elf': 'Linux program (ELF)',
  'application/x-msdownload': 'Windows program (EXE)',
  'application/x-mach-binary': 'macOS program',
  'application/java-archive': 'Java program (JAR)',
  'text/x-shellscript': 'shell script',
  'text/x-python': 'Python script',
  'text/x-php': 'PHP script',
  'text/javascript': 'JavaScript program',
  'application/octet-stream': 'file of unknown type',
};

/** What people call a media type; an unknown one keeps its technical name. */
export function typeName(mediaType: string): string {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return (Object.hasOwn(names, type) && names[type]) || type;
}

/** `a PNG image`, `an SVG drawing`: by sound, not by letter. */
export function aType(mediaType: string): string {
  const name = typeName(mediaType);
  return `${/^(?:[aeio]|MP|M4A|SVG)/i.test(name) ? 'an' : 'a'} ${name}`;
}

/** As `typeName`, at the beginning of a line. */
export function typeTitle(mediaType: string): string {
  const name = typeName(mediaType);
  return names[mediaType] === undefined ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

const kinds: readonly (readonly [kind: string, fits: (type: string) => boolean])[] = [
  ['images', (type) => type.startsWith('image/')],
  ['video', (type) => type.startsWith('video/')],
  ['audio', (type) => type.startsWith('audio/')],
  ['PDF', (type) => type === 'application/pdf'],
  ['Office documents', (type) => /officedocument|msword|ms-excel|ms-powerpoint|opendocument/.test(type)],
  ['archives', (type) => /zip|x-tar|x-7z|rar/.test(type) && !type.includes('epub')],
  ['text', (type) => type.startsWith('text/') || type === 'application/json'],
];

/** `Images, video, PDF and text`: what an allowlist comes to. */
export function kindsOf(allowedTypes: readonly string[]): string {
  const present = kinds.filter(([, fits]) => allowedTypes.some(fits)).map(([kind]) => kind);
  const list = new Intl.ListFormat('en').format(present);
  return list.charAt(0).toUpperCase() + list.slice(1);
}
