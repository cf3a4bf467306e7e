import { readDirectory } from '../families/archive/zip-directory.js';
import { Findings } from '../evidence/finding.js';
import type { FileView } from '../reading/file-view.js';
import { PackageParts } from './package-part.js';

/** EPUB 3.3, 4.4, and Adobe's: fonts that are obfuscated, so that nobody copies them out; the text is open. */
const ofFonts = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/i;

/** EPUB: a book whose text is encrypted, readable with the rights alone. */
export async function judgeBook(file: FileView, findings: Findings): Promise<void> {
  const directory = await readDirectory(file, new Findings(file.sizeBytes));
  const list = directory?.entries.find(({ name }) => /^META-INF\/encryption\.xml$/i.test(name));
  if (!directory || !list) return;
  const parts = new PackageParts(file, directory);
  const text = await parts.text(list, 1024 * 1024);
  const methods = text?.match(/EncryptionMethod[^>]{0,400}/g) ?? [];
  if (methods.some((method) => !ofFonts.test(method)))
    findings.warn('protected', parts.at(list), 'by rights');
}
