import { marks } from './marks.js';
import { foreignCase, verifiedWrongly } from './foreign-body.js';
const per = Number(process.argv[2] ?? 200);
const t0 = performance.now();
const bad: Record<string, string[]> = {};
let n = 0;
for (const mark of marks) for (let seed = 1; seed <= per; seed++) {
  n++;
  try { const w = await verifiedWrongly(foreignCase(mark, seed)); if (w) (bad[mark.family] ??= []).push(w); }
  catch (e) { (bad[mark.family] ??= []).push('THROWS ' + (e as Error).stack); }
}
for (const [f, list] of Object.entries(bad)) { console.log(f, list.length); for (const l of list.slice(0, 4)) console.log('   ', l); }
console.log(n, 'cases', (performance.now() - t0).toFixed(0), 'ms');
