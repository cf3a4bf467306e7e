import type { Erasure } from '../../core/erasure/erasure.js';
import type { Answer } from '../schema/answers.js';

/** An erasure in the API. */
export const erasureAnswer = ({
  id,
  status,
  deleted,
  requestedAt,
  finishedAt,
}: Erasure): Answer<'Erasure'> => ({
  id,
  status,
  deleted,
  requestedAt: requestedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
