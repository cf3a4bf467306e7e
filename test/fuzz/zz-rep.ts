import { checkContent, bytesReader } from '../../lambda/core/content/index.js';
import { repetitions, mixedRepetition, type Repetition } from './repetition.js';
const only = process.argv[2] ?? ''; const mixed = Number(process.argv[3] ?? 0); const floor = Number(process.argv[4] ?? 30);
type Row = { name: string; level: string; ms: number; steps: number; bytesRead: number; verdict: string; type: string };
const rows: Row[] = [];
async function measure({ name, bytes }: Repetition, declaredType?: string) {
  for (const level of ['strict', 'full'] as const) {
    let best = Infinity; let v: any;
    for (let r = 0; r < 2; r++) {
      const t = process.cpuUsage();
      v = await checkContent(bytesReader(bytes), { level, ...(declaredType && { declaredType }) });
      const u = process.cpuUsage(t);
      best = Math.min(best, (u.user + u.system) / 1000);
      if (best < (level === 'strict' ? floor : floor * 2)) break;
    }
    if (best > (level === 'strict' ? floor : floor * 2) || v.steps / v.bytesRead > 20) console.log(best.toFixed(0).padStart(6), level.padEnd(6), (v.steps / v.bytesRead).toFixed(1).padStart(6), v.bytesRead, v.detectedType, name, '=>', v.findings.map((f: any) => f.code).join(','));
    rows.push({ name, level, ms: best, steps: v.steps, bytesRead: v.bytesRead, verdict: v.findings.map((f: any) => f.code).join(','), type: v.detectedType });
  }
}
const warm = 0;
for (const rep of repetitions()) if (rep.name.startsWith(only) && rep.bytes.length < 1.5e6) await measure(rep, rep.name.startsWith('json') ? 'application/json' : undefined);
for (let s = 1; s <= mixed; s++) { const r = mixedRepetition(s); if (r.name.startsWith(only)) await measure(r); }
console.log('done', rows.length);
