export default async function teardown() {
  await globalThis.waybillStack.stop();
}
