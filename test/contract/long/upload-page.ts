import path from 'node:path';
import { build } from 'esbuild';

/** A page with one field, which sends the chosen file and shows the result. */
export async function uploadPage(): Promise<Record<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { createClient } from './index.js';
        const client = createClient({ apiUrl: location.origin, getToken: () => 'alice' });
        const [input, output] = document.body.children;
        input.onchange = async () => {
          const { id } = await client.upload(input.files[0]);
          const { status } = await client.waitForVerdict(id);
          output.value = status + ' ' + id;
        };`,
      resolveDir: path.join(import.meta.dirname, '../../../client'),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  const body = '<input type="file"><output></output><script src="/page.js"></script>';
  return {
    '/': {
      type: 'text/html',
      text: `<!doctype html><link rel="icon" href="data:,"><meta charset="utf-8"><body>${body}`,
    },
    '/page.js': { type: 'text/javascript', text: outputFiles[0]?.text ?? '' },
  };
}
