/**
 * Valid files against the content checker: `npm run test:valid [-- --seed N]`; `-- --only TEXT` makes those whose
 * name holds the text, and `--out FOLDER` keeps them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './judge.js';
import { closePythons } from './python-maker.js';
import { recipes } from './recipes.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const chosen = recipes.filter(({ name }) => name.includes(values.only));
const width = 4;
const started = Date.now();
let refused = 0;
let done = 0;
let bytesMade = 0;

if (values.out) await mkdir(values.out, { recursive: true });
const queue = chosen.values();
await Promise.all(Array.from({ length: width }, work)).finally(closePythons);
const seconds = Math.round((Date.now() - started) / 1000);
say(`${done} files, ${Math.round(bytesMade / 1e6)} MB, ${refused} refused, ${seconds} s`);
process.exitCode = refused === 0 && done > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (const recipe of queue) {
    const { faults, bytes } = await judge(recipe, Number(values.seed));
    bytesMade += bytes.length;
    if (values.out)
      await writeFile(
        join(values.out, `${recipe.name.replaceAll(/[^\w.-]+/g, '_')}.${recipe.ending}`),
        bytes,
      );
    if (faults.length > 0) {
      refused++;
      say(
        `${recipe.name}\n  ${faults.join('\n  ')}\n  again: npm run test:valid -- --seed ${values.seed} --only '${recipe.name}'`,
      );
    }
    if (++done % 250 === 0) say(`${done} of ${chosen.length}`);
  }
}
