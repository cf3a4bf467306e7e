import type { Reason, StoredFile } from '../../client/index.js';
import { figure } from '../words/figure.js';
import { namedType } from '../words/type-name.js';
import { words } from '../words/words.js';

/** Why a file was rejected or is held, in the uploader's language. */
export interface Refusal {
  readonly title: string;
  /** The checker's findings, in the service's own sentences (in English), with their offset. */
  readonly findings: readonly { readonly what: string; readonly where: string | undefined }[];
  readonly advice: string;
}

/** These already imply that the type is not accepted. */
const sayTheType = ['executable-content', 'active-markup', 'active-content'];
/** A wrong type is the most important finding. */
const disguises = ['executable-content', 'active-markup', 'type-mismatch'];

export function refusalOf(file: StoredFile): Refusal {
  const { findings } = words();
  const codes = new Set(file.reasons.map(({ code }) => code));
  const gravest = Object.keys(findings.titles).find((code) => codes.has(code));
  const reason = file.reasons.find(({ code }) => code === gravest) ?? file.reasons[0];
  const told = file.reasons.filter(
    ({ code }) => code !== 'type-not-allowed' || !sayTheType.some((graver) => codes.has(graver)),
  );
  const advice = [file.status === 'held' ? findings.held : undefined, adviceOf(reason)];
  return {
    title: titleOf(gravest, file),
    advice: advice.filter((sentence) => sentence !== undefined).join(' '),
    findings: byPlace(told, file.sizeBytes),
  };
}

function titleOf(code: string | undefined, { detectedType, contentType }: StoredFile): string {
  const { findings } = words();
  if (code === undefined) return findings.otherTitle;
  if (disguises.includes(code) && detectedType && detectedType !== contentType)
    return findings.disguise({ is: namedType(detectedType), claims: namedType(contentType) });
  if (code === 'type-not-allowed') return findings.notTaken(namedType(detectedType ?? contentType));
  return findings.titles[code as keyof typeof findings.titles];
}

/** In the page's language if there is a text, otherwise the service's. */
function adviceOf(reason: Reason | undefined): string | undefined {
  if (!reason) return undefined;
  const { advice, otherAdvice } = words().findings;
  const own = Object.hasOwn(advice, reason.code) ? advice[reason.code] : otherAdvice;
  return own ?? reason.advice;
}

/** Findings at the same offset are combined. */
function byPlace(reasons: readonly Reason[], sizeBytes: number): Refusal['findings'] {
  const places = new Map<string | undefined, string[]>();
  for (const reason of reasons) {
    const where = place(reason, sizeBytes);
    places.set(where, [...(places.get(where) ?? []), sentence(reason.message)]);
  }
  return [...places].map(([where, sentences]) => ({ what: sentences.join(' '), where }));
}

/** The warnings, as sentences. */
export function remarksOf({ warnings }: StoredFile): readonly string[] {
  return warnings.map(({ message }) => sentence(message));
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');
}

function place({ offset }: Pick<Reason, 'offset'>, sizeBytes: number): string | undefined {
  if (offset === undefined) return undefined;
  const { atStart, at } = words().findings;
  return offset === 0 ? atStart : at(figure(offset), figure(sizeBytes));
}
