import { signedTableClient } from './signed-table-client.js';
import type { TableClient } from './table-client.js';

/** One client per function instance, created at cold start: calls reuse its connection. */
export const tableClient = (): TableClient => signedTableClient();
