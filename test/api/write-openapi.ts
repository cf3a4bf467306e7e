/** Writes docs/openapi.json; a test compares it with the routes and their schemas. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from '../../lambda/api/openapi/document.js';

const at = (place: string) => new URL(`../../${place}`, import.meta.url);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
writeFileSync(at('docs/openapi.json'), `${JSON.stringify(openApi(version), null, 2)}\n`);
