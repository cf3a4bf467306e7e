/** Like the queue and the client; a run has a finite number of crashes. */
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
