import path from 'node:path';

/** Ignored by git. What a start makes once (Python and Node.js packages) and, for `npm start`, what it writes. */
export const cacheDirectory = path.join(import.meta.dirname, '..', '..', '.local');
