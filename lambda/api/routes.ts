import { downloadRoutes } from './routes/download.js';
import { filesRoutes } from './routes/files.js';
import { grantsRoutes } from './routes/grants.js';
import { presignRoutes } from './routes/presign.js';
import { webhooksRoutes } from './routes/webhooks.js';
import { sharesRoutes } from './routes/shares.js';

/**
 * The API, whole; the rows lie in one file a function, so that no bundle carries another's schemas.
 * From this table come the dispatcher, the gateway's routes, the OpenAPI document, the client's types and the
 * README's table.
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
