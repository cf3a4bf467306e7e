import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from './breaking-changes.js';

const parsed = (file: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Contract & {
    info: { version: string };
  };

/** Of the newest release, which clients were generated from. */
export const released = () => parsed('released.json');

/** Of this code. */
export const current = () => parsed('../../docs/openapi.json');
