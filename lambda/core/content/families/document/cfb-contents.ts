import { documentTypes } from '../../type/document-types.js';
import type { CfbDirectory, CfbEntry } from './cfb-directory.js';

const word = 'application/msword';
const excel = 'application/vnd.ms-excel';
const powerPoint = 'application/vnd.ms-powerpoint';

/** Office Open XML, by the names that the checker knows. */
const packageTypes = documentTypes
  .map(({ type }) => type)
  .filter((type) => /openxmlformats|macroenabled|ms-visio/.test(type));

/** By a stream at the top. The first that fits counts: old presentations hold a sheet's stream too. */
const streams: readonly [RegExp, string][] = [
  [/^EncryptedPackage$/i, 'application/x-encrypted-ooxml'],
  [/^(__properties_version|__nameid|__substg)/i, 'application/vnd.ms-outlook'],
  [/^(PP40|PP97_DUALSTORAGE)$/i, powerPoint],
  [/^WordDocument$/i, word],
  [/^PowerPoint Document$/i, powerPoint],
  [/^(Workbook|Book)$/i, excel],
  [/^VisioDocument$/i, 'application/vnd.visio'],
];

/** By the class of the root, if no stream decides: the installer's packages and patches, and the programs. */
const classes: readonly [RegExp, string][] = [
  [/^8[46]100c0000000000c000000000000046$/, 'application/x-msi'],
  [/^0[0-9a-f]090200/, word],
  [/^(1008|2008)0200/, excel],
  [/^108d8164/, powerPoint],
];

/** [MS-OFFCRYPTO] 2.1 and 2.3.4.4: what says how the package is encrypted, by a password or by rights. */
const isEncryption = ({ name }: CfbEntry): boolean => /^(EncryptionInfo|~DataSpaces)$/i.test(name);

/** What may be in an encrypted package: which of these it is stands in the package itself. */
export function encryptedTypes({ top }: CfbDirectory): readonly string[] {
  return top.some(isEncryption) ? packageTypes : [];
}

export function cfbType({ top, all, classId }: CfbDirectory): string {
  const [installer, ...programs] = classes;
  if (installer?.[0].test(classId)) return installer[1];
  const byStream = (entries: readonly CfbEntry[]) =>
    streams.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))?.[1];
  return (
    byStream(top) ??
    programs.find(([pattern]) => pattern.test(classId))?.[1] ??
    byStream(all) ??
    'application/x-cfb'
  );
}
