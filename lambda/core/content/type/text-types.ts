import type { KnownType } from './known-type.js';

const text = 'text/plain';
const json = 'application/json';
const xml = 'application/xml';

/** A type whose files are text, and nothing in them says which. */
const asText = (type: string, endings: string, names = '', misnomers = ''): KnownType => ({
  type,
  endings,
  names,
  misnomers: `text/plain ${misnomers}`,
  foundAs: text,
});
const asJson = (type: string, endings: string, names = '', misnomers = ''): KnownType => ({
  type,
  endings,
  names,
  misnomers: `application/json text/json text/plain ${misnomers}`,
  foundAs: json,
});
const asXml = (type: string, endings: string, names = ''): KnownType => ({
  type,
  endings,
  names,
  misnomers: 'application/xml text/xml text/plain',
  foundAs: xml,
});

export const textTypes: readonly KnownType[] = [
  {
    type: text,
    endings: 'txt text log conf cfg ini env def list in asc',
    names: 'text/x-log text/x-ini application/x-wine-extension-ini text/text application/txt text/x-text',
  },
  {
    type: 'text/csv',
    endings: 'csv',
    names:
      'application/csv text/x-csv text/comma-separated-values text/x-comma-separated-values application/x-csv',
    // Windows with Excel registers .csv as a spreadsheet; Apple's Numbers and LibreOffice export under text/plain.
    misnomers:
      'application/vnd.ms-excel application/excel application/x-msexcel text/plain text/tab-separated-values',
  },
  {
    type: 'text/tab-separated-values',
    endings: 'tsv tab',
    names: 'text/tsv text/x-tsv',
    misnomers: 'application/vnd.ms-excel text/csv text/plain',
  },
  {
    type: 'text/markdown',
    endings: 'md markdown mdown mkd mkdn',
    names: 'text/x-markdown text/md application/markdown application/x-markdown text/x-web-markdown',
    // Markdown that opens with a tag.
    misnomers: 'text/plain application/x-genesis-rom',
  },
  {
    type: json,
    endings: 'json jsonl ndjson map geojson jsonld webmanifest topojson har ipynb json5 jsonc code-workspace',
    names:
      'text/json application/x-json text/x-json application/ld+json application/geo+json application/vnd.geo+json application/x-ndjson application/ndjson application/jsonl application/x-jsonlines application/jsonlines application/json5 application/json-seq application/geo+json-seq application/schema+json application/manifest+json application/x-web-app-manifest+json application/x-ipynb+json text/x-ndjson',
    misnomers: 'text/plain',
  },
  {
    type: xml,
    endings: 'xml xsd dae tmx xlf xliff plist opml',
    names: 'text/xml application/x-xml application/xml-dtd',
    misnomers: 'text/plain application/x-wifi-config',
  },
  asJson('model/gltf+json', 'gltf'),
  asXml('application/xslt+xml', 'xsl xslt', 'text/xsl'),
  asXml('application/rss+xml', 'rss', 'application/x-rss+xml text/rss'),
  asXml('application/atom+xml', 'atom'),
  asXml('application/gpx+xml', 'gpx', 'application/gpx application/x-gpx+xml'),
  asXml('application/vnd.google-earth.kml+xml', 'kml'),
  asXml('application/gml+xml', 'gml'),
  asXml('application/rdf+xml', 'rdf owl', 'text/rdf application/rdf'),
  {
    type: 'text/vcard',
    endings: 'vcf vcard',
    names: 'text/x-vcard text/directory application/vcard',
    misnomers: 'text/plain',
  },
  {
    type: 'text/calendar',
    endings: 'ics ical ifb icalendar',
    names: 'text/x-vcalendar text/x-calendar application/ics',
    misnomers: 'text/plain',
  },
  {
    type: 'message/rfc822',
    endings: 'eml mime',
    names: 'message/global message/rfc2822 application/eml application/x-eml',
    misnomers: 'text/plain',
  },
  { type: 'application/mbox', endings: 'mbox mbx', names: 'application/x-mbox', misnomers: 'text/plain' },
  asText('text/vtt', 'vtt', 'text/webvtt application/x-webvtt'),
  asText(
    'application/x-subrip',
    'srt',
    'text/srt text/x-srt application/srt application/x-srt text/x-subrip application/subrip',
  ),
  asText('text/x-ssa', 'ass ssa', 'text/x-ass application/x-ass', 'audio/aac'),
  asText(
    'application/yaml',
    'yaml yml',
    'text/yaml text/x-yaml application/x-yaml text/vnd.yaml application/vnd.yaml',
  ),
  asText('application/toml', 'toml', 'text/x-toml text/toml application/x-toml'),
  asText('application/sql', 'sql', 'text/sql text/x-sql application/x-sql'),
  asText(
    'text/x-tex',
    'tex latex ltx',
    'application/x-tex application/x-latex text/x-latex text/latex application/tex',
  ),
  asText('text/x-bibtex', 'bib', 'application/x-bibtex text/bibtex'),
  asText('text/x-rst', 'rst', 'text/prs.fallenstein.rst'),
  asText('text/css', 'css', 'application/x-css'),
  asText('text/x-scss', 'scss sass less', 'text/scss text/x-sass text/less text/x-less'),
  asText('text/x-patch', 'diff patch', 'text/x-diff application/x-patch'),
  asText('text/x-gettext-translation', 'po', 'application/x-gettext application/x-po text/x-po'),
  asText('text/x-properties', 'properties', 'text/x-java-properties'),
  asText('application/x-lrc', 'lrc', 'application/lrc text/lrc'),
  // Source code that no system runs by its name alone; what some system runs is in program-types.ts.
  asText(
    'text/typescript',
    'ts tsx mts cts',
    'application/typescript application/x-typescript text/x-typescript text/tsx text/x-tsx',
    'video/mp2t video/vnd.dlna.mpeg-tts video/mp2ts video/x-m2ts video/mpeg model/vnd.mts text/vnd.trolltech.linguist application/x-linguist application/xml text/xml',
  ),
  asText(
    'text/x-c',
    'c h cc cpp cxx hpp hh hxx c++ h++ ino m mm',
    'text/x-csrc text/x-chdr text/x-c++ text/x-c++src text/x-c++hdr text/x-objcsrc text/x-objc++src text/x-cpp text/x-h',
    'text/x-matlab',
  ),
  asText('text/x-java', 'java', 'text/x-java-source'),
  asText('text/x-go', 'go', 'application/x-go text/go'),
  asText('text/rust', 'rs', 'text/x-rust', 'application/rls-services+xml'),
  asText('text/x-kotlin', 'kt kts'),
  asText('text/x-swift', 'swift', 'public.swift-source'),
  asText('text/x-csharp', 'cs', 'text/csharp'),
  asText('text/x-scala', 'scala'),
  asText('text/x-lua', 'lua', 'application/x-lua'),
  asText('text/x-r', 'r rmd', 'text/x-r-source text/x-rsrc'),
  asText('text/x-makefile', 'mk mak', 'application/x-makefile'),
];
