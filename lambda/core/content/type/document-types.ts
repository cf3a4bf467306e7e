import type { KnownType } from './known-type.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';
/** What a system says that knows nothing but the container. */
const zip = 'application/zip application/x-zip-compressed application/x-zip';
const compound = 'application/x-ole-storage application/x-cfb application/vnd.ms-office';

const office = (ending: string, kind: string): KnownType => ({
  type: openXml + kind,
  endings: ending,
  misnomers: `${zip} application/${ending}`,
});
const odf = (ending: string, kind: string): KnownType => ({
  type: openDocument + kind,
  endings: ending,
  names: `application/x-vnd.oasis.opendocument.${kind}`,
  misnomers: zip,
});
const macro = (program: string, ending: string, kind: string): KnownType => ({
  type: `application/vnd.ms-${program}.${kind}.macroenabled.12`,
  endings: ending,
});

export const documentTypes: readonly KnownType[] = [
  {
    type: 'application/pdf',
    endings: 'pdf',
    names: 'application/x-pdf application/acrobat application/vnd.pdf text/pdf text/x-pdf',
  },
  {
    type: 'application/rtf',
    endings: 'rtf',
    names: 'text/rtf application/x-rtf text/richtext',
    misnomers: 'application/msword',
  },
  {
    type: 'application/illustrator',
    endings: 'ai',
    names: 'application/vnd.adobe.illustrator application/x-illustrator',
    misnomers: 'application/postscript application/pdf',
    // Since version 9 of Illustrator; its own data stands beside the pages.
    foundAs: 'application/pdf',
  },
  {
    type: 'application/postscript',
    endings: 'eps ps epsf epsi',
    names: 'image/x-eps image/eps application/eps application/x-eps application/x-postscript application/ps',
    misnomers: 'text/plain',
  },
  {
    type: 'application/x-mobipocket-ebook',
    endings: 'mobi prc azw',
    names: 'application/vnd.amazon.ebook application/mobi',
    misnomers: 'model/prc application/vnd.palm application/x-pilot',
  },
  {
    type: 'application/vnd.amazon.mobi8-ebook',
    endings: 'azw3 kf8',
    names: 'application/x-mobi8-ebook',
    misnomers: 'application/x-mobipocket-ebook application/vnd.amazon.ebook',
  },
  {
    type: 'application/vnd.apple.pages',
    endings: 'pages',
    names: 'application/x-iwork-pages-sffpages',
    misnomers: zip,
  },
  {
    type: 'application/vnd.apple.numbers',
    endings: 'numbers',
    names: 'application/x-iwork-numbers-sffnumbers',
    misnomers: zip,
  },
  {
    type: 'application/vnd.apple.keynote',
    endings: 'key',
    names: 'application/x-iwork-keynote-sffkey',
    misnomers: `${zip} application/pgp-keys`,
  },
  { type: 'application/vnd.apple.pkpass', endings: 'pkpass', misnomers: zip },
  { type: 'application/epub+zip', endings: 'epub', names: 'application/epub', misnomers: zip },
  {
    type: 'application/msword',
    endings: 'doc dot wiz',
    names:
      'application/x-msword application/doc application/vnd.ms-word application/vnd.msword application/msword-template',
    misnomers: `${compound} text/vnd.graphviz application/rtf text/rtf`,
  },
  {
    type: 'application/vnd.ms-excel',
    endings: 'xls xlt xla xlm xlc xlw xlb',
    names:
      'application/x-msexcel application/msexcel application/excel application/x-excel application/x-ms-excel application/x-dos_ms_excel application/xls application/x-xls',
    misnomers: compound,
  },
  {
    type: 'application/vnd.ms-powerpoint',
    endings: 'ppt pps pot ppa pwz',
    names:
      'application/mspowerpoint application/ms-powerpoint application/powerpoint application/x-mspowerpoint',
    misnomers: `${compound} text/x-gettext-translation-template text/plain`,
  },
  office('docx', 'wordprocessingml.document'),
  office('dotx', 'wordprocessingml.template'),
  office('xlsx', 'spreadsheetml.sheet'),
  office('xltx', 'spreadsheetml.template'),
  office('pptx', 'presentationml.presentation'),
  office('ppsx', 'presentationml.slideshow'),
  office('potx', 'presentationml.template'),
  odf('odt', 'text'),
  odf('ott', 'text-template'),
  odf('ods', 'spreadsheet'),
  odf('ots', 'spreadsheet-template'),
  odf('odp', 'presentation'),
  odf('otp', 'presentation-template'),
  odf('odg', 'graphics'),
  odf('otg', 'graphics-template'),
  odf('odf', 'formula'),
  odf('odc', 'chart'),
  odf('odm', 'text-master'),
  macro('word', 'docm', 'document'),
  macro('word', 'dotm', 'template'),
  macro('excel', 'xlsm', 'sheet'),
  macro('excel', 'xltm', 'template'),
  macro('excel', 'xlam', 'addin'),
  macro('excel', 'xlsb', 'sheet.binary'),
  macro('powerpoint', 'pptm', 'presentation'),
  macro('powerpoint', 'ppsm', 'slideshow'),
  macro('powerpoint', 'potm', 'template'),
  macro('powerpoint', 'ppam', 'addin'),
  { type: 'application/vnd.ms-visio.drawing', endings: 'vsdx' },
  macro('visio', 'vsdm', 'drawing'),
  {
    type: 'application/vnd.visio',
    endings: 'vsd vst vss',
    names: 'application/x-visio application/vnd.ms-visio.viewer',
  },
  { type: 'application/vnd.ms-outlook', endings: 'msg', names: 'application/x-msg', misnomers: compound },
  { type: 'application/x-encrypted-ooxml' },
  { type: 'application/x-opc' },
  { type: 'application/x-cfb', names: 'application/x-ole-storage application/vnd.ms-office' },
];
