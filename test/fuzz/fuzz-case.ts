import { checkContent, type CheckLevel } from '../../lambda/core/content/index.js';
import { cleanFiles, fixture } from '../fixtures/clean-files.js';
import { mutate } from './mutation.js';
import { Random } from './random.js';
import { WatchedFile } from './watched-file.js';

/** The limits of a check, for any file. */
export const ceilings = {
  ranges: 24,
  /** At `strict`: head, tail and what formats request. `full` may also read up to its own limit. */
  bytes: 4 * 1024 * 1024,
  /** Blocks of the checker's code, as `OperationCounter` counts them; linear in the bytes that were read. */
  operations: 10_000_000,
  operationsPerByte: 8,
} as const;

const levels: readonly CheckLevel[] = ['standard', 'strict', 'strict', 'strict', 'full'];
const declared = [...new Set(cleanFiles.map((file) => file.type))];
const originals = new Map<string, Buffer>();

function original(file: string): Buffer {
  const known = originals.get(file) ?? fixture(file);
  originals.set(file, known);
  return known;
}

/** One damaged file, determined by its seed. */
export class FuzzCase {
  readonly name: string;
  readonly file: WatchedFile;
  private readonly level: CheckLevel;
  private readonly declaredType: string;

  constructor(readonly seed: number) {
    const random = new Random(seed);
    const chosen = random.of(cleanFiles);
    const other = random.of(cleanFiles);
    const bytes = mutate(original(chosen.file), original(other.file), random);
    const hollow = random.below(10) === 0;
    const hole = hollow ? random.of([70_000, 5_000_000, 0xffff_fff0, 2 ** 42]) : 0;
    this.file = new WatchedFile(bytes, random.below(bytes.length + 1), hole);
    this.level = random.of(levels);
    this.declaredType = random.below(4) === 0 ? random.of(declared) : chosen.type;
    this.name = `seed ${seed}: ${chosen.file}, ${this.file.sizeBytes} bytes, ${this.level}`;
  }

  /** The limit for this file, after the check has run. */
  get operationsAllowed(): number {
    return ceilings.operations + ceilings.operationsPerByte * this.file.bytesRead;
  }

  /** The errors of the checker with this file, as messages; empty without any. */
  async faults(): Promise<string[]> {
    const { file, level, declaredType } = this;
    const faults: string[] = [];
    try {
      const verdict = await checkContent(file, { level, declaredType, maxPixels: 100_000_000 });
      const refused = verdict.findings.some((finding) => finding.severity === 'refuse');
      if (refused !== (verdict.verdict === 'reject')) faults.push('the verdict contradicts the findings');
      if (verdict.ranges !== file.ranges) faults.push(`says ${verdict.ranges} ranges, read ${file.ranges}`);
      for (const { code, offset } of verdict.findings) {
        // For a truncated file, the offset may be that of the missing bytes.
        if (!Number.isSafeInteger(offset) || offset < 0) faults.push(`finding ${code} at ${offset}`);
      }
    } catch (error) {
      faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    faults.push(...file.outside.map((read) => `read outside of the file: ${read}`));
    if (file.ranges > ceilings.ranges) faults.push(`${file.ranges} ranges`);
    if (level !== 'full' && file.bytesRead > ceilings.bytes) faults.push(`${file.bytesRead} bytes read`);
    return faults;
  }
}
