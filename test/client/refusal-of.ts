import { WaybillError } from '../../client/index.js';

/** The `WaybillError` with which the promise must reject. */
export async function refusalOf(promise: Promise<unknown>): Promise<WaybillError> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof WaybillError) return error;
  throw error;
}
