import { FileView, headBytes, ReadBudgetExceeded, type ReadBudget } from './reading/file-view.js';
import { WorkBudgetExceeded } from './reading/work.js';
import { Findings } from './evidence/finding.js';
import type { FormatFamily } from './evidence/format.js';
import { judgeActivity } from './active/judge-activity.js';
import { formats } from './formats.js';
import { saidTypes } from './type/declared-type.js';
import { emptyTypes } from './type/empty-file.js';
import { aliasesOf, canonicalType, unknownType } from './type/known-types.js';
import { judgeOneFormat } from './one-format.js';
import { applyPolicy, type Judged } from './policy.js';
import { readPersonal } from './privacy/read-personal.js';
import type { RangedReader } from './reading/ranged-reader.js';
import { examineText } from './text/text-file.js';
import { examineUnproven } from './unproven-format.js';
import type { CheckLevel, CheckOptions, ContentVerdict } from './verdict.js';

const tailBytes: Readonly<Record<CheckLevel, number>> = {
  standard: 4 * 1024,
  strict: 64 * 1024,
  full: 32 * 1024 * 1024 - headBytes,
};
/** Generous for any valid file; the check of a malicious one stops here. */
const budget: ReadBudget = { ranges: 24, bytes: 4 * 1024 * 1024 };

/**
 * Detects what a file really is and whether it may be accepted, with a few range reads: at most 24 ranges and 4 MiB
 * (`full`: the file besides).
 *
 * @param reader reads the file
 * @param options what is accepted
 * @returns the verdict. A file that cannot be judged within the limits on reading is rejected, and is no error
 * @throws ContentReadError where the reader fails or reads fewer bytes (its own error is the `cause`): nothing was
 * judged, retry
 * @example
 * import { readFile } from 'node:fs/promises';
 * import { bytesReader, checkContent } from 'waybill/content';
 *
 * const { verdict, detectedType, findings } = await checkContent(bytesReader(await readFile('photo.jpg')), {
 *   declaredType: 'image/jpeg',
 *   filename: 'photo.jpg',
 *   allowedTypes: ['image/jpeg', 'image/png'],
 * });
 */
export async function checkContent(
  reader: RangedReader,
  options: CheckOptions = {},
): Promise<ContentVerdict> {
  const findings = new Findings(reader.sizeBytes);
  const file = await open(reader, options, findings);
  const found = await examine(file, findings, options);
  const type = applyPolicy(found, options, findings);
  return {
    verdict: findings.refused ? 'reject' : 'accept',
    detectedType: type,
    aliases: [...new Set([found.type, ...found.aliases, ...aliasesOf(type)])].filter(
      (alias) => alias !== type,
    ),
    findings: findings.list,
    ...(found.width !== undefined &&
      found.height !== undefined && { width: found.width, height: found.height }),
    contains: found.contains ?? [],
    bytesRead: file.bytesRead,
    ranges: file.ranges,
    steps: file.work.steps,
  };
}

async function open(reader: RangedReader, options: CheckOptions, findings: Findings): Promise<FileView> {
  const { level = 'strict', fullMaxBytes = tailBytes.full + headBytes } = options;
  if (level !== 'full') return FileView.open(reader, tailBytes[level], budget);
  if (reader.sizeBytes <= fullMaxBytes) {
    return FileView.open(reader, fullMaxBytes, { ...budget, bytes: fullMaxBytes + budget.bytes });
  }
  findings.warn('not-read-whole', 0, reader.sizeBytes);
  return FileView.open(reader, tailBytes.strict, budget);
}

type Found = Judged;

async function examine(file: FileView, findings: Findings, options: CheckOptions): Promise<Found> {
  if (file.sizeBytes === 0) return examineEmpty(findings, options);
  const { family, type } = recognise(file);
  let found: Found = { type, aliases: [] };
  try {
    found = family
      ? await examineFamily(file, family, type, findings, options)
      : { aliases: [], ...(await examineText(file, findings, options)) };
    await judgeActivity(file, activityType(found.type, options), findings);
  } catch (error) {
    if (error instanceof ReadBudgetExceeded) findings.refuse('read-budget-exceeded', error.offset);
    else if (error instanceof WorkBudgetExceeded) findings.refuse('work-budget-exceeded', error.offset);
    else throw error;
  }
  return { ...found, contains: await readPersonal(file, found.type) };
}

async function examineFamily(
  file: FileView,
  family: FormatFamily,
  type: string,
  findings: Findings,
  options: CheckOptions,
): Promise<Found> {
  const seen = new Findings(file.sizeBytes);
  const anatomy = await family.examine(file, type, seen);
  if (anatomy.unitAt === undefined) {
    const isGuess = anatomy.type === null;
    return examineUnproven({ file, family, type, seen, isGuess }, findings, options);
  }
  findings.addAll(seen);
  await judgeOneFormat(file, family.name, anatomy, findings);
  return { ...anatomy, type: anatomy.type ?? type, aliases: anatomy.aliases ?? [] };
}

/** A table of uneven rows is found as text, and opened as a table by its name. */
function activityType(found: string, { declaredType = unknownType, filename }: CheckOptions): string {
  const isTable = (type: string) => type === 'text/csv' || type === 'text/tab-separated-values';
  return found === 'text/plain' ? (saidTypes(declaredType, filename).find(isTable) ?? found) : found;
}

/** Nothing says what an empty file is but its name and its declared type. */
function examineEmpty(
  findings: Findings,
  { declaredType = unknownType, filename, allowedTypes }: CheckOptions,
): Found {
  const types = emptyTypes(declaredType, filename);
  const accepted = allowedTypes?.map(canonicalType);
  const type = types.find((one) => !accepted || accepted.includes(one)) ?? types[0];
  if (type === undefined) findings.refuse('empty-file', 0);
  return { type: type ?? 'application/x-empty', aliases: [] };
}

function recognise(file: FileView): { family?: FormatFamily; type: string } {
  for (const family of formats) {
    const type = family.recognise(file.head, file.sizeBytes);
    if (type) return { family, type };
  }
  return { type: unknownType };
}
