import { downloadRoutes } from './routes/download.js';
import { filesRoutes } from './routes/files.js';
import { grantsRoutes } from './routes/grants.js';
import { presignRoutes } from './routes/presign.js';
import { webhooksRoutes } from './routes/webhooks.js';
import { sharesRoutes } from './routes/shares.js';

/**
 * The table of all routes. Its rows are in one file for each function, so that no bundle contains another function's
 * schemas. The dispatcher, the gateway's routes, the OpenAPI document, the client's types and the README's table are
 * derived from it.
 */
export const routes = {
  ...presignRoutes,
  ...filesRoutes,
  ...grantsRoutes,
  ...sharesRoutes,
  ...downloadRoutes,
  ...webhooksRoutes,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
