/** Builders of Office packages: a small whole document, with the parts and relationships that a test adds. */
import { bytesOf, zipFile, type ZipMember } from '../file-bytes.js';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const microsoft = 'http://schemas.microsoft.com/office/2006/relationships';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The whole address of a type of relationship. */
export const relation = (kind: string): string =>
  kind.includes('/') || /vba|macrosheet|activeX/i.test(kind)
    ? `${microsoft}/${kind}`
    : `${relations}/${kind}`;

export interface Relation {
  readonly kind: string;
  readonly target: string;
  readonly isExternal?: boolean;
}

export const relationList = (list: readonly Relation[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ({ kind, target, isExternal }, i) =>
        `<Relationship Id="r${i}" Type="${relation(kind)}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export interface Letter {
  /** Of the document. */
  readonly relations?: readonly Relation[];
  /** Of its settings. */
  readonly settings?: readonly Relation[];
  /** In its body. */
  readonly body?: string;
  /** Overrides in the list of content types. */
  readonly types?: string;
  readonly parts?: readonly ZipMember[];
}

/** A letter of Word. */
export function letter({
  relations: own = [],
  settings = [],
  body = '',
  types = '',
  parts = [],
}: Letter): Buffer {
  return zipFile([
    {
      name: '[Content_Types].xml',
      content: bytesOf(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
          '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
          `<Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/>${types}</Types>`,
      ),
    },
    {
      name: '_rels/.rels',
      content: bytesOf(relationList([{ kind: 'officeDocument', target: 'word/document.xml' }])),
    },
    {
      name: 'word/document.xml',
      content: bytesOf(`<w:document xmlns:w="http://x"><w:body><w:p>${body}</w:p></w:body></w:document>`),
    },
    { name: 'word/_rels/document.xml.rels', content: bytesOf(relationList(own)) },
    { name: 'word/_rels/settings.xml.rels', content: bytesOf(relationList(settings)) },
    ...parts,
  ]);
}

export const docx = `${word}.document`;

/** A file packed as an object ([MS-OLEDS] 2.3.6). */
export function packedFile(name: string, content: Buffer): Buffer {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const path = bytesOf(`C:\\Temp\\${name}\0`);
  const body = Buffer.concat([
    bytesOf(`\x02\0${name}\0C:\\Users\\a\\${name}\0\0\0\x03\0`),
    number(path.length),
    path,
    number(content.length),
    content,
  ]);
  return Buffer.concat([number(body.length), body]);
}
