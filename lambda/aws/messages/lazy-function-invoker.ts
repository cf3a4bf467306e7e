/** The invoker, whose client is loaded by the first call: few requests make one, and no cold start pays for it. */
export function lazyFunctionInvoker(name: string): (payload: object) => Promise<void> {
  let loading: Promise<(payload: object) => Promise<void>> | undefined;
  return async (payload) => {
    loading ??= import('./function-invoker.js').then(({ functionInvoker }) => functionInvoker(name));
    await (
      await loading
    )(payload);
  };
}
