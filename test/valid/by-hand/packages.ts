import { makeByPython } from '../python-maker.js';
import { pairs, type Recipe } from '../recipe.js';

/** A text, or the kind of content and the number of bytes. */
type Content = string | readonly [kind: string, bytes: number];
type Parts = readonly (readonly [name: string, content: Content])[];

interface Package {
  readonly name: string;
  readonly type: string;
  readonly ending: string;
  readonly parts: Parts;
  /** Parts that come first and are stored, so that the type can be read from the first bytes. */
  readonly first?: number;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openXml = 'application/vnd.openxmlformats-officedocument.';
const schemas = 'http://schemas.openxmlformats.org/';

/** The root part of Office Open XML (ECMA-376 part 2, 10.1.2, and part 1, 7). */
function openXmlParts(path: string, mainType: string, main: string, others: Parts = []): Parts {
  const relations = `${schemas}package/2006/relationships`;
  const types = others
    .filter(([name]) => name.startsWith('xl/worksheets/'))
    .map(([name]) => `<Override PartName="/${name}" ContentType="${openXml}spreadsheetml.worksheet+xml"/>`);
  return [
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="${schemas}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/${path}" ContentType="${openXml}${mainType}.main+xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${schemas}officeDocument/2006/relationships/officeDocument" Target="${path}"/></Relationships>`,
    ],
    [path, `${xml}${main}`],
    ...others,
  ];
}

const rows = (count: number, row: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => row(number + 1)).join('');

const sheets: Readonly<Record<string, string>> = {
  empty: '',
  'of one cell far away': '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
  'of empty rows': rows(200_000, (n) => `<row r="${n}"/>`),
  'of zeros': rows(30_000, (n) => `<row r="${n}"><c r="A${n}"><v>0</v></c></row>`),
};

const sheetNamespace = `${schemas}spreadsheetml/2006/main`;

function workbook(kind: string, content: string): Parts {
  return openXmlParts(
    'xl/workbook.xml',
    `spreadsheetml.${kind}`,
    `<workbook xmlns="${sheetNamespace}" xmlns:r="${schemas}officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    [
      [
        'xl/_rels/workbook.xml.rels',
        `${xml}<Relationships xmlns="${schemas}package/2006/relationships"><Relationship Id="rId1" Type="${schemas}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ],
      [
        'xl/worksheets/sheet1.xml',
        `${xml}<worksheet xmlns="${sheetNamespace}"><sheetData>${content}</sheetData></worksheet>`,
      ],
    ],
  );
}

const letters: Readonly<Record<string, string>> = {
  empty: '<w:p/>',
  'of empty lines': '<w:p/>'.repeat(100_000),
  'of text': '<w:p><w:r><w:t>upload</w:t></w:r></w:p>'.repeat(300),
};

const letter = (kind: string, body: string): Parts =>
  openXmlParts(
    'word/document.xml',
    `wordprocessingml.${kind}`,
    `<w:document xmlns:w="${schemas}wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  );

const slides = (kind: string): Parts =>
  openXmlParts(
    'ppt/presentation.xml',
    `presentationml.${kind}`,
    `<p:presentation xmlns:p="${schemas}presentationml/2006/main"><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    [['ppt/media/image1.png', ['noise', 30_000]]],
  );

const office: Package[] = [
  ...pairs(
    [
      ['sheet', 'xlsx', 'sheet'],
      ['template', 'xltx', 'template'],
    ] as const,
    Object.entries(sheets),
  ).map(([[kind, ending, type], [name, content]]) => ({
    name: `${ending} ${name}`,
    type: `${openXml}spreadsheetml.${type}`,
    ending,
    parts: workbook(kind, content),
  })),
  ...pairs(
    [
      ['document', 'docx'],
      ['template', 'dotx'],
    ] as const,
    Object.entries(letters),
  ).map(([[kind, ending], [name, body]]) => ({
    name: `${ending} ${name}`,
    type: `${openXml}wordprocessingml.${kind}`,
    ending,
    parts: letter(kind, body),
  })),
  ...(
    [
      ['presentation', 'pptx'],
      ['slideshow', 'ppsx'],
      ['template', 'potx'],
    ] as const
  ).map(([kind, ending]) => ({
    name: `${ending} with a picture`,
    type: `${openXml}presentationml.${kind}`,
    ending,
    parts: slides(kind),
  })),
];

const openDocument = 'application/vnd.oasis.opendocument.';
const namespaces = ['office', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** ODF 1.3 part 2, 3: `mimetype` first and stored, the manifest, the content, and images beside it. */
function openDocumentParts(type: string, body: string, others: Parts = []): Parts {
  const entries = [['/', type], ['content.xml', 'text/xml'], ...others.map(([name]) => [name, ''])]
    .map(
      ([path, kind]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${kind}"/>`,
    )
    .join('');
  return [
    ['mimetype', type],
    [
      'content.xml',
      `${xml}<office:document-content ${namespaces}><office:body>${body}</office:body></office:document-content>`,
    ],
    ...others,
    [
      'META-INF/manifest.xml',
      `${xml}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entries}</manifest:manifest>`,
    ],
  ];
}

const bodies: Readonly<Record<string, string>> = {
  'without a body': '',
  'of empty lines': `<office:text>${'<text:p/>'.repeat(100_000)}</office:text>`,
  'of empty rows': `<office:spreadsheet>${'<table:table-row/>'.repeat(60_000)}</office:spreadsheet>`,
};

const openDocuments: Package[] = pairs(
  [
    ['text', 'odt'],
    ['text-template', 'ott'],
    ['spreadsheet', 'ods'],
    ['presentation', 'odp'],
  ] as const,
  Object.entries(bodies),
).map(([[kind, ending], [name, body]], number) => {
  const type = `${openDocument}${kind}`;
  const pictures: Parts =
    number % 2
      ? [
          ['Pictures/1.png', ['noise', 90_000]],
          ['Basic/script-lc.xml', xml],
        ]
      : [];
  return {
    name: `${ending} ${name}`,
    type,
    ending,
    first: 1,
    parts: openDocumentParts(type, body, pictures),
  };
});

const books: Package[] = [0, 3, 400].map((chapters) => ({
  name: `EPUB of ${chapters} chapters`,
  type: 'application/epub+zip',
  ending: 'epub',
  first: 1,
  parts: [
    ['mimetype', 'application/epub+zip'],
    [
      'META-INF/container.xml',
      `${xml}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    ],
    ['OEBPS/book.opf', `${xml}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"/>`],
    ['OEBPS/cover.jpg', ['noise', 50_000]],
    ...Array.from(
      { length: chapters },
      (_, n) =>
        [`OEBPS/${n}.xhtml`, `<html xmlns="http://www.w3.org/1999/xhtml"><p>${n}</p></html>`] as const,
    ),
  ],
}));

const packings: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { method: 'STORED' },
  { streamed: true },
  { zip64: true },
  { method: 'STORED', zip64: true, comment: 'made by hand' },
];

export const packages: Recipe[] = pairs([...office, ...openDocuments, ...books], packings).map(
  ([{ parts, first = 0, name, ...kind }, options]) => ({
    ...kind,
    name: `${name}, packed ${JSON.stringify(options).replaceAll('"', '')}`,
    make: (seed) => makeByPython({ maker: 'packages', what: parts, options: { ...options, first }, seed }),
  }),
);
