/**
 * The invoker, with a client that is loaded by the first call: few requests need it, so it does not slow down cold
 * starts.
 */
export function lazyFunctionInvoker(name: string): (payload: object) => Promise<void> {
  let loading: Promise<(payload: object) => Promise<void>> | undefined;
  return async (payload) => {
    loading ??= import('./function-invoker.js').then(({ functionInvoker }) => functionInvoker(name));
    await (
      await loading
    )(payload);
  };
}
