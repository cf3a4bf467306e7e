import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { page, pageFile } from './page.js';

/** `npm run test:contract:page` */
const options = await resolveConfig(pageFile);
writeFileSync(pageFile, await format(page(), { ...options, filepath: pageFile }));
