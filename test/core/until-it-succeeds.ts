/** As the queue and the client do; the crashes of one run are finite. */
export async function untilItSucceeds(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 49) throw error;
    }
  }
}
