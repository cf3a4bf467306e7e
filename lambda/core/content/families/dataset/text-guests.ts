import type { GuestKind } from '../../evidence/signatures.js';

/** What columns of text and names may rightly hold: pages and code that no program looks for in a table of data. */
export const textGuests: readonly GuestKind[] = ['html', 'php', 'server-page', 'rtf'];
