import type { ScanResult } from '../../lambda/core/validation/malware-scan.js';
import { validateObject, type ObjectNews } from '../../lambda/core/validation/validate-object.js';
import { photo } from './records.js';
import { SimulatedService } from './simulated-service.js';

const { key } = photo();
const scanTimeoutSeconds = 600;

export const clean: ScanResult = { verdict: 'clean' };
export const threats: ScanResult = { verdict: 'threats', names: ['EICAR-Test-File'] };
export const unscanned = (['unsupported', 'denied', 'failed'] as const).map((cause): ScanResult => ({
  verdict: 'unscanned',
  cause,
}));

/** A service with malware scans, and one version before its first check. */
export function service(
  onFinding: 'reject' | 'hold',
  { honest = true, crashes = [] as readonly number[] } = {},
) {
  const record = photo();
  const made = new SimulatedService(
    new Set(crashes),
    { ...record, checks: { ...record.checks, malware: 'pending' } },
    { onFinding, malware: { scanTimeoutSeconds } },
  );
  made.versions.set('v1', { honest, sizeBytes: 900 });
  return made;
}

export const news = (scan?: ScanResult): ObjectNews => ({ key, versionId: 'v1', ...(scan && { scan }) });
export const arrival: ObjectNews = { ...news(), sequencer: '00' };

/** Some minutes pass, and the last reminder is delivered. */
export async function reminded(one: SimulatedService, minutes: number) {
  one.now = new Date(one.now.getTime() + minutes * 60_000);
  return validateObject(one.ports, news());
}
