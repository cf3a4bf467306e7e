import type { Decision, Request } from './evaluate.js';
import type { Who } from './requests.js';

/** The result, the caller, the action; of a denial, a statement that must be among those that deny. */
export type Row = readonly [Decision, Who, string, Request, deniedBy?: string];

export const yes = 'Allowed';
export const denied = 'ExplicitlyDenied';
export const no = 'ImplicitlyDenied';

export const named = (rows: readonly Row[]) =>
  rows.map(([answer, who, what, request, deniedBy]) => ({ answer, who, what, request, deniedBy }));
