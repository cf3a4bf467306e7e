import path from 'node:path';

/** Ignored by git. Cached Python and Node.js packages and, for `npm start`, its state. */
export const cacheDirectory = path.join(import.meta.dirname, '..', '..', '.local');
