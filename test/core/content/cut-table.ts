/** Every fixture of a binary format, cut at a tenth, a half and nine tenths of its bytes. */
import { cleanFiles, fixture } from '../../fixtures/clean-files.js';
import { bytesReader, checkContent, type ContentVerdict } from '../../../lambda/core/content/index.js';

const shares = [0.1, 0.5, 0.9];
/** Of text every part is text. */
const binary = cleanFiles.filter(
  ({ file, type }) => !file.startsWith('text/') && !/svg|^text|php$/.test(type),
);

export interface Cut {
  readonly file: string;
  readonly share: number;
  readonly verdict: ContentVerdict;
}

export async function cutFiles(): Promise<Cut[]> {
  const cuts: Cut[] = [];
  for (const { file, type } of binary) {
    const bytes = fixture(file);
    for (const share of shares) {
      const part = bytes.subarray(0, Math.floor(bytes.length * share));
      const verdict = await checkContent(bytesReader(part), { declaredType: type, alsoAllowedTypes: [type] });
      cuts.push({ file, share, verdict });
    }
  }
  return cuts;
}

/** How it was judged: accepted as cut, accepted without that warning, or refused. */
export function judgementOf({ verdict: { verdict, findings } }: Cut): 'cut' | 'whole' | 'refused' {
  if (verdict === 'reject') return 'refused';
  return findings.some(({ code }) => code === 'truncated') ? 'cut' : 'whole';
}

/** A line for each fixture: its name, and how it was judged at each place. */
export async function cutTable(): Promise<string> {
  const lines = new Map<string, string[]>();
  for (const cut of await cutFiles()) lines.set(cut.file, [...(lines.get(cut.file) ?? []), judgementOf(cut)]);
  return [...lines].map(([file, judged]) => `${file} ${judged.join(' ')}\n`).join('');
}
