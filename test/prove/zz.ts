import { resourcesOf, synthesize } from '../lib/synthesize.js';
import { configurations } from './deployment/configurations.js';
import { readDeployment } from './deployment/deployment.js';
import { invariantsOf } from './invariants/invariants.js';
import { poseQuestion, areKept } from './proof.js';
import { allowedTerm } from './iam/decision.js';
import { Solver } from './solver.js';
let last = 0;
const T = (l: string) => {
  const n = process.cpuUsage();
  const v = Math.round((n.user + n.system) / 1000);
  console.log(l, v - last, 'cpu ms');
  last = v;
};
T('start');
const s = await Solver.start();
T('z3');
for (const c of configurations) {
  const d = readDeployment(resourcesOf(synthesize(c.props)));
  T('synth');
  const inv = invariantsOf(c.promises);
  const q = poseQuestion(c.promises, d, inv);
  T('pose ' + q.preamble.length + ' ' + q.violations.join('').length);
  const t = Date.now();
  console.log(await areKept(s, q, d, d.policies), Date.now() - t);
  T('solve');
  console.log(
    await areKept(
      s,
      q,
      d,
      d.policies.map((p) =>
        p.title === 'policy of Bucket'
          ? { ...p, statements: p.statements.filter((x) => x.sid !== 'DenyReadUnlessClean') }
          : p,
      ),
    ),
  );
  T('solve mutant');
}
process.exit(0);
