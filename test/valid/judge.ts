import type { CheckOptions } from '../../lambda/core/content/index.js';
import { bytesReader, canonicalType, checkContent } from '../../lambda/core/content/index.js';
import { defaultTypes } from '../../lambda/core/settings/default-types.js';
import { seedOf, type Recipe } from './recipe.js';

/** A deployment's default limit (lib/settings.ts). */
const maxPixels = 0x3fff * 0x3fff;
/** At `full` everything is searched, which takes time in proportion to the file. */
const fullCheckBytes = 4 * 1024 * 1024;

export interface Judgement {
  readonly recipe: Recipe;
  readonly bytes: Buffer;
  /** Why the file is not accepted with its type; empty when it is. */
  readonly faults: readonly string[];
}

/** Creates the file and checks it as a deployment without options does, and at every level. */
export async function judge(recipe: Recipe, seed: number): Promise<Judgement> {
  const bytes = await recipe.make(seedOf(seed, recipe.name));
  const faults = new Set<string>();
  for (const declaredType of recipe.declared ?? [recipe.type]) {
    const base = { declaredType, filename: `A file.${recipe.ending}` };
    for (const options of optionsFor(recipe, base, bytes.length)) {
      for (const fault of await faultsOf(recipe, bytes, options)) faults.add(fault);
    }
  }
  return { recipe, bytes, faults: [...faults] };
}

function optionsFor({ type }: Recipe, base: CheckOptions, sizeBytes: number): CheckOptions[] {
  const isStored = defaultTypes.includes(type);
  const allowedTypes = isStored ? defaultTypes : [...defaultTypes, type];
  const deployed: CheckOptions = { ...base, level: 'strict', allowedTypes, maxPixels };
  // A few endings are those of programs too, unless the type is accepted.
  const named: CheckOptions = isStored ? {} : { allowedTypes };
  const isShort = sizeBytes <= fullCheckBytes;
  return [
    deployed,
    { ...base, ...named, level: 'standard' },
    ...(isShort ? [{ ...base, ...named, level: 'full' as const }] : []),
  ];
}

async function faultsOf({ type }: Recipe, bytes: Buffer, options: CheckOptions): Promise<string[]> {
  const { findings, detectedType, ranges, bytesRead } = await checkContent(bytesReader(bytes), options);
  const how = `${options.level ?? ''}${options.declaredType === type ? '' : ` as ${options.declaredType ?? ''}`}`;
  const faults = findings
    .filter(({ severity }) => severity === 'refuse')
    .map(({ code, message, offset }) => `${how}: ${code}: ${message} (at ${offset})`);
  const isText =
    detectedType === canonicalType(options.declaredType ?? '') && detectedType.startsWith('text/');
  if (detectedType !== type && !isText) faults.push(`${how}: found ${detectedType}, and it is ${type}`);
  if (ranges > 24 || bytesRead > 40 * 1024 * 1024) faults.push(`${how}: ${ranges} reads, ${bytesRead} bytes`);
  return faults;
}
