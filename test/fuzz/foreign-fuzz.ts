/**
 * Files with the mark of one format and the body of something else, 2,000 of each family, of which none may be verified
 * as that family; a part of `npm run fuzz`. `--family NAME` runs one family, `--cases N` another number.
 */
import { parseArgs } from 'node:util';
import { foreignCase, verifiedWrongly } from './foreign-body.js';
import { marks } from './marks.js';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '2000' }, family: { type: 'string' } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const families = [...new Set(marks.map(({ family }) => family))];

let cases = 0;
let failures = 0;
for (const family of families.filter((name) => name === (values.family ?? name))) {
  const own = marks.filter((mark) => mark.family === family);
  for (let seed = 1; seed * own.length < Number(values.cases) + own.length; seed++) {
    for (const mark of own) {
      cases++;
      const fault = await verifiedWrongly(foreignCase(mark, seed));
      if (fault === undefined) continue;
      failures++;
      say(fault);
    }
  }
}
say(`${cases} files of ${families.length} families with a foreign body, ${failures} verified`);
process.exitCode = failures === 0 ? 0 : 1;
