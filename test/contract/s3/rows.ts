import { checksum } from './rows/checksum.js';
import { cors } from './rows/cors.js';
import { formPost } from './rows/form-post.js';
import { guardrails } from './rows/guardrails.js';
import { joining } from './rows/join.js';
import { parts } from './rows/parts.js';
import { properties } from './rows/properties.js';
import { reads } from './rows/read.js';
import { singlePut } from './rows/single-put.js';
import { versions } from './rows/versions.js';

/** Everything that signed requests rely on, in the order of the page. */
export const groups = [
  singlePut,
  checksum,
  formPost,
  parts,
  joining,
  properties,
  reads,
  versions,
  cors,
  guardrails,
];
