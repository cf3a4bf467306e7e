const { setTimeout } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');

/** For connections that are being closed, on a busy machine. */
const mostMs = 10_000;

/** What does not end by itself, unlike sockets, whose server or whose unread answer is collected. */
const lasting = ['TCPServerWrap', 'ProcessWrap', 'Timeout', 'Worker', 'FSEvent'];

/**
 * Node.js, and a file fails if it leaves a server, a timer or a process open: its worker would not end then, and the
 * files after it in that worker would run beside what it left.
 */
module.exports = class NoOpenHandles extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.file = context.testPath;
    this.before = counted(process.getActiveResourcesInfo());
  }

  async teardown() {
    await super.teardown();
    const end = Date.now() + mostMs;
    let left = this.left();
    while (left.length > 0 && Date.now() < end) {
      await setTimeout(20);
      left = this.left();
    }
    if (left.length > 0)
      throw new Error(`${this.file} left open what it has to close in afterAll: ${left.join(', ')}`);
  }

  left() {
    const now = counted(process.getActiveResourcesInfo());
    return [...now].filter(([kind, count]) => count > (this.before.get(kind) ?? 0)).map(([kind]) => kind);
  }
};

/** How many there are of each kind. */
function counted(kinds) {
  const counts = new Map();
  for (const kind of kinds.filter((one) => lasting.includes(one)))
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
